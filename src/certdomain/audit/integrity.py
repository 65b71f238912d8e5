"""Integrity: whether nothing of a register is missing, altered, reordered or added outside, and since when it is so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from certdomain.errors import BadInput
from certdomain.store import Fault, IntegrityFault, Regrown, Signed, Store
from certdomain.transparency.checkpoints import Checkpoint, TrustedLog, open_checkpoint, parse_checkpoint
from certdomain.transparency.failures import Unproven
from certdomain.transparency.notes import parse_note

MOST_LISTED = 1000
"""How many faults are listed; all are counted."""


@frozen(kw_only=True)
class Held:
    """A checkpoint that was held against the register. `root` is the register's own at that size, None if it has none.

    `signed`: whether a key that the auditor trusts was seen to have signed it.
    """

    checkpoint: Checkpoint
    root: bytes | None
    signed: bool

    @property
    def agrees(self) -> bool:
        """Whether the register still begins with exactly what the checkpoint was taken of."""
        return self.root == self.checkpoint.root


@frozen(kw_only=True)
class IntegrityReport:
    """What a check of the stored bytes found.

    `records` counts the records read, by the kind of their stream ("journey", "jury", ...); it is empty where the
    register has faults. `faults` lists the first, `count` says how many there are. `size` and `root` are those of the
    tree as far as it could be grown. `prefix` is how many records from the first on nothing speaks against, and
    `proven` how many of them a checkpoint stands for. `held` are the checkpoints that the register was held against.
    """

    records: tuple[tuple[str, int], ...] = ()
    faults: tuple[IntegrityFault, ...] = ()
    count: int = 0
    size: int = 0
    root: bytes = b""
    prefix: int = 0
    proven: int = 0
    held: tuple[Held, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything is as it was recorded."""
        return self.count == 0


def verify(
    store: Store,
    *,
    checkpoints: Sequence[tuple[Checkpoint, bool]] = (),
    logs: Sequence[TrustedLog] = (),
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> IntegrityReport:
    """Recompute everything from what is stored.

    Args:
        store: what is verified.
        checkpoints: taken earlier and kept outside, each with whether its signature was verified. Without one, nobody
            can tell from inside that the last records were removed, that an older copy was put in place, or that all
            digests were computed anew.
        logs: whose signatures are trusted. What the register keeps of its own checkpoints, and one of these logs
            signed, tells as well where a contradiction begins; without, whoever wrote to the file may have made it up.
        workers: how many processes share the reading of a large register.
        progress: is told, now and then, how many records were verified.

    Raises:
        Damaged: if the register cannot be read at all.
    """
    own = store.signed()
    # What is kept of a checkpoint may be damaged like all else, down to the kind of its size.
    sizes = {*(each.size for each, _ in checkpoints), *(each.size for each in own if type(each.size) is int)}
    tree = Regrown(sizes=tuple(sizes), progress=progress)
    faults: list[IntegrityFault] = []
    count, first_bad = 0, None
    for fault in store.check(tree, workers):
        count += 1
        if fault.position is not None:
            first_bad = fault.position if first_bad is None else min(first_bad, fault.position)
        if count <= MOST_LISTED:
            faults.append(fault)
    grown = tree.done()
    held = tuple(Held(checkpoint=each, root=tree.roots.get(each.size), signed=signed) for each, signed in checkpoints)
    standing = {each.size for each in own if tree.roots.get(each.size) == each.root and _vouched(each, logs)}
    agreeing = {each.checkpoint.size for each in held if each.agrees}
    prefix = grown.end if first_bad is None else min(grown.end, max(first_bad - 1, 0))
    for fault in _against(held, grown.end, standing | agreeing, first_bad):
        count += 1
        faults.append(fault)
        prefix = min(prefix, (fault.position or 1) - 1)
    # It proves nothing, for whoever writes to the file may forge it. But one that contradicts the rows says that one of
    # the two was changed; where other faults were found, they say more.
    for fault in _itself(own, tree.roots, grown.end) if count == 0 else ():
        count += 1
        faults.append(fault)
        prefix = min(prefix, (fault.position or 1) - 1)
    report = IntegrityReport(
        faults=tuple(faults),
        count=count,
        size=grown.end,
        root=grown.root(),
        prefix=prefix,
        proven=max((size for size in agreeing if size <= prefix), default=0),
        held=held,
    )
    if count:  # a register with faults may not be readable to its end
        return report
    return evolve(report, records=tuple(store.kinds().items()))


def _against(held: Iterable[Held], size: int, agreeing: set[int], first_bad: int | None) -> Iterator[IntegrityFault]:
    """The checkpoints that the register contradicts.

    `agreeing` are sizes at which a checkpoint stands; `first_bad` is the first position at which something else was
    found.
    """
    for each in held:
        wanted = each.checkpoint
        if each.agrees:
            continue
        if each.root is None:
            yield _fault(
                size + 1,
                expected=f"{wanted.size} records, as the checkpoint of {wanted.origin} says",
                actual=f"{size}: records were removed, or an older copy was put in place",
            )
            continue
        first = max((other for other in agreeing if other < wanted.size), default=0) + 1
        if first_bad is not None and first < first_bad <= wanted.size:
            first = first_bad
        yield _fault(
            first,
            expected=f"the root {wanted.root.hex()} of the first {wanted.size} records (checkpoint of {wanted.origin})",
            actual=f"{each.root.hex()}: a record from position {first} to {wanted.size} is another than it was",
        )


def _itself(own: Iterable[Signed], roots: Mapping[int, bytes], size: int) -> Iterator[IntegrityFault]:
    """The checkpoints signed here and kept in the register that contradict it."""
    sound = 0
    for each in own:
        root = roots.get(each.size)
        if root != each.root or not _is_of(each):
            yield _fault(
                min(sound, size) + 1,
                expected=f"the first {each.size} records to be those of the checkpoint that was signed of them"
                if type(each.size) is int
                else "a checkpoint that was signed here, with its size",
                actual=f"{size} records"
                if root is None
                else f"a record, or the checkpoint, from {sound + 1} on changed",
                what=Fault.SIGNED,
            )
        else:
            sound = max(sound, each.size)


def _vouched(each: Signed, logs: Sequence[TrustedLog]) -> bool:
    """Whether one of these logs signed what is kept as a checkpoint of this size and root."""
    if not logs or not _is_of(each):
        return False
    try:
        open_checkpoint(each.note.encode(), logs, "register")
    except Unproven:
        return False
    return True


def _is_of(each: Signed) -> bool:
    """Whether a kept note says the size and root that are kept beside it."""
    try:
        told = parse_checkpoint(parse_note(each.note.encode(), "register"))
    except (BadInput, AttributeError):
        return False
    return (told.size, told.root) == (each.size, each.root)


def _fault(position: int, *, expected: str, actual: str, what: Fault = Fault.CHECKPOINT) -> IntegrityFault:
    return IntegrityFault(position=position, stream=None, version=None, what=what, expected=expected, actual=actual)

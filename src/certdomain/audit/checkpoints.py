"""Checkpoints of a register and proofs out of it: what somebody else keeps, so that no later rewrite goes unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from attrs import frozen

from certdomain.audit.integrity import IntegrityReport, verify
from certdomain.commands import Deliberate
from certdomain.dossier import Dossier
from certdomain.envelope import Recorded
from certdomain.errors import BadInput, Damaged, Problem
from certdomain.store import Signed, Store
from certdomain.transparency.checkpoints import Checkpoint, parse_checkpoint, require_consistent, sign_checkpoint
from certdomain.transparency.failures import Unproven
from certdomain.transparency.merkle import consistency_path
from certdomain.transparency.notes import Note, SigningKey, parse_note
from certdomain.transparency.proofs import Proof, make_proof


class Proving(Protocol):
    """A register as a proof is made out of it."""

    @property
    def store(self) -> Store:
        """Where it is kept."""

    def file(self, journey: str, /) -> Dossier:
        """The dossier of a journey."""

    def adopted(self, certification: str, /) -> Sequence[str]:
        """The digests of the regulations of a title that were adopted, in their order."""


@frozen(kw_only=True)
class Refusal:
    """Why no checkpoint was signed: what the verification found."""

    report: IntegrityReport


def checkpoint(
    store: Store, keys: Sequence[SigningKey], *, origin: str | None = None, since: Sequence[Checkpoint] = ()
) -> Note | Refusal:
    """Verify the register from its stored bytes, sign its size and root, and keep the note.

    A log never signs what contradicts an earlier checkpoint of its own: the register must still begin with what it
    signed before, and with each of `since`. By custom the origin is the name of the first key.

    Raises:
        BadInput: for a key or origin that cannot be written.
        Damaged: if the register cannot be read, or has no tree yet (schema 1).
    """
    notes = (each.note for each in store.signed())
    # One that was damaged into another kind of value says nothing; verification finds it.
    kept = [parse_checkpoint(parse_note(note.encode(), "register")) for note in notes if type(note) is str]
    earlier = [*(each for each in kept if origin is None or each.origin == origin), *since]
    report = verify(store, checkpoints=[(each, False) for each in earlier])
    if not report.sound:
        return Refusal(report=report)
    tree = store.tree()
    if tree.end != report.size:
        raise Damaged("register", "it was recorded before there was a tree", "record something, then try again")
    made = Checkpoint(origin or keys[0].name, tree.end, tree.root())
    for each in earlier:
        if each.origin == made.origin:
            require_consistent(each, made, consistency_path(store.hashes(), each.size, made.size))
    note = sign_checkpoint(made, *keys)
    store.keep_signed(made.size, made.root, bytes(note).decode())
    return note


def prove(register: Proving, journey: str, entry: int | None, note: Note | None = None) -> Proof:
    """A proof of one entry of a journey, and with it all that it rests on.

    Args:
        register: where the journey is.
        journey: its id.
        entry: the position of the entry; without it, the last deliberation, else the last record.
        note: the checkpoint that it is proven by; without it, the last one that was signed here.

    Raises:
        BadInput: if there is no such entry, or no checkpoint that reaches it.
        Damaged: if register and checkpoint do not fit together.
    """
    records = register.file(journey).recorded
    chosen = _chosen(records, entry, journey)
    store = register.store
    stream = f"journey/{journey}"
    positions = store.positions(stream)
    wanted = {
        *positions[: chosen.position],
        *(at for other in _others(records[: chosen.position]) for at in _places(store, register, other)),
    }
    needed = max(wanted)
    note = _reaching(store.signed(), needed) if note is None else note
    size = parse_checkpoint(note).size
    if size > store.tree().end:
        expected = f"one of this register, so of at most {store.tree().end} records; or records were removed"
        raise BadInput([Problem(where="checkpoint", field="size", found=str(size), expected=expected)])
    if needed > size:
        expected = f"one of at least {needed} records: sign a new one with `certdomain checkpoint`"
        raise BadInput([Problem(where="checkpoint", field="size", found=str(size), expected=expected)])
    entries = {at - 1: next(store.entries(at - 1, at)) for at in sorted(wanted)}
    main = positions[chosen.position - 1] - 1
    try:
        return make_proof(store.hashes(), note, main, entries.pop(main), entries)
    except (Unproven, ValueError) as error:
        advice = "run `certdomain verify --checkpoint` with that checkpoint"
        raise Damaged("register", f"it does not fit the checkpoint ({error})", advice) from error


def _chosen(records: Sequence[Recorded], entry: int | None, journey: str) -> Recorded:
    if entry is None:
        last = [each for each in records if isinstance(each.command, Deliberate) and each.answer.accepted]
        return (last or records)[-1]
    if not 1 <= entry <= len(records):
        expected = f"an entry of {journey} from 1 to {len(records)}, as `certdomain timeline` shows them"
        raise BadInput([Problem(where="command line", field="ENTRY", found=str(entry), expected=expected)])
    return records[entry - 1]


def _reaching(signed: Sequence[Signed], needed: int) -> Note:
    last = next((each for each in reversed(signed) if each.size >= needed), None)
    if last is None:
        expected = f"one of at least {needed} records: sign it with `certdomain checkpoint`"
        found = f"the last one was signed at {signed[-1].size}" if signed else "none was signed yet"
        raise BadInput([Problem(where="register", field="checkpoint", found=found, expected=expected)])
    return parse_note(last.note.encode(), "register")


def _others(records: Sequence[Recorded]) -> Iterator[tuple[str, int | str]]:
    """What else an entry rests on: the other streams at the versions that were read, and the regulations by digest."""
    upto: dict[str, int] = {}
    digests: dict[str, None] = {}
    for each in records:
        for stream, version in each.answer.context.items():
            upto[stream] = max(upto.get(stream, 0), version)
        if each.answer.regulation is not None:
            digests[each.answer.regulation] = None
    yield from upto.items()
    for digest in digests:
        yield "regulation", digest


def _places(store: Store, register: Proving, other: tuple[str, int | str]) -> Sequence[int]:
    stream, upto = other
    if isinstance(upto, int):
        return store.positions(stream)[:upto]
    return [
        at
        for name in store.streams("regulation/")
        for digest, at in zip(register.adopted(name.removeprefix("regulation/")), store.positions(name), strict=True)
        if digest == upto
    ]

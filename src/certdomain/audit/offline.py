"""A decision judged again from its proof alone: without the register, without a plugin, without a network.

A proof shows that entries stand in a log. Whether they are all that the decision rests on, and whether it follows from
them, it does not show: whoever made the file may have left some out. Here the entries become a register in memory, the
journey is decided again, and its receipts are taken again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from certdomain.audit.replay import Difference, recompute
from certdomain.envelope import Recorded
from certdomain.errors import CertdomainError
from certdomain.plugins import titles_of
from certdomain.register import Register
from certdomain.store import MemoryStore, Record
from certdomain.store.entries import ENTRY
from certdomain.transparency.proofs import Included, Proven

_JOURNEY, _REGULATION = "journey/", "regulation/"


@frozen(kw_only=True)
class Again:
    """What came of deciding a journey again from a proof.

    `records`: how many of its records the proof carries. `missing`: what it rests on and does not find there, in words;
    then it was not decided again as a whole. `differences`: what comes out otherwise.
    """

    journey: str
    records: int
    missing: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def same(self) -> bool:
        """Whether all that it rests on is there, and everything comes out as it was recorded."""
        return not self.missing and not self.differences


def decided_again(proven: Proven) -> Again | None:
    """Decide the journey of a proven entry again, on nothing but what the proof carries.

    None if the entry is no record of a journey: there is nothing to decide.
    """
    last = record_of(proven.entry)
    if last is None or not last.stream.startswith(_JOURNEY):
        return None
    journey = last.stream.removeprefix(_JOURNEY)
    entries = sorted((proven.entry, *proven.others), key=lambda each: each.index)
    told = [found for each in entries if (found := record_of(each)) is not None]
    held = [each for each in told if each.stream == last.stream]
    gaps = _gaps(last, told)
    if gaps:
        return Again(journey=journey, records=len(held), missing=gaps)
    with Register(MemoryStore(), titles=titles_of(())) as register:
        try:
            register.store.append(_numbered(told))
            records = register.file(journey).recorded
            missing = tuple(_absent(records, register))
            again = () if missing else tuple(recompute(journey, records, register))
        except (CertdomainError, ValueError, LookupError) as error:
            return Again(journey=journey, records=len(held), missing=(f"what can be read: {error}",))
    # What the last record adds to the candidate's standing is recorded behind it, and no part of what it rests on.
    differences = tuple(each for each in again if isinstance(each, Difference) and each.what != "standing")
    return Again(journey=journey, records=len(records), missing=missing, differences=differences)


def record_of(each: Included) -> Record | None:
    """The record that an entry of the log is, None if it is none of ours."""
    parts = each.entry.split(b"\0", 4)
    if len(parts) != 5 or parts[0] != ENTRY or not parts[2].isdigit():
        return None
    try:
        return Record(stream=parts[1].decode(), version=int(parts[2]), name=parts[3].decode(), state=parts[4])
    except ValueError:
        return None


def _gaps(last: Record, told: Sequence[Record]) -> tuple[str, ...]:
    """The records that are not there of the streams that are, and of the journey up to the entry."""
    versions: dict[str, set[int]] = {last.stream: {last.version}}
    for each in told:
        if not each.stream.startswith(_REGULATION):
            versions.setdefault(each.stream, set()).add(each.version)
    missing = []
    for stream, found in sorted(versions.items()):
        absent = [version for version in range(1, max(found) + 1) if version not in found]
        if absent:
            more = f" and {len(absent) - 1} more" if len(absent) > 1 else ""
            missing.append(f"{stream}, version {absent[0]}{more}")
    return tuple(missing)


def _numbered(told: Sequence[Record]) -> list[Record]:
    """Only the regulations that were used are in a proof: they are numbered anew, for no digest is taken over that."""
    counts: dict[str, int] = {}
    made = []
    for each in told:
        counts[each.stream] = counts.get(each.stream, 0) + 1
        is_law = each.stream.startswith(_REGULATION)
        made.append(evolve(each, version=counts[each.stream]) if is_law else each)
    return made


def _absent(records: Sequence[Recorded], register: Register) -> Iterator[str]:
    """The other streams that an answer names in a version that is not there."""
    read: dict[str, int] = {}
    for each in records:
        for stream, version in each.answer.context.items():
            read[stream] = max(read.get(stream, 0), version)
    for stream, version in sorted(read.items()):
        held = register.store.version(stream)
        if held < version:
            yield f"{stream}, version {held + 1}"

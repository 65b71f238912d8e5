"""A small log with its key, for tests of notes, checkpoints and proofs."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from certdomain.transparency.checkpoints import Checkpoint, TrustedLog, logs_of, sign_checkpoint
from certdomain.transparency.merkle import HashesInMemory, Range, root_at
from certdomain.transparency.notes import Note, SigningKey
from certdomain.transparency.proofs import Proof, make_proof

ORIGIN = "registre.example/certdomain"


def key(name: str = ORIGIN, number: int = 1) -> SigningKey:
    """Always the same key for a number."""
    return SigningKey(name, bytes([number]) * 32)


@frozen
class Log:
    """Entries, their hashes, and a key."""

    entries: list[bytes]
    key: SigningKey = field(factory=key)
    hashes: HashesInMemory = field(factory=HashesInMemory)

    @classmethod
    def of(cls, count: int, kind: str = "entry", signed: SigningKey | None = None) -> Log:
        """A log of so many entries."""
        log = cls([f"{kind} {number}".encode() for number in range(count)], signed or key())
        Range.empty().extended(log.entries, log.hashes.keep)
        return log

    @property
    def trusted(self) -> tuple[TrustedLog, ...]:
        """What a verifier of this log is configured with."""
        return logs_of([self.key.verifier])

    def checkpoint(self, size: int | None = None) -> Checkpoint:
        """The log as it was at that size."""
        size = len(self.entries) if size is None else size
        return Checkpoint(self.key.name, size, root_at(self.hashes, size))

    def note(self, size: int | None = None) -> Note:
        """The same, signed."""
        return sign_checkpoint(self.checkpoint(size), self.key)

    def proof(self, index: int, others: Iterable[int] = (), size: int | None = None) -> Proof:
        """A proof of an entry and of others."""
        carried = {other: self.entries[other] for other in others}
        return make_proof(self.hashes, self.note(size), index, self.entries[index], carried)

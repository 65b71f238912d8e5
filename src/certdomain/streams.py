"""The streams of a register: events read and appended, one by one or in batches."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from certdomain.errors import Damaged
from certdomain.events import Event, UnknownEvent, decode, encode
from certdomain.store import NO_FACTS, Record, Store, facts_after

BATCH = 1000
"""How many records one transaction of a batch holds."""
REMEMBERED = 512
"""Of how many streams the digest of what they hold is remembered between two commands: else it is taken again."""

Placed = tuple[str, int, Event]
"""An event for a stream, with the version of the stream that it was decided on."""


class Streams:
    """Events in and out of a store. `forget` is called when a write failed: what is remembered may be wrong."""

    def __init__(self, store: Store, forget: Callable[[], None]) -> None:
        self.store = store
        self._forget = forget
        self._pending: list[Record] | None = None
        self._facts: OrderedDict[str, tuple[int, bytes]] = OrderedDict()

    @property
    def batching(self) -> bool:
        """Whether a batch is under way: then this register is the only writer it knows of."""
        return self._pending is not None

    def version(self, stream: str) -> int:
        """The number of events of a stream, those of a batch under way included."""
        pending = sum(record.stream == stream for record in self._pending or ())
        return self.store.version(stream) + pending

    def read(self, stream: str, upto: int | None = None) -> list[Event]:
        """The events of a stream, up to a version.

        Raises:
            Damaged: if one of them cannot be read.
        """
        if self._pending and any(record.stream == stream for record in self._pending):
            self.flush()
        name = stream.partition("/")[2]
        try:
            return [decode(name, r.version, r.name, r.state) for r in self.store.read(stream, upto)]
        except UnknownEvent as error:
            raise Damaged(stream, str(error), "use the version of certdomain that wrote it") from error
        except ValueError as error:
            raise Damaged(stream, f"a record cannot be read ({error})", "run `certdomain verify`") from error

    def facts(self, stream: str, version: int) -> str:
        """The digest of the stored bytes of a stream's first records, up to that version, in hexadecimal."""
        held = self._facts.get(stream)
        if held is None or held[0] != version:
            digests = self.all_facts(stream, version)
            self._remember(stream, version, digests[-1])
            return digests[-1].hex()
        return held[1].hex()

    def all_facts(self, stream: str, upto: int | None = None) -> list[bytes]:
        """The digests of the first 0, 1, 2 … records of a stream, up to a version."""
        if self._pending and any(record.stream == stream for record in self._pending):
            self.flush()
        digests = [NO_FACTS]
        for record in self.store.read(stream, upto):
            digests.append(facts_after(digests[-1], record))
        return digests

    def append(self, events: Sequence[Placed]) -> None:
        """Append all or nothing.

        Raises:
            Conflict: if a stream is not at the version that its event was decided on.
        """
        records = []
        for stream, version, event in events:
            name, state = encode(event)
            records.append(Record(stream=stream, version=version + 1, name=name, state=state))
        if self._pending is None:
            self._write(records)
        else:
            self._pending.extend(records)
        self._note_facts(records)
        if self._pending is None:
            return
        if len(self._pending) >= BATCH:
            self.flush()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Buffer what is appended: it is written when it is many, and at the end."""
        self._pending = []
        try:
            yield
        finally:
            pending, self._pending = self._pending, None
            self._write(pending)

    def flush(self) -> None:
        """Write what is buffered."""
        if self._pending:
            pending, self._pending = self._pending, []
            self._write(pending)

    def _note_facts(self, records: Sequence[Record]) -> None:
        for record in records:
            if not record.stream.startswith("journey/"):
                continue
            known = self._facts.get(record.stream, (0, NO_FACTS) if record.version == 1 else None)
            if known is not None and known[0] == record.version - 1:
                self._remember(record.stream, record.version, facts_after(known[1], record))

    def _remember(self, stream: str, version: int, digest: bytes) -> None:
        self._facts[stream] = (version, digest)
        self._facts.move_to_end(stream)
        if len(self._facts) > REMEMBERED:
            self._facts.popitem(last=False)

    def _write(self, records: Sequence[Record]) -> None:
        try:
            if records:
                self.store.append(records)
        except BaseException:
            # What was noted of a batch is not there after all; after a Conflict, what was read before is old, too.
            self._facts.clear()
            self._forget()
            raise

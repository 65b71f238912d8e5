"""The streams of a register: events read and appended, one by one or in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from certdomain.errors import Conflict, Damaged
from certdomain.events import Event, UnknownEvent, decode, encode
from certdomain.store import Record, Store

BATCH = 1000
"""How many records one transaction of a batch holds."""

Placed = tuple[str, int, Event]
"""An event for a stream, with the version of the stream that it was decided on."""


class Streams:
    """Events in and out of a store. `forget` is called when somebody else wrote first: what is remembered is old."""

    def __init__(self, store: Store, forget: Callable[[], None]) -> None:
        self.store = store
        self._forget = forget
        self._pending: list[Record] | None = None

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
            return
        self._pending.extend(records)
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

    def _write(self, records: Sequence[Record]) -> None:
        try:
            if records:
                self.store.append(records)
        except Conflict:
            self._forget()
            raise

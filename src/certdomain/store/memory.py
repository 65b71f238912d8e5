"""The store that forgets: eventsourcing's recorder over plain objects, with the rules of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from eventsourcing.persistence import JSONTranscoder, StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from certdomain.store.entries import entry_of
from certdomain.store.integrity import IntegrityFault, StoredRow, compare, compare_versions, kept
from certdomain.store.mapper import RecordMapper
from certdomain.store.records import Record, Signed, kind_of, require_next
from certdomain.store.tree import Regrown
from certdomain.transparency.merkle import Hashes, HashesInMemory, Range, leaf_hash

_BATCH = 1000


class NotingMemoryRecorder(POPOApplicationRecorder):
    """Keeps a digest for each event, and takes an event only if it continues its stream."""

    def __init__(self) -> None:
        super().__init__()
        self._digests: list[bytes] = []
        self.tree = Range.empty()
        self.hashes = HashesInMemory()

    def _assert_uniqueness(self, stored_events: Sequence[StoredEvent], **_: object) -> None:
        # Under the base's lock. A row that continues its stream is also a unique one.
        rows = (
            (str(event.originator_id), event.originator_version, event.topic, event.state) for event in stored_events
        )
        require_next(rows, self.last_version)

    def _update_table(self, stored_events: Sequence[StoredEvent], **_: object) -> Sequence[int] | None:
        leaves = []
        for event in stored_events:
            parts = (str(event.originator_id).encode(), event.originator_version, event.topic.encode(), event.state)
            leaf = leaf_hash(entry_of(*parts))
            self._digests.append(kept(leaf, *parts))
            leaves.append(leaf)
        self.tree = self.tree.extended_by_hashes(leaves, self.hashes.keep)
        return super()._update_table(stored_events)

    def last_version(self, stream: str) -> int:
        """The version of the stream's last event; 0 if there is none."""
        with self._database_lock:
            return len(self._stored_events_index.get(stream, ()))

    def originators(self, prefix: str) -> list[str]:
        """The ids of the streams that begin with `prefix`, sorted."""
        with self._database_lock:
            return sorted(
                stream for stream, events in self._stored_events_index.items() if events and stream.startswith(prefix)
            )

    def noted(self) -> tuple[list[StoredRow], list[tuple[int, bytes]]]:
        """The rows and the digests, each with its position."""
        with self._database_lock:
            rows = [
                StoredRow(n, str(e.originator_id).encode(), e.originator_version, e.topic.encode(), e.state, True)
                for n, e in enumerate(self._stored_events, 1)
            ]
            return rows, list(enumerate(self._digests, 1))


class MemoryStore:
    """A `Store` for tests and previews, gone with the process. Any number of threads may use it at once."""

    def __init__(self) -> None:
        self._mapper = RecordMapper(JSONTranscoder())  # it encodes nothing: states come as bytes
        self._recorder = NotingMemoryRecorder()
        self._closed = False
        self._signed: list[Signed] = []

    def append(self, records: Sequence[Record]) -> None:
        """See `Store.append`."""
        self._opened().insert_events([self._mapper.to_stored_event(record) for record in records])

    def read(self, stream: str, upto: int | None = None) -> Sequence[Record]:
        """See `Store.read`."""
        return tuple(map(self._record, self._opened().select_events(stream, lte=upto)))

    def version(self, stream: str) -> int:
        """See `Store.version`."""
        return self._opened().last_version(stream)

    def streams(self, prefix: str = "") -> Iterator[str]:
        """See `Store.streams`."""
        yield from self._opened().originators(prefix)

    def kinds(self) -> Mapping[str, int]:
        """See `Store.kinds`."""
        return dict(sorted(Counter(kind_of(record.stream) for _, record in self.scan()).items()))

    def scan(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """See `Store.scan`."""
        recorder = self._opened()
        after, last = max(after, 0), recorder.max_notification_id() or 0
        while after < last:
            for event in recorder.select_notifications(after + 1, _BATCH, last):
                yield event.id, self._record(event)
                after = event.id

    def positions(self, stream: str) -> Sequence[int]:
        """See `Store.positions`."""
        return [position for position, record in self.scan() if record.stream == stream]

    def entries(self, after: int, upto: int) -> Iterator[bytes]:
        """See `Store.entries`."""
        for position, record in self.scan(after):
            if position > upto:
                return
            yield entry_of(record.stream.encode(), record.version, record.name.encode(), record.state)

    def tree(self) -> Range:
        """See `Store.tree`."""
        return self._opened().tree

    def hashes(self) -> Hashes:
        """See `Store.hashes`."""
        return self._opened().hashes

    def signed(self) -> Sequence[Signed]:
        """See `Store.signed`."""
        return tuple(self._signed)

    def keep_signed(self, size: int, root: bytes, note: str) -> None:
        """See `Store.keep_signed`."""
        self._opened()
        self._signed.append(Signed(size, root, note))

    def check(self, tree: Regrown | None = None, workers: int = 1) -> Iterator[IntegrityFault]:
        """See `Store.check`."""
        rows, digests = self._opened().noted()
        if tree is not None:
            for row in rows:
                tree.add(entry_of(row.stream, row.version, row.name, row.state))
            tree.done()
        yield from compare(rows, digests)
        yield from compare_versions(sorted((row.stream, row.version, row.position) for row in rows))

    def close(self) -> None:
        """See `Store.close`."""
        self._closed = True

    def _record(self, event: StoredEvent) -> Record:
        return self._mapper.to_domain_event(event)

    def _opened(self) -> NotingMemoryRecorder:
        if self._closed:
            msg = "memory: the store is closed"
            raise RuntimeError(msg)
        return self._recorder

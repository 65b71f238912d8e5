"""The store that only tries: what is appended stands over another store, which it never writes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from certdomain.store.integrity import IntegrityFault
from certdomain.store.records import Record, Signed, Store, kind_of, require_next
from certdomain.store.tree import Regrown
from certdomain.transparency.merkle import Hashes, Range


class OverlayStore:
    """A `Store` over another one. Each stream of that is read once, when it is first asked for, and stays as it was.

    `seen`: of each stream, the records up to the first that is not seen stand in the overlay, and no later one.
    Closing it leaves the store below open. Use it from one thread.
    """

    def __init__(self, below: Store, seen: Callable[[Record], bool] | None = None) -> None:
        self._below = below
        self._seen = seen
        self._held: dict[str, list[Record]] = {}
        self._added: list[Record] = []

    def append(self, records: Sequence[Record]) -> None:
        """Keep them in memory, all or none. See `Store.append`."""
        rows = ((record.stream, record.version, record.name, record.state) for record in records)
        require_next(rows, self.version)
        for record in records:
            self._stream(record.stream).append(record)
            self._added.append(record)

    def read(self, stream: str, upto: int | None = None) -> Sequence[Record]:
        """See `Store.read`."""
        held = self._stream(stream)
        return tuple(held if upto is None else held[: max(upto, 0)])

    def version(self, stream: str) -> int:
        """See `Store.version`."""
        return len(self._stream(stream))

    def streams(self, prefix: str = "") -> Iterator[str]:
        """See `Store.streams`."""
        added = (record.stream for record in self._added if record.stream.startswith(prefix))
        yield from (stream for stream in sorted({*self._below.streams(prefix), *added}) if self.version(stream))

    def kinds(self) -> Mapping[str, int]:
        """See `Store.kinds`."""
        return dict(sorted(Counter(kind_of(record.stream) for _, record in self.scan()).items()))

    def scan(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """See `Store.scan`. What was appended here has the positions behind the last one below."""
        last = 0
        for last, record in self._below.scan():
            if last > after and (self._seen is None or self._seen(record)):
                yield last, record
        for position, record in enumerate(self._added, last + 1):
            if position > after:
                yield position, record

    def positions(self, stream: str) -> Sequence[int]:
        """Those of the store below: what was appended here has no place in the log."""
        return self._below.positions(stream)

    def entries(self, after: int, upto: int) -> Iterator[bytes]:
        """Those of the store below."""
        return self._below.entries(after, upto)

    def tree(self) -> Range:
        """That of the store below."""
        return self._below.tree()

    def hashes(self) -> Hashes:
        """Those of the store below."""
        return self._below.hashes()

    def signed(self) -> Sequence[Signed]:
        """The checkpoints of the store below."""
        return self._below.signed()

    def keep_signed(self, size: int, root: bytes, note: str) -> None:
        """Never: what is only tried is not signed.

        Raises:
            RuntimeError: always.
        """
        message = f"nothing is signed of what is only tried (a checkpoint of {size} records)"
        raise RuntimeError(message)

    def check(self, tree: Regrown | None = None, workers: int = 1) -> Iterator[IntegrityFault]:
        """What is wrong with the store below; what was appended here is in memory only."""
        return self._below.check(tree, workers)

    def close(self) -> None:
        """Forget what was appended. See `Store.close`."""
        self._held.clear()
        self._added.clear()

    def _stream(self, stream: str) -> list[Record]:
        held = self._held.get(stream)
        if held is None:
            below = self._below.read(stream)
            held = self._held[stream] = list(below if self._seen is None else takewhile(self._seen, below))
        return held

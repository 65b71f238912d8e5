"""Verifying what is sound, fast: a thousand rows at a time, and no word but yes or no.

`integrity.compare` says what is wrong and where; it is asked only where this says no. Both take everything again from
the stored bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from struct import Struct
from zlib import crc32

from certdomain.store.entries import ENTRY
from certdomain.store.integrity import GENESIS
from certdomain.store.schema import CHAIN, EVENTS, SUBTREES, connect, schema_of
from certdomain.store.tree import Regrown
from certdomain.transparency.merkle import Range

_Row = tuple[int, str, int, str, bytes]
_PAGE = 1024
PART = 1 << 14
"""How many rows a process takes at least; complete subtrees that the register keeps lie within."""
_BEGINNING = b"\0" + ENTRY + b"\0"  # of what a leaf hash is taken over
_marks = Struct(">IIII").pack

_ROWS = (
    f"SELECT rowid, originator_id, originator_version, topic, state FROM {EVENTS}"
    " WHERE rowid > ? AND rowid <= ? ORDER BY rowid"
)
_DIGEST = f"SELECT digest FROM {CHAIN} WHERE position = ?"
_ROOT = f"SELECT root FROM {SUBTREES} WHERE level = ? AND number = ?"
_DIGESTS = f"SELECT digest FROM {CHAIN} WHERE position > ? AND position <= ? ORDER BY position"
# Each is 0 in a sound register, and quick for SQLite to count.
_EXTENT = (
    f"SELECT (SELECT COUNT(*) FROM {EVENTS}), (SELECT MIN(rowid) FROM {EVENTS}), (SELECT MAX(rowid) FROM {EVENTS}),"
    f" (SELECT COUNT(*) FROM {CHAIN}), (SELECT MIN(position) FROM {CHAIN}), (SELECT MAX(position) FROM {CHAIN})"
)
_GAPS = (
    f"SELECT COUNT(*) FROM (SELECT COUNT(*) many, MIN(originator_version) first, MAX(originator_version) last"
    f" FROM {EVENTS} GROUP BY originator_id) WHERE first <> 1 OR last <> many"
)
_DISORDER = (
    "SELECT COUNT(*) FROM (SELECT rowid here, LAG(rowid) OVER"
    f" (PARTITION BY originator_id ORDER BY originator_version) earlier FROM {EVENTS}) WHERE here < earlier"
)


def in_order(connection: sqlite3.Connection) -> bool:
    """Whether rows and digests are of one extent and their proper types, and every stream whole and in order."""
    rows = connection.execute(_EXTENT).fetchone()
    count = rows[0]
    due = (count, 1 if count else None, count or None) * 2
    return tuple(rows) == due and all(connection.execute(query).fetchone() == (0,) for query in (_GAPS, _DISORDER))


def sound(connection: sqlite3.Connection, tree: Regrown, upto: int, *, before: bytes = GENESIS) -> bool:
    """Whether the rows behind the tree's end, up to a position, follow `before` with their digests and marks.

    The tree is grown of the rows; what it comes to is the caller's to compare.
    """
    at, digest = tree.tree.end, before
    mark_of, known = _marker(), connection.execute(_DIGESTS, (at, upto))
    try:
        for page in _pages(connection, at, upto):
            leaves = []
            for (position, stream, version, name, state), (held,) in zip(page, known.fetchmany(len(page)), strict=True):
                at += 1
                values = stream.encode(), b"%d" % version, name.encode(), state
                leaf = sha256(_BEGINNING + b"\0".join(values)).digest()
                digest = sha256(digest + leaf).digest()
                noted = _marks(mark_of(values[0]), mark_of(values[1]), mark_of(values[2]), crc32(state))
                if held != digest + noted or position != at or type(version) is not int:
                    return False
                leaves.append(leaf)
            tree.add_leaves(leaves)
    except (AttributeError, TypeError, ValueError, sqlite3.OperationalError):  # of another type, no text, or missing
        return False
    return at == upto


def sound_in_parts(path: Path, tree: Regrown, upto: int, workers: int) -> bool:
    """The same from the first row on, shared by several processes: each reads a part of the file by itself."""
    # Some parts for each process, so that all end at about the same time.
    span = PART * max(1, -(-upto // (PART * workers * 4)))
    parts = [(path, at, min(at + span, upto), tree.sizes) for at in range(0, upto, span)]
    tree.ranges |= {size: tree.tree for size in tree.sizes if size == 0}
    # Spawned, not forked: an open SQLite file must not be carried into another process.
    with ProcessPoolExecutor(min(workers, len(parts)), mp_context=get_context("spawn")) as pool:
        for found in pool.map(_part, *zip(*parts, strict=True)):
            if found is None:
                return False
            tree.join(found)
    return True


def _part(path: Path, after: int, upto: int, sizes: tuple[int, ...]) -> Regrown | None:
    with closing(connect(path, timeout=60)) as connection:
        (held,) = connection.execute(_DIGEST, (after,)).fetchone() or (GENESIS,)
        within = tuple(size for size in sizes if after < size <= upto)
        tree = Regrown(sizes=within, kept=kept_in(connection), tree=Range.empty(after))
        done = isinstance(held, bytes) and sound(connection, tree, upto, before=held[: len(GENESIS)])
        tree.done()
    tree.kept = None
    return tree if done else None


def kept_in(connection: sqlite3.Connection) -> Callable[[int, int], bytes | None]:
    """What a file keeps of the roots of its subtrees."""

    def kept(level: int, index: int) -> bytes | None:
        found = connection.execute(_ROOT, (level, index)).fetchone()
        return found[0] if found is not None and isinstance(found[0], bytes) else None

    return (lambda level, index: None) if schema_of(connection) == 1 else kept


def _marker() -> Callable[[bytes], int]:
    """The mark of a short value; streams, versions and names come again and again."""
    return lru_cache(maxsize=4096)(crc32)


def _pages(connection: sqlite3.Connection, after: int, upto: int) -> Iterator[list[_Row]]:
    cursor = connection.execute(_ROWS, (after, upto))
    while page := cursor.fetchmany(_PAGE):
        yield page

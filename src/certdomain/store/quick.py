"""Verifying what is sound, fast: a thousand rows at a time, and no word but yes or no.

`integrity.compare` says what is wrong and where; it is asked only where this says no. Both take everything again from
the stored bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from struct import Struct
from zlib import crc32

from certdomain.store.entries import ENTRY
from certdomain.store.integrity import GENESIS
from certdomain.store.schema import CHAIN, EVENTS
from certdomain.store.tree import Regrown

_Row = tuple[int, str, int, str, bytes, bytes]
_PAGE = 1024
_BEGINNING = b"\0" + ENTRY + b"\0"  # of what a leaf hash is taken over
_marks = Struct(">IIII").pack

_ROWS = (
    f"SELECT e.rowid, originator_id, originator_version, topic, state, digest FROM {EVENTS} e"
    f" LEFT JOIN {CHAIN} c ON c.position = e.rowid WHERE e.rowid > ? AND e.rowid <= ? ORDER BY e.rowid"
)
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
    try:
        for page in _pages(connection, at, upto):
            leaves = []
            for position, stream, version, name, state, held in page:
                at += 1
                values = stream.encode(), b"%d" % version, name.encode(), state
                leaf = sha256(b"".join((_BEGINNING, b"\0".join(values)))).digest()
                digest = sha256(digest + leaf).digest()
                noted = _marks(crc32(values[0]), crc32(values[1]), crc32(values[2]), crc32(state))
                if held != digest + noted or position != at or type(version) is not int:
                    return False
                leaves.append(leaf)
            tree.add_leaves(leaves)
    except (AttributeError, TypeError, sqlite3.OperationalError):  # a value is of another type, or no text
        return False
    return at == upto


def _pages(connection: sqlite3.Connection, after: int, upto: int) -> Iterator[list[_Row]]:
    cursor = connection.execute(_ROWS, (after, upto))
    while page := cursor.fetchmany(_PAGE):
        yield page

"""Verifying what is sound, fast: some hundred rows at a time, and no word but yes or no.

`integrity.compare` says what is wrong and where; it is asked only where this says no. Both take everything again from
the stored bytes. Registers with chained digests (schemas 1 and 2) are none of this module's: it says no to them.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from attrs import frozen

from certdomain.store.entries import ENTRY
from certdomain.store.failures import SQLITE, said
from certdomain.store.integrity import INTACT
from certdomain.store.schema import DIGESTS, EVENTS, SUBTREES, as_text, connect, schema_of
from certdomain.store.tree import Regrown
from certdomain.transparency.merkle import HASH_SIZE, Range

_Row = tuple[bytes, bytes, bytes, bytes, bytes]
_PAGE = 256  # few enough that what is read is still at hand when it is hashed
PART = 1 << 14
"""How many rows a process takes at least; complete subtrees that the register keeps lie within."""
_BEGINNING = b"\0" + ENTRY + b"\0"  # of what a leaf hash is taken over

# Each row with its digest; one that has none, or is of another type, is not among them.
_ROWS = (
    f"SELECT originator_id, CAST(originator_version AS TEXT), topic, state, digest FROM {EVENTS} AS row"
    f" CROSS JOIN {DIGESTS} ON position = row.rowid WHERE row.rowid > ? AND row.rowid <= ?"
    " AND typeof(topic) = 'text' AND typeof(state) = 'blob' AND typeof(digest) = 'blob' ORDER BY row.rowid"
)
_ROOT = f"SELECT root FROM {SUBTREES} WHERE level = ? AND number = ? AND typeof(root) = 'blob'"
_EXTENT = (
    f"SELECT (SELECT COUNT(*) FROM {EVENTS}), (SELECT MIN(rowid) FROM {EVENTS}), (SELECT MAX(rowid) FROM {EVENTS}),"
    f" (SELECT COUNT(*) FROM {DIGESTS}), (SELECT MIN(position) FROM {DIGESTS}), (SELECT MAX(position) FROM {DIGESTS})"
)
# Each of these is 0 in a sound register, and quick for SQLite to count: the index has all that they ask for.
_TYPES = (
    f"SELECT COUNT(*) FROM {EVENTS} WHERE typeof(originator_id) <> 'text' OR typeof(originator_version) <> 'integer'"
)
_GAPS = (
    f"SELECT COUNT(*) FROM (SELECT COUNT(*) many, MIN(originator_version) first, MAX(originator_version) last"
    f" FROM {EVENTS} GROUP BY originator_id) WHERE first <> 1 OR last <> many"
)
_DISORDER = (
    f"SELECT COUNT(*) FROM {EVENTS} one JOIN {EVENTS} next ON next.originator_id = one.originator_id"
    " AND next.originator_version = one.originator_version + 1 WHERE next.rowid < one.rowid"
)


@frozen
class Outline:
    """What SQLite can tell of a file without a look into its rows.

    `in_order`: rows and digests are of one extent, and every stream is whole and in order. `messages`: what it says of
    its own pages and indexes, none if all is well.
    """

    in_order: bool
    messages: tuple[str, ...]


def outline(path: Path, timeout: float) -> Outline:
    """Ask SQLite, on a connection of its own: most of that needs no Python, and goes on beside the reading of rows."""
    try:
        with closing(connect(path, timeout=timeout)) as connection:
            connection.text_factory = bytes
            found = [as_text(message) for (message,) in connection.execute("PRAGMA integrity_check")]
            return Outline(in_order(connection), tuple(each for each in found if each != "ok"))
    except SQLITE as error:
        return Outline(False, (said(error),))


def in_order(connection: sqlite3.Connection) -> bool:
    """Whether rows and digests are of one extent and their proper types, and every stream whole and in order."""
    rows = connection.execute(_EXTENT).fetchone()
    count = rows[0]
    due = (count, 1 if count else None, count or None) * 2
    return tuple(rows) == due and all(
        connection.execute(each).fetchone() == (0,) for each in (_TYPES, _GAPS, _DISORDER)
    )


def sound(connection: sqlite3.Connection, tree: Regrown, upto: int) -> bool:
    """Whether the rows behind the tree's end, up to a position, are what their digests say.

    The tree is grown of the rows; what it comes to is the caller's to compare.
    """
    at = tree.tree.end
    connection.text_factory = bytes  # as it is stored, which is what is hashed
    try:
        for page in _pages(connection, at, upto):
            leaves = [
                sha256(_BEGINNING + b"\0".join((stream, version, name, state))).digest()
                for stream, version, name, state, _ in page
            ]
            digests = [row[-1] for row in page]
            if [digest[:HASH_SIZE] for digest in digests] != leaves or set(map(crc32, digests)) != {INTACT}:
                return False
            at += len(page)
            tree.add_leaves(leaves)
    except (TypeError, sqlite3.OperationalError):  # of another type
        return False
    finally:
        connection.text_factory = str
    return at == upto


def sound_in_parts(path: Path, tree: Regrown, upto: int, workers: int) -> bool:
    """The same from the first row on, shared by several processes: each reads a part of the file by itself.

    This process is one of them: while the others, which take time to start, work from the front, it works
    from the back.
    """
    # Many parts for each process, so that all end at about the same time.
    span = PART * max(1, -(-upto // (PART * workers * 32)))
    todo = deque((path, at, min(at + span, upto), tree.sizes) for at in range(0, upto, span))
    tree.ranges |= {size: tree.tree for size in tree.sizes if size == 0}
    others = min(workers, len(todo)) - 1
    own: list[Regrown | None] = []
    waiting: deque[Future[Regrown | None]] = deque()
    # Spawned, not forked: an open SQLite file must not be carried into another process.
    pool = ProcessPoolExecutor(others, mp_context=get_context("spawn"))
    try:
        while todo or waiting:
            waiting.extend(
                pool.submit(_part, *todo.popleft()) for _ in range(min(2 * others - len(waiting), len(todo)))
            )
            if todo:
                own.append(_part(*todo.pop()))
            while waiting and (waiting[0].done() or not todo):
                if not _joined(tree, waiting.popleft().result()):
                    return False
        return all(_joined(tree, each) for each in reversed(own))
    except (BrokenProcessPool, OSError):
        # Somebody ended a process (while the next one starts, that shows as a closed handle), or none can be started:
        # then it is looked at a row at a time.
        return False
    finally:
        pool.shutdown(cancel_futures=True)


def _joined(tree: Regrown, found: Regrown | None) -> bool:
    if found is not None:
        tree.join(found)
    return found is not None


def _part(path: Path, after: int, upto: int, sizes: tuple[int, ...]) -> Regrown | None:
    with closing(connect(path, timeout=60)) as connection:
        within = tuple(size for size in sizes if after < size <= upto)
        tree = Regrown(sizes=within, kept=kept_in(connection), tree=Range.empty(after))
        done = sound(connection, tree, upto)
        tree.done()
    tree.kept = None
    return tree if done else None


def kept_in(connection: sqlite3.Connection) -> Callable[[int, int], bytes | None]:
    """What a file keeps of the roots of its subtrees."""

    def kept(level: int, index: int) -> bytes | None:
        found = connection.execute(_ROOT, (level, index)).fetchone()
        return found[0] if found is not None else None

    return (lambda level, index: None) if schema_of(connection) == 1 else kept


def _pages(connection: sqlite3.Connection, after: int, upto: int) -> Iterator[list[_Row]]:
    cursor = connection.execute(_ROWS, (after, upto))
    while page := cursor.fetchmany(_PAGE):
        yield page

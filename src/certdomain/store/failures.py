"""From what SQLite and eventsourcing raise to what a user is told: no traceback, no machinery's words alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TypeVar

from eventsourcing.persistence import ConnectionPoolClosedError, ConnectionUnavailableError, PersistenceError

from certdomain.errors import Damaged, StoreFull

VERIFY = "keep the file as it is, run `certdomain verify`, and go back to a backup if it confirms the damage"

_BUSY = (
    "another program has kept it busy for too long",
    "nothing was recorded: wait for that program, or end it, and try again",
)
_FORBIDDEN = (
    "it cannot be opened for this",
    "ask for the right to read and write the file and its folder, or work on a copy",
)
_WORDS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_AUTH: _FORBIDDEN,
    sqlite3.SQLITE_READONLY: _FORBIDDEN,
    sqlite3.SQLITE_CANTOPEN: _FORBIDDEN,
    sqlite3.SQLITE_FULL: ("the disk is full", "nothing was recorded: make room and try again"),
    sqlite3.SQLITE_IOERR: ("the disk failed", "look at the disk, then run `certdomain verify`"),
    sqlite3.SQLITE_NOTADB: (
        "it is not an SQLite file, or its beginning is damaged",
        "give the register's file with --store, or go back to a backup",
    ),
    sqlite3.SQLITE_CORRUPT: ("it is damaged or cut off", VERIFY),
}

SQLITE = (sqlite3.Error, UnicodeDecodeError)
"""What comes of SQLite. Its message may quote what it found in a damaged file, and then it need not be UTF-8."""

T = TypeVar("T")


def damaged(where: str, error: Exception) -> Damaged:
    """What to tell of an error of SQLite, raised as such or wrapped by eventsourcing."""
    cause = error.__cause__ if isinstance(error, PersistenceError) and error.__cause__ is not None else error
    what, advice = _WORDS.get(_code(cause), ("it cannot be read", VERIFY))
    if isinstance(error, ConnectionUnavailableError):
        what, advice = _BUSY
    kind = StoreFull if _code(cause) == sqlite3.SQLITE_FULL else Damaged
    return kind(where, f"{what} ({said(cause)})", advice)


def said(error: BaseException) -> str:
    """What SQLite said, fit for a terminal."""
    if isinstance(error, UnicodeDecodeError):
        return shown(error.object.decode(errors="backslashreplace"))
    return shown(str(error))


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn the errors of the machinery into `Damaged`, and the use of a closed store into RuntimeError."""
    try:
        yield
    except (*SQLITE, PersistenceError) as error:
        raise damaged(where, error) from error
    except ConnectionPoolClosedError as error:
        msg = f"{where}: the store is closed"
        raise RuntimeError(msg) from error


def patiently(attempt: Callable[[], T], patience: float) -> T:
    """Try again while SQLite says that the file is busy, until `patience` seconds have passed since the first attempt.

    SQLite waits by itself for most locks, not for all (a log being recovered or put away). `attempt` must be one
    transaction: what it did before it failed is rolled back.
    """
    deadline = monotonic() + patience
    while True:
        try:
            return attempt()
        except (sqlite3.OperationalError, PersistenceError) as error:
            cause = error.__cause__ if isinstance(error, PersistenceError) else error
            if _code(cause) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} or monotonic() >= deadline:
                raise
        sleep(0.02)


def shown(text: str) -> str:
    """Foreign text, fit for a terminal: shortened, and without control characters."""
    short = text if len(text) <= 200 else f"{text[:200]}…"
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape", "backslashreplace").decode() for char in short
    )


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code; 0 where the error did not come from the library itself."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF if isinstance(code, int) else 0

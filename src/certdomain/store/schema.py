"""The register's file: how it is opened, what tables it has, and whether it is ours at all."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from certdomain.errors import Damaged

SCHEMA = 3
"""The version of the tables below and of the digests in them.

1: without the tree, which is grown at the next append. 1 and 2: with chained digests, which their rows keep.
"""

EVENTS = "stored_events"
DIGESTS = "certdomain_chain"  # its name is of the time when each digest followed the one before
OWN = "certdomain_meta"
RANGE = "certdomain_range"
SUBTREES = "certdomain_subtrees"
SIGNED = "certdomain_checkpoints"
TABLES = (EVENTS, DIGESTS, OWN)
"""What every register has."""
TREE_TABLES = (RANGE, SUBTREES, SIGNED)
"""What it has since schema 2."""

DIGEST_STATEMENTS = (
    f"CREATE TABLE IF NOT EXISTS {DIGESTS} (position INTEGER PRIMARY KEY, digest BLOB NOT NULL)",
    f"CREATE TABLE IF NOT EXISTS {OWN} (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
TREE_STATEMENTS = (
    f"CREATE TABLE IF NOT EXISTS {RANGE} (id INTEGER PRIMARY KEY CHECK (id = 1), state BLOB NOT NULL)",
    f"""CREATE TABLE IF NOT EXISTS {SUBTREES} (
        level INTEGER NOT NULL, number INTEGER NOT NULL, root BLOB NOT NULL, PRIMARY KEY (level, number)
    ) WITHOUT ROWID""",
    f"""CREATE TABLE IF NOT EXISTS {SIGNED} (
        number INTEGER PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL
    )""",
)
STATEMENTS = (*DIGEST_STATEMENTS, *TREE_STATEMENTS)
"""The tables that stand beside eventsourcing's."""


def meta_of(schema: int) -> dict[str, str]:
    """What the register says of itself."""
    return {"application": "certdomain", "schema": str(schema)}


META = meta_of(SCHEMA)

_NUMBER = re.compile(r"[0-9]{1,9}")
_NO_REGISTER = "record something first (`certdomain import`, `certdomain demo`), or give the right file with --store"
_OTHER_FILE = "give the register's file with --store; this file was not touched"


def connect(path: Path, *, timeout: float, create: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode that never makes a file unless told to. The caller closes it.

    The file is named by URI, quoted, so that no character of its name is taken for an option. A register on a medium
    that cannot be written to is read as it stands.
    """
    mode = "rwc" if create else "ro&immutable=1" if _is_at_rest(path.absolute()) else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # What is acknowledged must survive a power cut; in WAL mode only FULL promises that.
        connection.execute("PRAGMA synchronous=FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_at_rest(path: Path) -> bool:
    """Whether the file is all there is: its folder takes no log beside it, and holds none that somebody writes to."""
    return not os.access(path.parent, os.W_OK) and path.exists() and not path.with_name(f"{path.name}-wal").exists()


def is_new(path: Path, where: str, *, create: bool, timeout: float) -> bool:
    """Whether the register has yet to be made; the file is not changed.

    Raises:
        Damaged: nothing there and `create` is false; not a file; not SQLite; another application's; a newer schema.
        sqlite3.Error: the file cannot be opened or read.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not create:
            raise Damaged(where, "no such register", _NO_REGISTER) from None
        if not path.absolute().parent.is_dir():
            raise Damaged(where, "its folder does not exist", "make the folder first") from None
        return True
    except OSError as error:
        what = f"it cannot be reached ({error.strerror})"
        raise Damaged(where, what, "ask for the right to read and write the file and its folder") from error
    if stat.S_ISDIR(found.st_mode):
        raise Damaged(where, "it is a folder", "give a file with --store")
    if not stat.S_ISREG(found.st_mode):
        raise Damaged(where, "it is not a regular file", "give a file with --store")
    if found.st_size == 1:  # SQLite takes it for an empty one, and would write over that byte
        raise Damaged(where, "it is not an SQLite file", _OTHER_FILE)
    with closing(connect(path, timeout=timeout)) as connection:
        new = identify(connection, where)
    if new and not create:
        raise Damaged(where, "it is empty, no register yet", _NO_REGISTER)
    return new


def identify(connection: sqlite3.Connection, where: str) -> bool:
    """Whether the file has no table yet; raises `Damaged` if it has and is not a register that this version knows."""
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not present:
        return True
    if OWN not in present:
        raise Damaged(where, "it is an SQLite file of another application", _OTHER_FILE)
    meta = dict(connection.execute(f"SELECT key, value FROM {OWN}"))
    schema = meta.get("schema")
    if meta.get("application") != META["application"] or not isinstance(schema, str) or not _NUMBER.fullmatch(schema):
        raise Damaged(where, f"its table {OWN} is not as certdomain wrote it", "go back to a backup")
    if int(schema) > SCHEMA:
        what = f"it was written by a newer certdomain (schema {int(schema)}; this one knows up to {SCHEMA})"
        raise Damaged(where, what, "update certdomain; the file was not touched")
    due = TABLES if int(schema) == 1 else (*TABLES, *TREE_TABLES)
    if int(schema) < 1 or not present.issuperset(due):
        raise Damaged(where, "tables of the register are missing", "go back to a backup")
    return False


def use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side. The file keeps it; without it, all is correct but slower."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL").fetchone()


def schema_of(connection: sqlite3.Connection) -> int:
    """The version of the tables that the register says it has; the newest where it does not say."""
    found = connection.execute(f"SELECT value FROM {OWN} WHERE key = 'schema'").fetchone()
    said = "" if found is None else as_text(found[0])
    return int(said) if said in {"1", "2"} else SCHEMA


def altered_tables(connection: sqlite3.Connection, statements: Sequence[str]) -> list[tuple[str, str]]:
    """(expected, actual) for each of our tables that is not as `statements` make it, and for what was hung on them."""
    schema = schema_of(connection)
    statements = [each for each in statements if schema > 1 or each not in TREE_STATEMENTS]
    tables = (*TABLES, *TREE_TABLES)
    query = f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN {tables} AND type <> 'index'"
    with closing(sqlite3.connect(":memory:")) as pristine:
        for statement in statements:
            pristine.execute(statement)
        due = {(kind, name): sql for kind, name, sql in pristine.execute(query)}
    found = {(as_text(kind), as_text(name)): as_text(sql) for kind, name, sql in connection.execute(query)}
    wrong = [(sql, found.get(key, "none")) for key, sql in due.items() if found.get(key) != sql]
    wrong += [("nothing else on the register's tables", f"{kind} {name}") for kind, name in found.keys() - due.keys()]
    meta = {as_text(key): as_text(value) for key, value in connection.execute(f"SELECT key, value FROM {OWN}")}
    if meta != meta_of(schema):
        wrong.append((f"{OWN}: {meta_of(schema)}", f"{meta}"))
    return wrong


def as_text(value: object) -> str:
    """What SQLite gave, as text: from a file that was tampered with it need not be UTF-8."""
    return value.decode(errors="backslashreplace") if isinstance(value, bytes) else str(value)

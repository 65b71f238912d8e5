"""From what a user writes to the store that is meant."""

from __future__ import annotations

import os
import re

from certdomain.errors import BadInput, Problem
from certdomain.store.memory import MemoryStore
from certdomain.store.records import Store
from certdomain.store.sqlite import SqliteStore

_MEMORY = frozenset({":memory:", "memory:", "sqlite://", "sqlite:///:memory:"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30})://")
_EXPECTED = "the path of an SQLite file, sqlite:///path, or :memory:; this version stores in SQLite or in memory only"


def open_store(path_or_url: str | os.PathLike[str], *, create: bool = True) -> Store:
    """Open a register: an SQLite file by its path or by URL, or a new one in memory.

    `sqlite:///certdomain.db` is a path relative to the current folder, `sqlite:////srv/certdomain.db` an absolute one;
    what follows the third slash is taken as it stands. `:memory:` and `memory:` are always new and empty.

    Args:
        path_or_url: where the register is.
        create: whether to make a file that is not there; its folder must exist.

    Raises:
        BadInput: neither a path nor a URL of a kind that this version stores in.
        Damaged: no such register, or one that cannot be used; `advice` says what to do.
    """
    text = os.fspath(path_or_url)
    if text in _MEMORY:
        return MemoryStore()
    if found := _unusable(text):
        raise BadInput([Problem(where="store", found=found, expected=_EXPECTED)])
    return SqliteStore(text.removeprefix("sqlite:///"), create=create)


def _unusable(text: str) -> str | None:
    """What is wrong with it, if anything; of a URL only the scheme is told, because the rest may hold a password."""
    if text == "":
        return "an empty path"
    if "\0" in text:
        return "a path with a NUL character"
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return "a path that this system cannot write"
    if text.startswith("file:"):
        return "a file: URL"
    scheme = _SCHEME.match(text)
    if scheme is not None and scheme[1] != "sqlite":
        return f"a {scheme[1]}:// URL"
    if scheme is not None and not text.removeprefix("sqlite:///").strip("/"):
        return "an sqlite:// URL without a path"
    if scheme is not None and not text.startswith("sqlite:///"):
        return "an sqlite:// URL with a host"
    return None

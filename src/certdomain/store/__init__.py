"""Where records are kept: append-only streams in one SQLite file, or in memory; hashed, and checked on demand.

The only package that imports eventsourcing. Its recorders and its table `stored_events` are used; its topics are not
import paths here but names of our own (`evaluation-recorded@1`), and nothing of the ambient environment is read.
"""

from __future__ import annotations

from certdomain.store.integrity import Fault, IntegrityFault
from certdomain.store.memory import MemoryStore
from certdomain.store.opening import open_store
from certdomain.store.overlay import OverlayStore
from certdomain.store.records import NO_FACTS, Record, Signed, Store, facts_after
from certdomain.store.sqlite import SqliteStore
from certdomain.store.tree import Regrown

__all__ = [
    "NO_FACTS",
    "Fault",
    "IntegrityFault",
    "MemoryStore",
    "OverlayStore",
    "Record",
    "Regrown",
    "Signed",
    "SqliteStore",
    "Store",
    "facts_after",
    "open_store",
]

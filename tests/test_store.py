"""What a store promises, in memory and in a file; what tampering with the file is found; how a file is opened."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from hashlib import sha256
from multiprocessing import active_children
from pathlib import Path
from threading import Barrier, Event, Thread
from zlib import crc32

import pytest
from eventsourcing.persistence import EventStore, JSONTranscoder
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain.audit import verify
from certdomain.errors import BadInput, Conflict, Damaged
from certdomain.store import Fault, IntegrityFault, MemoryStore, Record, Regrown, SqliteStore, Store, open_store
from certdomain.store.entries import entry_of
from certdomain.store.integrity import GENESIS, StoredRow, chained, compare, kept, link, marks
from certdomain.store.mapper import RecordMapper
from certdomain.store.schema import SCHEMA
from certdomain.transparency.merkle import Range, leaf_hash

EVALUATION = "evaluation-recorded@1"


def record(stream: str, version: int, state: bytes = b"{}", name: str = EVALUATION) -> Record:
    return Record(stream=stream, version=version, name=name, state=state)


def stretch(stream: str, first: int, last: int) -> list[Record]:
    return [record(stream, version, b'{"n":%d}' % version) for version in range(first, last + 1)]


def contents(store: Store) -> list[Record]:
    return [found for _, found in store.scan()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    with closing(open_store(":memory:" if request.param == "memory" else path)) as opened:
        yield opened


@pytest.fixture
def filled(path: Path) -> Path:
    """A closed register of nine records: positions 1 to 9, three streams interleaved."""
    with closing(open_store(path)) as store:
        for version in (1, 2, 3):
            store.append([record(f"journey/{name}", version, b'{"by":"%s"}' % name.encode()) for name in "abc"])
    return path


class TestStore:
    """The same for every store."""

    def test_a_new_store_is_empty(self, store: Store) -> None:
        """Nothing is there, nothing is wrong, and an unknown stream is an empty one."""
        assert store.version("journey/J1") == 0
        assert list(store.read("journey/J1")) == []
        assert list(store.streams("")) == []
        assert list(store.scan()) == []
        assert list(store.check()) == []

    def test_what_is_appended_is_read_back(self, store: Store) -> None:
        """One append may touch several streams; the log keeps its order, each stream its versions."""
        first = [record("journey/J1", 1, b"\0\xff"), record("candidate/C1", 1, b""), record("journey/J1", 2)]
        second = [record("candidate/C1", 2), record("journey/J1", 3, name="jury-constituted@12")]
        store.append(first)
        store.append([])
        store.append(second)

        assert list(store.scan()) == list(enumerate([*first, *second], 1))
        assert list(store.read("journey/J1")) == [first[0], first[2], second[1]]
        assert store.version("journey/J1") == 3
        assert store.version("candidate/C1") == 2
        assert list(store.check()) == []

    def test_a_stream_is_read_up_to_a_version(self, store: Store) -> None:
        """`upto` is included; any integer will do."""
        records = stretch("journey/J1", 1, 5)
        store.append(records)

        for upto, expected in ((0, 0), (-3, 0), (1, 1), (4, 4), (5, 5), (2**70, 5)):
            assert list(store.read("journey/J1", upto)) == records[:expected]

    def test_the_log_is_read_from_a_position_in_pages(self, store: Store) -> None:
        """A log longer than two pages comes whole; `after` is not included."""
        records = stretch("journey/J1", 1, 2345)
        store.append(records)

        assert contents(store) == records
        assert list(store.scan(after=2340)) == list(enumerate(records[2340:], 2341))
        assert list(store.scan(after=2345)) == []
        assert next(store.scan(after=-7))[0] == 1

    def test_a_scan_ends_where_the_log_ended_when_it_began(self, store: Store) -> None:
        """Appending while scanning is allowed and does not make the scan endless."""
        store.append(stretch("journey/J1", 1, 3))
        for position, _ in store.scan():
            store.append([record("journey/J2", position)])

        assert store.version("journey/J2") == 3

    def test_streams_are_found_by_a_literal_prefix_and_sorted(self, store: Store) -> None:
        """No character of a prefix is a wildcard; the order is that of code points."""
        names = [
            "journey/1",
            "journey/10",
            "journey/2",
            "journey/%",
            "journey/_x",
            "journey/é",
            "journey/\U0010ffff",
            "jury/1",
        ]
        store.append([record(name, 1) for name in names])
        store.append([record(names[0], 2)])

        assert list(store.streams("")) == sorted(names)
        for prefix in ("journey/", "journey/1", "journey/%", "journey/_", "journey/é", "jury/", "x", "\U0010ffff"):
            assert list(store.streams(prefix)) == sorted(name for name in names if name.startswith(prefix))

    def test_more_streams_than_a_page_are_listed_once_each(self, store: Store) -> None:
        """Paging neither repeats nor loses a stream, nor does a stream that begins with the other's id."""
        names = [f"journey/{n}" for n in range(2100)]
        store.append([record(name, version) for name in names for version in (1, 2)])

        assert list(store.streams("journey/")) == sorted(names)
        assert list(store.streams("journey/20")) == sorted(name for name in names if name.startswith("journey/20"))

    @pytest.mark.parametrize(
        ("versions", "expected", "actual"),
        [((2,), 1, 2), ((1,), 0, 2), ((4,), 3, 2), ((3, 5), 4, 3), ((3, 3), 2, 3), ((3, 4, 2), 1, 4)],
        ids=["taken", "first", "gap", "gap inside", "twice", "backwards"],
    )
    def test_a_version_that_does_not_follow_is_a_conflict(
        self, store: Store, versions: tuple[int, ...], expected: int, actual: int
    ) -> None:
        """Clash and gap alike, against the stream and inside the batch; nothing of the other stream is kept."""
        store.append(stretch("journey/J1", 1, 2))
        before = contents(store)

        with pytest.raises(Conflict) as caught:
            store.append([record("journey/J0", 1), *(record("journey/J1", version) for version in versions)])

        assert (caught.value.stream, caught.value.expected, caught.value.actual) == ("journey/J1", expected, actual)
        assert contents(store) == before
        assert store.version("journey/J0") == 0
        assert list(store.streams("")) == ["journey/J1"]
        assert list(store.check()) == []

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            (record("", 1), ValueError),
            (record("journey/\0", 1), ValueError),
            (record("journey/\ud800", 1), ValueError),
            (record("journey/J1", 0), ValueError),
            (record("journey/J1", -1), ValueError),
            (record("journey/J1", True), TypeError),
            (record("journey/J1", 1, name="evaluation-recorded"), ValueError),
            (record("journey/J1", 1, name="evaluation-recorded@0"), ValueError),
            (record("journey/J1", 1, name="certdomain.events:EvaluationRecorded"), ValueError),
            (record("journey/J1", 1, name="evaluation-recorded@1\n"), ValueError),
            (record("journey/J1", 1, bytearray(b"{}")), TypeError),  # type: ignore[arg-type]
            (record("journey/J1", 1, "{}"), TypeError),  # type: ignore[arg-type]
        ],
    )
    def test_a_record_that_cannot_be_kept_is_refused(self, store: Store, wrong: Record, error: type[Exception]) -> None:
        """Nothing of a batch with such a record is kept; a name is never an import path."""
        with pytest.raises(error):
            store.append([record("journey/J0", 1), wrong])

        assert contents(store) == []

    def test_an_id_that_no_stream_can_have_is_an_empty_stream(self, store: Store) -> None:
        """What a user typed may hold anything; asking for it is no error."""
        for stream in ("", "journey/\ud800", "a\0b"):
            assert list(store.read(stream)) == []
            assert store.version(stream) == 0
        assert list(store.streams("\ud800")) == []

    def test_of_threads_that_write_one_stream_one_wins_each_version(self, store: Store) -> None:
        """Each thread tries every version at once: each is recorded once, and every other attempt is a Conflict."""
        wins: list[list[int]] = [[] for _ in range(4)]
        start = Barrier(4)

        def write(n: int) -> None:
            own, name = wins[n], b"%d" % n
            start.wait()
            for version in range(1, 26):
                try:
                    store.append([record("journey/J1", version, name)])
                except Conflict:
                    continue
                own.append(version)

        in_threads([partial(write, n) for n in range(4)])

        last = store.version("journey/J1")
        assert sorted(version for own in wins for version in own) == list(range(1, last + 1))
        assert [int(found.state) for found in store.read("journey/J1")] == [
            next(n for n in range(4) if version in wins[n]) for version in range(1, last + 1)
        ]
        assert list(store.check()) == []

    def test_threads_that_write_streams_of_their_own_all_succeed(self, store: Store) -> None:
        """More threads than the pool has connections; readers among them see whole appends only."""

        def write(name: str) -> None:
            for version in range(1, 21, 2):
                store.append(stretch(name, version, version + 1))
                assert store.version(name) == version + 1
                assert len(list(store.scan())) % 2 == 0

        names = [f"journey/{n}" for n in range(20)]
        in_threads([partial(write, name) for name in names])

        assert {name: store.version(name) for name in names} == dict.fromkeys(names, 20)
        assert list(store.check()) == []

    def test_a_closed_store_says_so(self, store: Store) -> None:
        """Closing twice is harmless; whatever else is asked raises RuntimeError."""
        store.append([record("journey/J1", 1)])
        store.close()
        store.close()

        uses: list[Callable[[], object]] = [
            lambda: store.append([record("journey/J1", 2)]),
            lambda: store.read("journey/J1"),
            lambda: store.version("journey/J1"),
            lambda: list(store.streams("")),
            lambda: list(store.scan()),
            lambda: list(store.check()),
        ]
        for use in uses:
            with pytest.raises(RuntimeError, match="closed"):
                use()


class Batches:
    """Strategies for what may be appended, right and wrong."""

    streams = st.sampled_from(["journey/1", "journey/10", "candidate/é", "jury/\U0001f600"]) | st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=6
    )
    one = st.lists(
        st.tuples(streams, st.binary(max_size=40), st.sampled_from([0, 0, 0, 0, 0, 0, 1, -1])), min_size=1, max_size=6
    )
    many = st.lists(one, max_size=8)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
@settings(max_examples=40, deadline=None)
@given(batches=Batches.many)
def test_any_sequence_of_appends_reads_back_as_a_plain_list_would(
    kind: str, batches: list[list[tuple[str, bytes, int]]]
) -> None:
    """Against a model: a batch is kept whole if every version follows, not at all otherwise; also after reopening."""
    model: list[Record] = []

    def agree(store: Store) -> None:
        assert list(store.scan()) == list(enumerate(model, 1))
        for stream in {found.stream for found in model}:
            assert list(store.read(stream)) == [found for found in model if found.stream == stream]
        assert list(store.streams("")) == sorted({found.stream for found in model})
        assert list(store.check()) == []

    with tempfile.TemporaryDirectory() as folder:
        where = ":memory:" if kind == "memory" else Path(folder) / "register.db"
        with closing(open_store(where)) as store:
            for batch in batches:
                kept = list(model)
                records = []
                right = True
                for stream, state, shift in batch:
                    last = sum(found.stream == stream for found in kept)
                    records.append(record(stream, max(1, last + 1 + shift), state))
                    right = right and records[-1].version == last + 1
                    kept.append(records[-1])
                if right:
                    store.append(records)
                    model = kept
                else:
                    with pytest.raises(Conflict):
                        store.append(records)
            agree(store)
        if kind == "sqlite":
            with closing(open_store(where, create=False)) as store:
                agree(store)


class TestFile:
    """What only the file does."""

    def test_a_register_is_there_after_reopening(self, filled: Path) -> None:
        """Closed, the register is one file; reopened, it has everything and goes on."""
        assert [found.name for found in filled.parent.iterdir()] == [filled.name]
        with closing(open_store(filled, create=False)) as store:
            assert store.version("journey/c") == 3
            store.append([record("journey/c", 4)])
            assert [position for position, _ in store.scan()] == list(range(1, 11))
            assert list(store.check()) == []

    def test_two_stores_on_one_file_see_each_other(self, filled: Path) -> None:
        """A store keeps nothing of the file in memory that could grow stale."""
        with closing(open_store(filled)) as one, closing(open_store(filled)) as other:
            one.append([record("journey/a", 4)])
            assert other.version("journey/a") == 4
            with pytest.raises(Conflict):
                other.append([record("journey/a", 4)])

    def test_the_digests_are_what_the_documentation_says(self, filled: Path) -> None:
        """Computed here from the words of the docstring, over the bytes of the rows, independently of the code."""
        due = []
        with closing(sqlite3.connect(filled)) as raw:
            for row in raw.execute("SELECT * FROM stored_events ORDER BY rowid").fetchall():
                parts = (row[0].encode(), str(row[1]).encode(), row[2].encode(), row[3])
                leaf = sha256(b"\0" + b"\0".join((b"certdomain/entry@1", *parts))).digest()
                noted = leaf + b"".join(crc32(part).to_bytes(4) for part in parts)
                due.append((noted + crc32(noted).to_bytes(4, "little"),))
            found = raw.execute("SELECT digest FROM certdomain_chain ORDER BY position").fetchall()
        assert found == due

    def test_the_tree_is_what_the_documentation_says(self, filled: Path) -> None:
        """The root of RFC 6962 over the entries, computed here by its recursive definition, is the one that is kept."""

        def root(entries: list[bytes]) -> bytes:
            if len(entries) == 1:
                return sha256(b"\0" + entries[0]).digest()
            half = 1 << (len(entries) - 1).bit_length() - 1
            return sha256(b"\1" + root(entries[:half]) + root(entries[half:])).digest()

        with closing(sqlite3.connect(filled)) as raw:
            rows = raw.execute("SELECT * FROM stored_events ORDER BY rowid").fetchall()
        entries = [
            b"\0".join((b"certdomain/entry@1", row[0].encode(), str(row[1]).encode(), row[2].encode(), row[3]))
            for row in rows
        ]
        with closing(open_store(filled)) as store:
            assert (store.tree().end, store.tree().root()) == (len(rows), root(entries))

    @pytest.mark.parametrize("schema", [1, 2])
    def test_a_register_of_an_older_schema_goes_on(self, filled: Path, schema: int) -> None:
        """Reading changes nothing in it; the first append gives it the tree that it would have had from the start, and
        its older rows keep their chain: what is changed in them is found at its place, before and after."""
        as_of(filled, schema)
        with closing(open_store(filled, create=False)) as store:
            assert list(store.check()) == []
            assert (len(store.read("journey/b")), store.tree().end, store.signed()) == (3, 0 if schema == 1 else 9, [])
        older = shutil.copy(filled, filled.with_name("older.db"))
        with closing(open_store(filled, create=False)) as store:
            store.append([record("journey/z", 1)])
            assert store.tree() == Range.empty().extended(store.entries(0, 10))
            assert list(store.check()) == []
            assert list(store.check(workers=2)) == []
        for path in (Path(older), filled):
            tamper(path, "UPDATE stored_events SET state = x'7b7d' WHERE rowid = 5")
            (fault,) = checked(path)
            assert (fault.what, fault.position) == (Fault.ALTERED, 5)
            assert fault.field == (None if schema == 1 else "state")

    def test_the_file_promises_durability(self, filled: Path) -> None:
        """WAL is kept in the file; every connection that writes waits for the disk (FULL = 2)."""
        with closing(SqliteStore(filled)) as store:
            datastore = store._recorder.datastore
            with datastore.transaction(commit=True) as cursor:
                cursor.execute("PRAGMA journal_mode")
                assert cursor.fetchone()[0] == "wal"
                cursor.execute("PRAGMA synchronous")
                assert cursor.fetchone()[0] == 2

    def test_a_writer_locks_the_file_before_it_looks(self, filled: Path) -> None:
        """So that the versions it compares with are still the last ones when it writes."""
        with (
            closing(SqliteStore(filled)) as store,
            closing(sqlite3.connect(filled, timeout=0)) as other,
            store._recorder.datastore.transaction(commit=True),
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")

    def test_eventsourcing_can_read_the_table(self, filled: Path) -> None:
        """The library's own recorder reads rows and positions; its event store reads records through the mapper."""
        recorder = SQLiteApplicationRecorder(SQLiteDatastore(str(filled), originator_id_type="text"))
        store = EventStore(mapper=RecordMapper(JSONTranscoder()), recorder=recorder)

        assert [event.id for event in recorder.select_notifications(1, 100)] == list(range(1, 10))
        with closing(open_store(filled)) as own:
            assert list(store.get("journey/b")) == list(own.read("journey/b"))
        recorder.datastore.close()

    def test_what_comes_in_by_eventsourcing_is_noted_too(self, filled: Path) -> None:
        """Rows and digests cannot part: the recorder itself writes both, whoever calls it."""
        with closing(SqliteStore(filled)) as store:
            events = EventStore(mapper=RecordMapper(JSONTranscoder()), recorder=store._recorder)
            recordings = events.put([record("journey/a", 4), record("journey/d", 1)])
            assert [recording.notification.id for recording in recordings] == [10, 11]
            with pytest.raises(Conflict):
                events.put([record("journey/a", 6)])
            assert list(store.check()) == []
            assert store.version("journey/a") == 4

    def test_a_full_disk_loses_nothing(self, path: Path) -> None:
        """The append fails with advice, whole; the store goes on."""
        with closing(SqliteStore(path)) as store:
            store.append([record("journey/J1", 1)])
            with store._recorder.datastore.get_connection(commit=True) as connection, connection.cursor() as cursor:
                cursor.execute("PRAGMA max_page_count=1")  # it cannot shrink below the file: full at once
            with pytest.raises(Damaged, match="disk is full"):
                store.append([record("journey/J0", 1), record("journey/J1", 2, bytes(100_000))])
            assert contents(store) == [record("journey/J1", 1)]
            store.append([record("journey/J1", 2)])
            assert list(store.check()) == []

    def test_a_register_that_is_kept_busy_says_so_in_the_end(self, filled: Path) -> None:
        """Reading goes on meanwhile; writing waits as long as it was told, and then gives advice."""
        with closing(SqliteStore(filled, patience=0.2)) as store, closing(sqlite3.connect(filled)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert len(store.read("journey/a")) == 3
            with pytest.raises(Damaged, match="busy") as caught:
                store.append([record("journey/a", 4)])
            assert "try again" in caught.value.advice
            other.rollback()
            store.append([record("journey/a", 4)])

    def test_a_row_cannot_make_a_module_be_imported(self, filled: Path) -> None:
        """A topic that is an import path, as eventsourcing's own are, is damage, and nothing is imported."""
        tamper(filled, "UPDATE stored_events SET topic = 'this:s' WHERE rowid = 4")
        sys.modules.pop("this", None)
        with closing(open_store(filled)) as store:
            with pytest.raises(Damaged, match="verify"):
                store.read("journey/a")
            with pytest.raises(Damaged, match="verify"):
                list(store.scan())
        assert "this" not in sys.modules


def tamper(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def as_of(path: Path, schema: int) -> None:
    """Make a register what an earlier version of certdomain would have written."""
    if schema == 1:
        tamper(path, *(f"DROP TABLE certdomain_{name}" for name in ("range", "subtrees", "checkpoints")))
    tamper(path, f"UPDATE certdomain_meta SET value = '{schema}' WHERE key = 'schema'")
    renoted(path, schema)


def renoted(path: Path, schema: int = 3) -> None:
    """Compute all digests anew, as a careful attacker would, or as certdomain did before."""
    with closing(sqlite3.connect(path)) as raw:
        digest = GENESIS
        for position, stream, version, name, state in raw.execute(
            "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"
        ).fetchall():
            parts = (stream.encode(), version, name.encode(), state)
            leaf = leaf_hash(entry_of(*parts))
            digest = link(digest, *parts) if schema == 1 else chained(digest, leaf)
            noted = {1: digest, 2: digest + marks(*parts), 3: kept(leaf, *parts)}[schema]
            raw.execute("UPDATE certdomain_chain SET digest = ? WHERE position = ?", (noted, position))
        raw.commit()


def checked(path: Path) -> list[IntegrityFault]:
    with closing(open_store(path, create=False)) as store:
        return list(store.check())


SWAP = "UPDATE {0} SET {1} = (SELECT {1} FROM {0} b WHERE b.rowid = 11 - {0}.rowid) WHERE rowid IN (5, 6)"


class TestTampering:
    """Every change to the file by other means than the store is found, at its place."""

    @pytest.mark.parametrize(
        ("statements", "position", "what"),
        [
            (["UPDATE stored_events SET state = x'7b7d' WHERE rowid = 5"], 5, Fault.ALTERED),
            (["UPDATE stored_events SET topic = 'evaluation-recorded@2' WHERE rowid = 5"], 5, Fault.ALTERED),
            (["UPDATE stored_events SET originator_version = 4 WHERE rowid = 8"], 8, Fault.ALTERED),
            (["UPDATE stored_events SET originator_id = 'journey/d' WHERE rowid = 5"], 5, Fault.ALTERED),
            (["UPDATE stored_events SET rowid = 20 WHERE rowid = 5"], 5, Fault.MISSING),
            (["UPDATE stored_events SET rowid = -1 WHERE rowid = 5"], -1, Fault.EXTRA),
            (["UPDATE stored_events SET state = CAST(state AS TEXT) WHERE rowid = 5"], 5, Fault.TYPE),
            (["UPDATE stored_events SET originator_version = 'two' WHERE rowid = 5"], 5, Fault.TYPE),
            (["UPDATE stored_events SET originator_id = NULL WHERE rowid = 5"], 5, Fault.TYPE),
            (["UPDATE stored_events SET topic = CAST(x'ff' AS TEXT) WHERE rowid = 5"], 5, Fault.ALTERED),
            (["UPDATE certdomain_chain SET digest = zeroblob(32) WHERE position = 5"], 5, Fault.ALTERED),
            (["UPDATE certdomain_chain SET digest = zeroblob(32) WHERE position = 9"], 9, Fault.ALTERED),
            (["UPDATE certdomain_chain SET digest = CAST(digest AS TEXT) WHERE position = 5"], 5, Fault.ALTERED),
            (["UPDATE certdomain_chain SET digest = substr(digest, 1, 40) || zeroblob(12)"], 5, Fault.ALTERED),
            (
                ["UPDATE certdomain_chain SET digest = substr(digest, 1, 51) || x'00' WHERE position = 5"],
                5,
                Fault.ALTERED,
            ),
            (["UPDATE certdomain_chain SET digest = substr(digest, 1, 48) WHERE position = 5"], 5, Fault.ALTERED),
            (["UPDATE certdomain_chain SET position = 20 WHERE position = 5"], 5, Fault.EXTRA),
            (["DELETE FROM stored_events WHERE rowid = 5"], 5, Fault.MISSING),
            (["DELETE FROM stored_events WHERE rowid = 1"], 1, Fault.MISSING),
            (["DELETE FROM stored_events WHERE rowid = 9"], 9, Fault.MISSING),
            (["DELETE FROM certdomain_chain WHERE position = 5"], 5, Fault.EXTRA),
            (["DELETE FROM certdomain_chain WHERE position = 9"], 9, Fault.EXTRA),
            (["INSERT INTO stored_events VALUES ('journey/a', 4, 'evaluation-recorded@1', x'7b7d')"], 10, Fault.EXTRA),
            (["INSERT INTO certdomain_chain VALUES (10, zeroblob(32))"], 10, Fault.MISSING),
            (
                ["DELETE FROM stored_events WHERE rowid = 5", "DELETE FROM certdomain_chain WHERE position = 5"],
                5,
                Fault.MISSING,
            ),
            ([SWAP.format("stored_events", "state")], 5, Fault.ALTERED),
            (
                [
                    "UPDATE stored_events SET rowid = 100 WHERE rowid = 5",
                    "UPDATE stored_events SET rowid = 5 WHERE rowid = 6",
                    "UPDATE stored_events SET rowid = 6 WHERE rowid = 100",
                ],
                6,
                Fault.ALTERED,
            ),
            (
                [
                    "UPDATE stored_events SET rowid = 100 WHERE rowid = 1",
                    "UPDATE stored_events SET rowid = 1 WHERE rowid = 4",
                    "UPDATE stored_events SET rowid = 4 WHERE rowid = 100",
                ],
                1,
                Fault.ORDER,
            ),
        ],
    )
    def test_a_change_to_the_rows_is_found_at_its_position(
        self, filled: Path, statements: list[str], position: int, what: Fault
    ) -> None:
        """Each column of both tables, each way to add, remove or swap."""
        tamper(filled, *statements)

        assert (position, what) in {(fault.position, fault.what) for fault in checked(filled)}

    def test_one_change_is_one_fault(self, filled: Path) -> None:
        """An altered row does not make the rows behind it suspect; the fault says what stands there."""
        tamper(filled, "UPDATE stored_events SET state = x'7b7d' WHERE rowid = 5")
        (fault,) = checked(filled)

        assert (fault.position, fault.stream, fault.version) == (5, "journey/b", 2)
        assert len(fault.expected) == len(fault.actual) == 64
        assert fault.expected != fault.actual
        assert str(fault).startswith("position 5 (journey/b, version 2): altered in state; expected ")

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ("state = x'7b7d'", "state"),
            ("topic = 'evaluation-recorded@2'", "name"),
            ("originator_id = 'journey/zz'", "stream"),
            ("originator_version = 77", "version"),
            ("state = x'7b7d', originator_version = 77", "version, state"),
        ],
    )
    def test_the_value_that_was_changed_is_named(self, filled: Path, change: str, field: str) -> None:
        """The marks beside each digest tell which column of a row is not as it was."""
        tamper(filled, f"UPDATE stored_events SET {change} WHERE rowid = 5")

        assert field in {fault.field for fault in checked(filled) if fault.position == 5}

    def test_a_row_that_is_gone_is_named_by_its_marks(self, filled: Path) -> None:
        """Of a removed row the digest is left; its marks say of which stream it was, and its number there."""
        tamper(filled, "DELETE FROM stored_events WHERE rowid = 9")
        (fault,) = checked(filled)

        assert (fault.position, fault.stream, fault.version) == (9, "journey/c", 3)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE certdomain_range SET state = zeroblob(80)",
            "UPDATE certdomain_range SET state = 'text'",
            "DELETE FROM certdomain_range",
            "INSERT INTO certdomain_subtrees VALUES (8, 0, zeroblob(32))",
        ],
    )
    def test_a_change_to_the_tree_is_found(self, filled: Path, statement: str) -> None:
        """What is kept of the tree is held against the tree that the rows give."""
        tamper(filled, statement)

        assert {fault.what for fault in checked(filled)} == {Fault.TREE}

    def test_a_digest_that_was_emptied_is_told_as_none(self, filled: Path) -> None:
        tamper(filled, "UPDATE certdomain_chain SET digest = x'' WHERE position = 3")
        with closing(open_store(filled)) as store:
            (fault,) = store.check()
        assert (fault.position, fault.what, fault.expected) == (3, Fault.ALTERED, "none")

    def test_rows_rewritten_with_their_digests_meet_the_tree(self, filled: Path) -> None:
        """Who computes the digests anew, and forgets the tree, is found, and the first subtree that differs named."""
        for at, place in ((5, 1), (9, 9)):  # nine leaves are a subtree of eight, and one
            path = Path(shutil.copy(filled, filled.with_name(f"{at}.db")))
            tamper(path, f"UPDATE stored_events SET state = x'7b7d' WHERE rowid = {at}")
            renoted(path)
            (fault,) = checked(path)

            assert (fault.what, fault.position) == (Fault.TREE, place)

    def test_a_row_removed_with_its_digest_leaves_two_traces(self, filled: Path) -> None:
        """The position and the stream's version are both missed; what follows is not suspected of anything else."""
        tamper(filled, "DELETE FROM stored_events WHERE rowid = 5", "DELETE FROM certdomain_chain WHERE position = 5")

        assert [(f.position, f.stream, f.version, f.what) for f in checked(filled)] == [
            (5, None, None, Fault.MISSING),
            (8, "journey/b", 3, Fault.GAP),
        ]

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE certdomain_meta SET value = '01' WHERE key = 'schema'",
            "UPDATE certdomain_meta SET key = 'Schema' WHERE key = 'schema'",
            "INSERT INTO certdomain_meta VALUES ('more', '1')",
            "CREATE TRIGGER t AFTER INSERT ON stored_events BEGIN SELECT 1; END",
            "ALTER TABLE stored_events ADD COLUMN note",
            "DROP TABLE certdomain_meta",
            "DROP TABLE certdomain_chain",
            "DROP TABLE stored_events",
        ],
    )
    def test_a_change_to_the_tables_is_found(self, filled: Path, statement: str) -> None:
        """While the register is open, so that opening does not refuse it first."""
        with closing(open_store(filled)) as store:
            tamper(filled, statement)
            faults = list(store.check())

        assert faults
        assert faults[0].position is None or faults[0].what is Fault.UNREADABLE
        assert {fault.what for fault in faults} <= {Fault.TABLES, Fault.UNREADABLE}

    def test_an_index_that_hides_rows_is_found(self, filled: Path) -> None:
        """`read` goes by the index, so a row must not be missing from it."""
        raw = filled.read_bytes()
        page = raw.rindex(b"\x0a\x00\x00\x00\x09")  # the index's leaf page: type 10, nine cells
        damaged = bytearray(raw)
        damaged[page + 3 : page + 5] = (8).to_bytes(2)
        filled.write_bytes(damaged)

        assert Fault.UNREADABLE in {fault.what for fault in checked(filled)}

    def test_a_damaged_page_is_told_and_not_a_traceback(self, path: Path) -> None:
        """The check says from where it cannot read; reading raises Damaged."""
        with closing(open_store(path)) as store:
            store.append([record("journey/J1", n, bytes(500)) for n in range(1, 501)])
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(size // 8192 * 4096)
            file.write(b"\xa5" * 40960)

        assert Fault.UNREADABLE in {fault.what for fault in checked(path)}
        with closing(open_store(path)) as store, pytest.raises(Damaged, match="damaged or cut off"):
            list(store.scan())

    def test_what_sqlite_quotes_of_a_damaged_file_need_not_be_text(self, filled: Path) -> None:
        """Python cannot read such a message; it is damage like any other, on opening and in a check."""
        good = filled.read_bytes()
        bad = good.replace(b"CREATE TABLE stored_events", b"CREATE T\xcbBLE stored_events")
        assert bad != good
        with closing(open_store(filled)) as store:
            filled.write_bytes(bad)
            assert {fault.what for fault in store.check()} == {Fault.UNREADABLE}
        with pytest.raises(Damaged):
            open_store(filled, create=False)

    def test_a_gap_is_not_read_over(self, filled: Path) -> None:
        """A stream or a log with a hole raises Damaged instead of passing for a shorter one."""
        tamper(filled, "DELETE FROM stored_events WHERE rowid = 5")
        with closing(open_store(filled)) as store:
            with pytest.raises(Damaged, match="version 2 of journey/b is missing"):
                store.read("journey/b")
            with pytest.raises(Damaged, match="position 5 is missing"):
                list(store.scan())

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE stored_events SET originator_version = 'three' WHERE rowid = 9",
            "UPDATE stored_events SET topic = CAST(x'ff' AS TEXT) WHERE rowid = 9",
            "UPDATE stored_events SET topic = NULL WHERE rowid = 9",
            "UPDATE stored_events SET state = CAST(state AS TEXT) WHERE rowid = 9",
            "UPDATE stored_events SET state = NULL WHERE rowid = 9",
        ],
    )
    def test_a_value_of_another_type_is_not_read(self, filled: Path, statement: str) -> None:
        """Neither as something else nor left out: the stream and the log raise Damaged; so does writing behind it."""
        tamper(filled, statement)
        with closing(open_store(filled)) as store:
            with pytest.raises(Damaged, match="verify"):
                store.read("journey/c")
            with pytest.raises(Damaged, match="verify"):
                list(store.scan())
            if "version" in statement:
                with pytest.raises(Damaged, match="not a number"):
                    store.version("journey/c")
                with pytest.raises(Damaged, match="not a number"):
                    store.append([record("journey/c", 4)])

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM stored_events WHERE rowid = 9",
            "DELETE FROM certdomain_chain WHERE position = 9",
            "INSERT INTO stored_events VALUES ('journey/a', 4, 'evaluation-recorded@1', x'7b7d')",
            "UPDATE certdomain_chain SET digest = 'text' WHERE position = 9",
        ],
    )
    def test_nothing_is_added_to_a_log_that_left_its_digests(self, filled: Path, statement: str) -> None:
        """An append would bury the damage, and give a removed record's position to another."""
        tamper(filled, statement)
        with closing(open_store(filled)) as store, pytest.raises(Damaged, match="digests"):
            store.append([record("journey/z", 1)])

    def test_the_last_rows_removed_from_all_tables_are_not_missed(self, filled: Path) -> None:
        """The limit, as documented: only a checkpoint kept outside can tell. Who forgets the tree is found."""
        tamper(
            filled,
            "DELETE FROM stored_events WHERE rowid = 9",
            "DELETE FROM certdomain_chain WHERE position = 9",
        )
        assert [fault.what for fault in checked(filled)] == [Fault.TREE]
        with closing(open_store(filled)) as store:
            shorter = Range.empty().extended(store.entries(0, 8))
        with closing(sqlite3.connect(filled)) as raw:
            raw.execute("UPDATE certdomain_range SET state = ?", (bytes(shorter),))
            raw.commit()

        assert checked(filled) == []

    @given(
        states=st.lists(st.binary(max_size=8), min_size=2, max_size=8),
        at=st.integers(0, 7),
        column=st.sampled_from(["stream", "version", "name", "state", "digest"]),
    )
    def test_any_one_altered_value_is_reported_once_and_there(self, states: list[bytes], at: int, column: str) -> None:
        """A property of the comparison itself, for logs of any length and contents."""
        rows = [StoredRow(n, b"journey/J1", n, b"a@1", state, True) for n, state in enumerate(states, 1)]
        digests: list[tuple[int, bytes]] = []
        for row in rows:
            parts = (row.stream, row.version, row.name, row.state)
            digests.append((row.position, kept(leaf_hash(entry_of(*parts)), *parts)))
        at %= len(rows)
        match column:
            case "stream":
                rows[at] = rows[at]._replace(stream=b"journey/J2")
            case "version":
                rows[at] = rows[at]._replace(version=99)
            case "name":
                rows[at] = rows[at]._replace(name=b"a@2")
            case "state":
                rows[at] = rows[at]._replace(state=rows[at].state + b"\0")
            case _:
                digests[at] = (at + 1, bytes(32))

        assert [(fault.position, fault.what) for fault in compare(rows, digests)] == [(at + 1, Fault.ALTERED)]

    @given(st.binary(min_size=1, max_size=6))
    def test_moving_bytes_from_one_value_to_the_next_changes_the_digest(self, whole: bytes) -> None:
        """Lengths are part of what is hashed: every way to cut the same bytes in three has a digest of its own."""
        ends = range(len(whole) + 1)
        cuts = [(i, j) for i in ends for j in ends if i <= j]

        assert len({link(GENESIS, whole[:i], 1, whole[i:j], whole[j:]) for i, j in cuts}) == len(cuts)


class TestOpening:
    """What is not a register is named, advised upon, and left as it was."""

    def test_a_missing_register_is_not_made_by_asking(self, path: Path) -> None:
        """`create=False` leaves no file behind."""
        with pytest.raises(Damaged, match="no such register") as caught:
            open_store(path, create=False)
        assert "--store" in caught.value.advice
        assert list(path.parent.iterdir()) == []

    def test_a_folder_that_does_not_exist_is_not_made(self, tmp_path: Path) -> None:
        """Nor is a file taken for a folder."""
        with pytest.raises(Damaged, match="folder does not exist"):
            open_store(tmp_path / "no" / "register.db")
        (tmp_path / "file").touch()
        with pytest.raises(Damaged):
            open_store(tmp_path / "file" / "register.db")

    @pytest.mark.parametrize("create", [True, False])
    @pytest.mark.parametrize("content", [b"certification,bloc\n" * 400, b"x", b"SQLite format 3\0" + bytes(4080)])
    def test_a_file_of_another_kind_is_refused(self, path: Path, content: bytes, create: bool) -> None:
        """Text, a single byte, a header without a database."""
        path.write_bytes(content)
        with pytest.raises(Damaged) as caught:
            open_store(path, create=create)
        assert caught.value.advice
        assert path.read_bytes() == content

    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TABLE invoices (id INTEGER)",
            "CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB)",
            "CREATE TABLE certdomain_meta (something TEXT)",
        ],
    )
    def test_a_database_of_another_application_is_refused_and_not_touched(self, path: Path, statement: str) -> None:
        """Another eventsourcing application's too; it is not even turned to WAL mode."""
        tamper(path, statement)
        before = path.read_bytes()
        with pytest.raises(Damaged):
            open_store(path)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.parametrize("value", [f"{SCHEMA + 1}", "999999999"])
    def test_a_newer_register_is_refused_with_advice(self, filled: Path, value: str) -> None:
        """Rather update than guess."""
        tamper(filled, "UPDATE certdomain_meta SET value = 'X' WHERE key = 'schema'".replace("X", value))
        with pytest.raises(Damaged, match="newer") as caught:
            open_store(filled)
        assert "update certdomain" in caught.value.advice

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE certdomain_meta SET value = 'one' WHERE key = 'schema'",
            "UPDATE certdomain_meta SET value = '0' WHERE key = 'schema'",
            "UPDATE certdomain_meta SET value = printf('%.5000d', 1) WHERE key = 'schema'",
            "UPDATE certdomain_meta SET value = x'31' WHERE key = 'schema'",
            "UPDATE certdomain_meta SET value = 'other' WHERE key = 'application'",
            "DELETE FROM certdomain_meta",
            "DROP TABLE certdomain_chain",
            "DROP TABLE stored_events",
        ],
    )
    def test_a_register_without_its_marks_is_refused(self, filled: Path, statement: str) -> None:
        """Whatever was done to its tables, the answer is Damaged, with advice."""
        tamper(filled, statement)
        with pytest.raises(Damaged) as caught:
            open_store(filled)
        assert caught.value.advice

    @pytest.mark.parametrize("keep", [0, 1, 100, 4096, 5000, 12288])
    def test_a_register_that_was_cut_off_is_refused(self, filled: Path, keep: int) -> None:
        """At any length: Damaged on opening or on reading, never a traceback, never a shorter register."""
        filled.write_bytes(filled.read_bytes()[:keep])
        with pytest.raises(Damaged) as caught, closing(open_store(filled, create=False)) as store:
            list(store.scan())
        assert caught.value.advice

    def test_an_empty_file_becomes_a_register_only_if_one_may_be_made(self, path: Path) -> None:
        """As left by `touch`, or by a program that was killed while it made the register."""
        path.touch()
        with pytest.raises(Damaged, match="empty"):
            open_store(path, create=False)
        assert path.read_bytes() == b""
        with closing(open_store(path)) as store:
            store.append([record("journey/J1", 1)])
            assert list(store.check()) == []

    def test_a_name_that_no_file_can_have_is_refused(self, tmp_path: Path) -> None:
        """What the system says of it is passed on."""
        with pytest.raises(Damaged, match="cannot be reached"):
            open_store(tmp_path / ("x" * 300))

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
    def test_what_is_no_regular_file_is_refused(self, tmp_path: Path) -> None:
        """A folder; a pipe, which would keep the program waiting for ever."""
        os.mkfifo(tmp_path / "pipe")
        for name in ("", "pipe"):
            with pytest.raises(Damaged):
                open_store(tmp_path / name)

    @pytest.mark.parametrize(
        "name", ["a?mode=memory", "a#b %41.db", ":memory: of 2025.db", "é\u202e.db", "file:x.db", " "]
    )
    def test_a_path_is_taken_literally(self, tmp_path: Path, name: str) -> None:
        """No character of a file's name is an option to SQLite, nor a sign of a store in memory."""
        with closing(open_store(tmp_path / name)) as store:
            store.append([record("journey/J1", 1)])
        assert [found.name for found in tmp_path.iterdir()] == [name]
        with closing(open_store(tmp_path / name, create=False)) as store:
            assert store.version("journey/J1") == 1

    def test_a_message_holds_no_control_characters(self, tmp_path: Path) -> None:
        """A file's name cannot write to the terminal."""
        with pytest.raises(Damaged) as caught:
            open_store(tmp_path / "a\x1b[31m\n", create=False)
        assert str(caught.value).isprintable()

    def test_urls(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """`sqlite:///` takes a path, relative or absolute; the words for memory make a store that forgets."""
        monkeypatch.chdir(tmp_path)
        for url, file in (
            ("sqlite:///one.db", "one.db"),
            (f"sqlite:///{tmp_path}/two.db", "two.db"),
            ("three.db", "three.db"),
        ):
            with closing(open_store(url)) as store:
                assert isinstance(store, SqliteStore)
            assert (tmp_path / file).is_file()
        for url in (":memory:", "memory:", "sqlite://", "sqlite:///:memory:"):
            assert isinstance(open_store(url), MemoryStore)

    @pytest.mark.parametrize(
        "url",
        [
            "postgresql://user:secret@host/db",
            "postgres://user:secret@host/db",
            "mysql://secret",
            "sqlite://secret/x.db",
            "sqlite:///",
            "file:secret.db",
            "",
            "secret\0.db",
        ],
    )
    def test_another_kind_of_store_is_bad_input(
        self, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The message names what this version can do, and never repeats what may be a password."""
        monkeypatch.chdir(tmp_path)
        with pytest.raises(BadInput, match="SQLite or in memory only") as caught:
            open_store(url)
        assert "secret" not in str(caught.value)
        assert list(tmp_path.iterdir()) == []

    def test_postgresql_is_named(self) -> None:
        """So that nobody looks for a missing driver."""
        with pytest.raises(BadInput, match="found a postgresql:// URL"):
            open_store("postgresql://host/db")


def in_threads(tasks: list[Callable[[], None]]) -> None:
    """Run all tasks at once; the first error of any of them is raised."""
    errors: list[BaseException] = []

    def run(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001  # raised below, in the test's own thread
            errors.append(error)

    threads = [Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of several parts, and more than one subtree of 65,536 rows."""
    path = tmp_path_factory.mktemp("large") / "register.db"
    with closing(open_store(path)) as store:
        for first in range(0, 150_000, 10_000):
            store.append(
                [
                    Record(stream=f"journey/J{n // 25}", version=n % 25 + 1, name="a-thing@1", state=b"%d" % n)
                    for n in range(first, first + 10_000)
                ]
            )
    return path


class TestLargeLogs:
    """What several processes verify is what one verifies."""

    SIZES = (0, 1, 255, 256, 65_536, 65_537, 131_072, 149_999)

    @pytest.mark.parametrize("workers", [1, 2])
    def test_several_processes_find_the_same_tree(self, large: Path, workers: int) -> None:
        """The roots at all sizes asked for, wherever the parts are cut, are those of the log read in one go."""
        tree = Regrown(sizes=self.SIZES)
        with closing(open_store(large)) as store:
            assert list(store.check(tree, workers)) == []
            assert tree.done() == store.tree()
            expected = {
                size: Range.empty().extended(store.entries(0, size)).root() for size in self.SIZES if size < 70_000
            }
        assert {size: root for size, root in tree.roots.items() if size < 70_000} == expected
        assert set(tree.roots) == set(self.SIZES)

    @pytest.mark.parametrize("position", [65_537, 140_000])
    def test_a_change_is_found_in_whatever_part_it_is(self, large: Path, tmp_path: Path, position: int) -> None:
        copy = Path(shutil.copy(large, tmp_path / "copy.db"))
        tamper(copy, f"UPDATE stored_events SET state = x'00' WHERE rowid = {position}")
        with closing(open_store(copy)) as store:
            assert [(fault.position, fault.field) for fault in store.check(workers=2)] == [(position, "state")]

    def test_a_process_that_is_ended_changes_no_verdict(self, large: Path) -> None:
        """Whoever ends a helper gets the answer all the same: this process looks for itself, a row at a time."""
        ended: list[int] = []
        done = Event()

        def end() -> None:
            while not done.wait(0.01):
                # The pool may close a process between the two lines; that one is not ours to end any more.
                with suppress(ValueError, OSError, AttributeError):
                    for child in active_children():
                        os.kill(child.pid or 0, signal.SIGKILL)
                        ended.append(child.pid or 0)

        killer = Thread(target=end)
        killer.start()
        try:
            with closing(open_store(large)) as store:
                assert list(store.check(workers=3)) == []
        finally:
            done.set()
            killer.join()
        assert ended

    @pytest.mark.parametrize("workers", [1, 2])
    def test_progress_goes_forward_to_the_end(self, large: Path, workers: int) -> None:
        """What is told on the way never goes back, and ends with the number of records."""
        told: list[int] = []
        with closing(open_store(large)) as store:
            assert verify(store, workers=workers, progress=told.append).records == (("journey", 150_000),)
        assert told == sorted(told)
        assert len(told) > 5
        assert told[-1] == 150_000

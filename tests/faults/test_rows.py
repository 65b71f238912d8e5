"""R9, R10: rows and values changed by a program that is not certdomain, by four kinds of attacker.

- *clumsy*: changes rows and nothing else;
- *careful*: computes the digests anew, too;
- *thorough*: and all that is kept of the Merkle tree and of checkpoints: from inside, the register is sound;
- and each of them against a checkpoint that somebody keeps outside.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from attrs import frozen

from certdomain.store import Fault, open_store
from certdomain.store.entries import entry_of
from certdomain.store.integrity import kept
from certdomain.store.tree import grown_by_leaves
from certdomain.transparency.checkpoints import Checkpoint, parse_checkpoint
from certdomain.transparency.merkle import Range, leaf_hash
from certdomain.transparency.notes import parse_note
from tests.faults.registers import altered, copied, entries, real, small, verdict
from tests.faults.tally import SILENT, Faults

VALUES = "originator_id, originator_version, topic, state"
ROWS = "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"


def renoted(path: Path, *, tree: bool) -> None:
    """Compute the digests, and the tree as well, of the rows as they stand now, at positions without a gap."""
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute(ROWS).fetchall()
        raw.execute("DELETE FROM stored_events")
        raw.execute("DELETE FROM certdomain_chain")
        leaves = []
        for position, (stream, version, name, state) in enumerate(rows, 1):
            parts = (stream.encode(), version, name.encode(), state)
            leaf = leaf_hash(entry_of(*parts))
            raw.execute(
                "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)"
                " VALUES (?, ?, ?, ?, ?)",
                (position, stream, version, name, state),
            )
            raw.execute("INSERT INTO certdomain_chain VALUES (?, ?)", (position, kept(leaf, *parts)))
            leaves.append(leaf)
        if tree:
            grown, roots = grown_by_leaves(Range.empty(), leaves)
            raw.execute("DELETE FROM certdomain_subtrees")
            raw.executemany("INSERT INTO certdomain_subtrees VALUES (?, ?, ?)", roots)
            raw.execute("UPDATE certdomain_range SET state = ?", (bytes(grown),))
            raw.execute("DELETE FROM certdomain_checkpoints")
        raw.commit()


ATTACKERS: dict[str, Callable[[Path], None]] = {
    "clumsy": lambda path: None,
    "careful": lambda path: renoted(path, tree=False),
    "thorough": lambda path: renoted(path, tree=True),
}


@frozen
class Change:
    """What was done: the statements, and the field that the report must name."""

    kind: str
    statements: tuple[str, ...]
    at: int
    field: str | None = None


NEXT_VERSION = "(SELECT MAX(originator_version) + 1 FROM stored_events WHERE originator_id = 'journey/J0')"


def values(count: int) -> Iterator[Change]:
    """R9. Every column of every row, one at a time."""
    other = {
        "originator_id": ("originator_id || 'x'", "stream"),
        "originator_version": ("originator_version + 1000", "version"),
        "topic": ("'mark-recorded@1'", "name"),
        "state": ("CAST(state || x'20' AS BLOB)", "state"),
    }
    for at in range(1, count + 1):
        for column, (value, field) in other.items():
            yield Change(
                f"{column} of a row changed",
                (f"UPDATE stored_events SET {column} = {value} WHERE rowid = {at}",),
                at,
                field,
            )
        yield Change(
            "row moved to another position", (f"UPDATE stored_events SET rowid = {at + 9000} WHERE rowid = {at}",), at
        )
        yield Change(
            "digest changed",
            (f"UPDATE certdomain_chain SET digest = x'00' || substr(digest, 2) WHERE position = {at}",),
            at,
        )


def rows(count: int) -> Iterator[Change]:
    """R10. Rows deleted, swapped, doubled, inserted, and whole streams deleted."""
    last = count
    for at in range(1, count + 1):
        where = "last row" if at == last else "a row"
        yield Change(f"{where} deleted", (f"DELETE FROM stored_events WHERE rowid = {at}",), at)
        if at < last:
            swap = (
                "UPDATE stored_events SET (originator_id, originator_version, topic, state) ="
                " (SELECT originator_id, originator_version, topic, state FROM swapped s"
                f" WHERE s.at = {2 * at + 1} - stored_events.rowid) WHERE rowid IN ({at}, {at + 1})"
            )
            both = f"rowid IN ({at}, {at + 1})"
            held = (
                f"CREATE TEMP TABLE swapped AS SELECT rowid AS at, {VALUES} FROM stored_events WHERE {both}",
                f"UPDATE stored_events SET originator_version = -rowid WHERE rowid IN ({at}, {at + 1})",
            )
            yield Change("two rows swapped", (*held, swap), at)
        copy = f"SELECT originator_id, {NEXT_VERSION}, topic, state FROM stored_events WHERE rowid = {at}"
        yield Change(
            "row doubled at the end of its stream",
            (
                "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
                + copy.replace("'journey/J0'", f"(SELECT originator_id FROM stored_events WHERE rowid = {at})"),
            ),
            count + 1,
        )
    yield Change(
        "row of a stream of its own added",
        (f"INSERT INTO stored_events ({VALUES})" + " VALUES ('journey/forged', 1, 'evaluation-recorded@1', x'7b7d')",),
        count + 1,
    )
    for number in range(7):
        stream = f"journey/J{number}"
        yield Change(
            "whole stream deleted", (f"DELETE FROM stored_events WHERE originator_id = '{stream}'",), number + 1
        )


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "base.db"
    small(path)
    return path


@pytest.mark.parametrize(("risk", "changes"), [("R9", values), ("R10", rows)], ids=["R9", "R10"])
def test_rows(
    base: Path, tmp_path: Path, faults: Faults, risk: str, changes: Callable[[int], Iterator[Change]]
) -> None:
    """Each is found by the clumsy attacker's own traces, at its place; a thorough one's by the checkpoint alone."""
    note = verdict_note(base)
    whole = entries(base)
    for change in faults.some(changes(len(whole)), 15):
        for attacker, cover in ATTACKERS.items():
            path = copied(base, tmp_path / "register.db")
            altered(path, *change.statements)
            if attacker != "clumsy" and change.kind == "digest changed":
                continue  # computed anew, it is what it was
            if attacker != "clumsy" and change.kind.startswith("row moved") and change.at == len(whole):
                continue  # and so is the last row, put behind itself
            cover(path)
            alone, held = verdict(path), verdict(path, note)
            kind = f"{change.kind}; {attacker} attacker"
            if attacker == "thorough" and change.at > len(whole):
                # Whoever may write to the file may record: behind the last checkpoint, so does recording look.
                assert held.sound
                faults.note(risk, kind, f"{SILENT}, also with a checkpoint: as if recorded after it")
                continue
            assert not held.sound, (change, attacker)
            if attacker == "clumsy":
                assert not alone.sound, change
                found = next(fault for fault in alone.faults if fault.position is not None)
                if change.kind != "whole stream deleted":
                    assert found.position == change.at, (change, alone.faults)
                if change.field is not None:
                    assert found.field == change.field, (change, found)
            elif alone.sound:
                assert all(fault.what is Fault.CHECKPOINT for fault in held.faults)
            if attacker == "careful":
                assert not alone.sound, change
            told = alone.caught_by if not alone.sound else f"{SILENT} without a checkpoint; with one, caught"
            faults.note(risk, kind, told)


def verdict_note(base: Path) -> Checkpoint:
    with closing(open_store(base, create=False)) as store:
        return parse_checkpoint(parse_note(store.signed()[-1].note.encode(), "register"))


TABLES = {
    "what is kept of the tree changed": "UPDATE certdomain_range SET state = substr(state, 2)",
    "what is kept of the tree removed": "DELETE FROM certdomain_range",
    "a root of a subtree changed": "UPDATE certdomain_subtrees SET root = zeroblob(32)",
    "a root of a subtree removed": "DELETE FROM certdomain_subtrees",
    "a root of a subtree added": "INSERT INTO certdomain_subtrees VALUES (8, 77, zeroblob(32))",
    "the digests emptied": "DELETE FROM certdomain_chain",
    "the log emptied": "DELETE FROM stored_events",
    "the schema said to be older": "UPDATE certdomain_meta SET value = '1' WHERE key = 'schema'",
    "the application renamed": "UPDATE certdomain_meta SET value = 'other' WHERE key = 'application'",
    "a trigger that changes what is added": "CREATE TRIGGER t AFTER INSERT ON stored_events BEGIN"
    " UPDATE stored_events SET state = x'7b7d' WHERE rowid = new.rowid; END",
    "a column added": "ALTER TABLE stored_events ADD COLUMN more TEXT",
    "a table of another kind added": "CREATE TABLE more (id INTEGER)",
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(tmp_path: Path, faults: Faults, name: str) -> None:
    """R9. What stands beside the rows, and the tables themselves."""
    path = tmp_path / "register.db"
    note = small(path, 300)
    altered(path, TABLES[name])
    alone, held = verdict(path), verdict(path, note)
    if name == "a table of another kind added":
        assert held.sound
        faults.note("R9", "tables and what is kept beside the rows", "harmless: every record is as before")
        return
    assert not alone.sound
    faults.note("R9", "tables and what is kept beside the rows", alone.caught_by)


@pytest.mark.parametrize(
    "change",
    [
        "SET size = size + 1",
        "SET size = size - 1",
        "SET root = zeroblob(32)",
        "SET root = 'text'",
        "SET note = replace(note, '20', '19')",
        "SET note = 'no note'",
    ],
)
def test_kept_checkpoints(tmp_path: Path, faults: Faults, change: str) -> None:
    """R9. A checkpoint that the register keeps of itself proves nothing, but one that was changed contradicts it."""
    path = tmp_path / "register.db"
    note = small(path, 20)
    altered(path, f"UPDATE certdomain_checkpoints {change}")
    alone = verdict(path)
    assert alone.kinds == [Fault.SIGNED], alone.faults
    assert verdict(path, note).caught_by == alone.caught_by
    faults.note("R9", "checkpoints that the register keeps of itself, changed", alone.caught_by)


def test_kept_checkpoints_that_are_gone(tmp_path: Path, faults: Faults) -> None:
    """R9. Without them, the register is what it was before it was signed."""
    path = tmp_path / "register.db"
    note = small(path, 20)
    altered(path, "DELETE FROM certdomain_checkpoints")
    assert verdict(path, note).sound
    faults.note("R9", "checkpoints that the register keeps of itself, gone", "harmless: only one kept outside proves")


def test_fields_of_records(tmp_path: Path, faults: Faults) -> None:
    """R9. Mark, date, author, title, digest of the regulation …: each field of the stored JSON, one at a time."""
    base = tmp_path / "base.db"
    note = real(base)
    whole = entries(base)
    changes = [(at, path) for at, found in enumerate(whole, 1) for path in leaves(json.loads(found.state))]
    for at, where in faults.some(changes, 20, 1000):
        path = copied(base, tmp_path / "register.db")
        state = json.loads(whole[at - 1].state)
        changed(state, where)
        data = json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode()
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (data, at))
            raw.commit()
        found = verdict(path)
        assert [(fault.what, fault.position, fault.field) for fault in found.faults] == [(Fault.ALTERED, at, "state")]
        renoted(path, tree=True)
        held = verdict(path, note)
        assert verdict(path).sound
        assert held.kinds == [Fault.CHECKPOINT]
        name = next((str(part) for part in reversed(where) if isinstance(part, str)), "?")
        group = name if name in {"mark", "points", "on", "by", "recorded_at", "certification", "status"} else "others"
        faults.note(
            "R9", f"field of a record changed: {group}", f"{found.caught_by}; rewritten, a checkpoint kept outside"
        )


Place = tuple[str | int, ...]


def leaves(value: object, at: Place = ()) -> Iterator[Place]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*at, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, (*at, number))
    else:
        yield at


def changed(value: object, at: Place) -> None:
    for part in at[:-1]:
        value = value[part]  # type: ignore[index]
    old = value[at[-1]]  # type: ignore[index]
    value[at[-1]] = not old if isinstance(old, bool) else f"{old}0"  # type: ignore[index]

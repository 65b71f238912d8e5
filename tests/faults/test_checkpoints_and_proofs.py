"""R11, R12, R13: forged checkpoints, forged proofs, and honest registers that must never be suspected."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from attrs import evolve

from certdomain.errors import BadInput
from certdomain.store import SqliteStore, open_store
from certdomain.transparency import standalone
from certdomain.transparency.checkpoints import Checkpoint, open_checkpoint
from certdomain.transparency.failures import Unproven
from certdomain.transparency.merkle import (
    consistency_path,
    inclusion_path,
    root_at,
    verify_consistency,
    verify_inclusion,
)
from certdomain.transparency.proofs import parse_proof, verify_proof
from tests.faults.registers import record, signed_by, verdict
from tests.faults.tally import Faults
from tests.logs import Log
from tests.test_transparency_notes import FORGED, LOG, MALFORMED

SIZES = range(1, 66)
LONG = Log.of(66)
FOREIGN = Log.of(66, "another history")


@pytest.mark.parametrize("kind", ["malformed", "forged"])
def test_forged_checkpoints(faults: Faults, kind: str) -> None:
    """R11. Other origin, key or size, leading zeros, line ends, no signature: refused by two verifiers."""
    cases = {name: data for name, (data, *_) in (MALFORMED if kind == "malformed" else FORGED).items()}
    assert len(cases) >= 14
    keys = [standalone.read_key(str(LOG.key.verifier))]
    for name, data in cases.items():
        with pytest.raises((BadInput, Unproven)):
            open_checkpoint(data, LOG.trusted)
        if name != "a root of the empty log that is none":  # the single file leaves it be: no entry is in such a log
            with pytest.raises(standalone.Refused):
                standalone.open_checkpoint(data, keys, [])
        faults.note("R11", f"checkpoint {kind}: {len(cases)} ways", "refused")


def test_each_byte_of_a_checkpoint(faults: Faults) -> None:
    """R11. One byte changed, removed, doubled: refused, unless it is of a signature that nobody asked for."""
    good = bytes(LOG.note())
    places = [(at, how) for at in range(len(good)) for how in ("changed", "removed", "doubled")]
    for at, how in faults.some(places, 120):
        byte = {"changed": bytes([good[at] ^ 1]), "removed": b"", "doubled": good[at : at + 1] * 2}[how]
        data = good[:at] + byte + good[at + 1 :]
        if data == good:
            continue
        with pytest.raises((BadInput, Unproven)):
            open_checkpoint(data, LOG.trusted)
        faults.note("R11", f"a byte of a checkpoint {how}", "refused")


def mutations(good: Sequence[bytes]) -> Iterator[list[bytes]]:
    path = list(good)
    yield [*path, bytes(32)]
    yield [bytes(32), *path]
    for at, each in enumerate(path):
        yield [*path[:at], *path[at + 1 :]]
        yield [*path[:at], each, *path[at:]]
        yield [*path[:at], bytes([each[0] ^ 1]) + each[1:], *path[at + 1 :]]
        yield [*path[:at], each[:-1], *path[at + 1 :]]
        if at and each != path[at - 1]:
            yield [*path[: at - 1], each, path[at - 1], *path[at + 1 :]]
    if len(path) > 1:
        yield []
        yield path[::-1]


def refused(call: object, *arguments: object, **named: object) -> None:
    with pytest.raises((Unproven, ValueError)):
        call(*arguments, **named)  # type: ignore[operator]


def test_inclusion_proofs(faults: Faults) -> None:
    """R12. Trees of 1 to 65 leaves, every index: the right proof is accepted, each forgery is refused."""
    for size in faults.some(SIZES, 8):
        root = root_at(LONG.hashes, size)
        for index in range(size):
            leaf = LONG.hashes.hash_at(0, index)
            good = inclusion_path(LONG.hashes, index, size)
            verify_inclusion(leaf, index, size, good, root)
            faults.note("R12", "right proof of inclusion", "accepted")
            count = 0
            for bad in mutations(good):
                refused(verify_inclusion, leaf, index, size, bad, root)
                count += 1
            for other in {*range(size + 1), -1, index + 64} - {index}:
                refused(verify_inclusion, leaf, other, size, good, root)
                count += 1
            for wrong in (0, size - 1, size + 1, 2 * size):
                if wrong != size and wrong <= 66 and root_at(LONG.hashes, wrong) != root:
                    refused(verify_inclusion, leaf, index, wrong, good, root_at(LONG.hashes, wrong))
                    count += 1
            refused(verify_inclusion, FOREIGN.hashes.hash_at(0, index), index, size, good, root)
            refused(verify_inclusion, leaf, index, size, good, root_at(FOREIGN.hashes, size))
            if size > 1:
                refused(verify_inclusion, leaf, index, size, inclusion_path(FOREIGN.hashes, index, size), root)
            faults.note(
                "R12",
                "forged proof of inclusion, trees of 1 to 65 leaves, every index",
                "refused",
                count + 2 + (size > 1),
            )


def test_consistency_proofs(faults: Faults) -> None:
    """R12. Trees of 1 to 65 leaves, every earlier size: the same."""
    for later in faults.some(SIZES, 12):
        new = root_at(LONG.hashes, later)
        for earlier in range(later + 1):
            old = root_at(LONG.hashes, earlier)
            good = consistency_path(LONG.hashes, earlier, later)
            verify_consistency(earlier, later, good, earlier_root=old, later_root=new)
            faults.note("R12", "right proof of consistency", "accepted")
            count = 0
            for bad in mutations(good):
                refused(verify_consistency, earlier, later, bad, earlier_root=old, later_root=new)
                count += 1
            if earlier:
                foreign = root_at(FOREIGN.hashes, earlier)
                refused(verify_consistency, earlier, later, good, earlier_root=foreign, later_root=new)
                refused(
                    verify_consistency,
                    earlier,
                    later,
                    good,
                    earlier_root=old,
                    later_root=root_at(FOREIGN.hashes, later),
                )
                count += 2
            if earlier < later:
                refused(verify_consistency, later, earlier, good, earlier_root=new, later_root=old)
                count += 1
            faults.note(
                "R12", "forged proof of consistency, trees of 1 to 65 leaves, every earlier size", "refused", count
            )


def test_proof_files(faults: Faults) -> None:
    """R12. Whole proof files, by the library and by the single file: bytes changed, cuts, other indexes."""
    log = Log.of(37)
    keys = [str(log.key.verifier)]
    data = bytes(log.proof(21, (3, 20, 36)))
    verify_proof(parse_proof(data), log.trusted)
    forged = [("a byte changed", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) for at in range(len(data))]
    forged += [("cut off", data[:at]) for at in range(len(data))]
    forged += [("another index", bytes(evolve(parse_proof(data), index=at))) for at in range(40) if at != 21]
    for kind, bad in faults.some(forged, 150):
        with pytest.raises((BadInput, Unproven)):
            verify_proof(parse_proof(bad), log.trusted)
        with pytest.raises(standalone.Refused):
            standalone.verify(bad, keys, [], None)
        faults.note("R12", f"proof file, {kind}", "refused by two verifiers")


@pytest.mark.parametrize("part", range(10))
def test_honest_histories(tmp_path: Path, faults: Faults, part: int) -> None:
    """R13. Appends of any size to any streams, reopened, vacuumed, backed up, signed at any time: never an alarm."""
    chance = faults.chance
    path, copy = tmp_path / "register.db", tmp_path / "copy.db"
    begun = time.monotonic()
    for turn in range(faults.few(5, 1000)):
        for file in (path, copy):
            for suffix in ("", "-wal", "-shm"):
                file.with_name(file.name + suffix).unlink(missing_ok=True)
        notes: list[Checkpoint] = []
        versions: dict[str, int] = {}
        store = SqliteStore(path)
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("PRAGMA synchronous=OFF")  # of this connection alone: it only vacuums
            for _ in range(chance.randrange(1, 7)):
                act = chance.choice(["append", "append", "append", "reopen", "vacuum", "sign", "backup"])
                if act == "append":
                    records = []
                    for _ in range(chance.choice([1, 1, 2, 3, 40, 300 if turn % 20 == 0 else 5])):
                        stream = f"journey/{chance.randrange(4)}"
                        versions[stream] = versions.get(stream, 0) + 1
                        records.append(record(stream, versions[stream], chance.randbytes(chance.randrange(60))))
                    store.append(records)
                elif act == "reopen":
                    store.close()
                    store = SqliteStore(path)
                elif act == "vacuum":
                    raw.execute("VACUUM")
                elif act == "sign":
                    notes.append(signed_by(store))
                else:
                    copy.unlink(missing_ok=True)
                    with closing(sqlite3.connect(copy)) as target:
                        raw.backup(target)
                    assert verdict(copy, *notes).sound
        if chance.random() < 0.5:
            store.close()
        found = verdict(path, *notes)
        assert found.sound, (faults.seed, part, turn, found)
        assert found.size == sum(versions.values())
        store.close()
        faults.note("R13", "honest history", "no alarm")
    assert time.monotonic() > begun


def test_honest_registers_of_other_makers(tmp_path: Path, faults: Faults) -> None:
    """R13. A register whose SQLite wrote pages of another size, or that was dumped and loaded again, is the same."""
    for size in (512, 1024, 8192, 65536):
        path = tmp_path / f"{size}.db"
        with closing(open_store(path)) as store:
            for at in range(40):
                store.append([record(f"journey/{at % 3}", at // 3 + 1, bytes(at * 7))])
            note = signed_by(store)
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("PRAGMA journal_mode=DELETE")
            raw.execute(f"PRAGMA page_size={size}")
            raw.execute("VACUUM")
        assert verdict(path, note).sound
        loaded = tmp_path / f"loaded-{size}.db"
        with closing(sqlite3.connect(path)) as raw, closing(sqlite3.connect(loaded)) as target:
            target.executescript("\n".join(raw.iterdump()))
        assert verdict(loaded, note).sound
        faults.note("R13", "pages of another size, dumped and loaded", "no alarm", 2)

"""What a checkpoint kept outside can tell that the register itself cannot, and what a proof proves to a stranger."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import cast

import attrs
import pytest

from certdomain.audit import Refusal, checkpoint, prove, verify
from certdomain.audit.offline import decided_again
from certdomain.cli import main
from certdomain.commands import Deliberate, LogCompanyHours, RecordEvaluation, command_from
from certdomain.errors import BadInput, Damaged
from certdomain.importing import import_file
from certdomain.register import Register
from certdomain.store import Fault, open_store
from certdomain.store.entries import entry_of
from certdomain.store.integrity import kept
from certdomain.transparency.checkpoints import (
    Checkpoint,
    logs_of,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
)
from certdomain.transparency.failures import Unproven
from certdomain.transparency.merkle import Range, leaf_hash
from certdomain.transparency.notes import Note, SigningKey, VerifierKey
from certdomain.transparency.proofs import parse_proof, verifier_source, verify_proof
from tests.test_store import tamper

DEMO = Path(__file__).parents[1] / "plugins/certdomain-inseec/src/certdomain_inseec/demo.jsonl"
KEY = SigningKey("register.example.org", bytes(range(32)))
OTHER = SigningKey("register.example.org", bytes(range(1, 33)))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recorded") / "register.db"
    with Register.open(path) as register:
        assert import_file(register, DEMO).invalid.count == 0
    return path


@pytest.fixture
def path(recorded: Path, tmp_path: Path) -> Path:
    """A register of its own for each test, closed, in one file."""
    return Path(shutil.copy(recorded, tmp_path / "register.db"))


def signed(path: Path, *keys: SigningKey) -> Note:
    with closing(open_store(path)) as store:
        made = checkpoint(store, keys or (KEY,))
    assert isinstance(made, Note)
    return made


def faults(path: Path, *notes: Note) -> list[tuple[Fault, int | None]]:
    with closing(open_store(path, create=False)) as store:
        report = verify(store, checkpoints=[(parse_checkpoint(note), True) for note in notes])
    return [(fault.what, fault.position) for fault in report.faults]


def rewritten(path: Path, *, signed_too: bool = True) -> None:
    """Compute every digest and the tree anew, as only somebody can who knows all of it; and forget what was signed."""
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid")
        parts = [(stream.encode(), version, name.encode(), state) for stream, version, name, state in rows]
        leaves = [leaf_hash(entry_of(*each)) for each in parts]
        raw.execute("DELETE FROM certdomain_chain")
        for position, (each, leaf) in enumerate(zip(parts, leaves, strict=True), start=1):
            raw.execute("INSERT INTO certdomain_chain VALUES (?, ?)", (position, kept(leaf, *each)))
        raw.execute("UPDATE certdomain_range SET state = ?", (bytes(Range.empty().extended_by_hashes(leaves)),))
        if signed_too:
            raw.execute("DELETE FROM certdomain_checkpoints")
        raw.commit()


LAST = "(SELECT MAX(rowid) FROM stored_events)"


class TestCheckpoint:
    def test_an_honest_register_agrees_for_ever(self, path: Path) -> None:
        """Whatever is recorded later, an earlier checkpoint goes on agreeing, also once the file was vacuumed."""
        notes = [signed(path)]
        with Register.open(path) as register:
            journey = register.journey(next(iter(register.journeys())))
            for day in range(1, 4):
                journey.do(LogCompanyHours(on=date(2026, 1, day), hours="7"))
        notes.append(signed(path))
        tamper(path, "VACUUM")

        assert faults(path, *notes) == []

    def test_a_mark_changed_from_8_to_18(self, path: Path) -> None:
        """Each defence says so by its name; the place is the row's."""
        note = signed(path)
        with closing(sqlite3.connect(path)) as raw:
            ((at,),) = raw.execute(
                'SELECT rowid FROM stored_events WHERE instr(CAST(state AS TEXT), \'"mark":"8\') LIMIT 1'
            ).fetchall()
        old, new = '"mark":"8', '"mark":"18'
        changed = f"CAST(replace(CAST(state AS TEXT), '{old}', '{new}') AS BLOB)"
        tamper(path, f"UPDATE stored_events SET state = {changed} WHERE rowid = {at}")

        assert faults(path, note) == [(Fault.ALTERED, at), (Fault.CHECKPOINT, at)]
        rewritten(path)
        assert faults(path) == []
        assert faults(path, note) == [(Fault.CHECKPOINT, 1)]

    def test_the_last_record_removed(self, path: Path) -> None:
        note = signed(path)
        size = parse_checkpoint(note).size
        tamper(path, f"DELETE FROM stored_events WHERE rowid = {LAST}")

        assert faults(path, note) == [(Fault.MISSING, size), (Fault.CHECKPOINT, size)]
        rewritten(path)
        assert faults(path) == []
        assert faults(path, note) == [(Fault.CHECKPOINT, size)]

    def test_an_older_copy_put_in_place(self, path: Path, tmp_path: Path) -> None:
        """From inside, an older copy is a sound register."""
        older = shutil.copy(path, tmp_path / "older.db")
        with Register.open(path) as register:
            journey = register.journey(next(iter(register.journeys())))
            journey.do(LogCompanyHours(on=date(2026, 1, 1), hours="7"))
        note = signed(path)
        size = parse_checkpoint(note).size
        shutil.copy(older, path)

        assert faults(path) == []
        assert faults(path, note) == [(Fault.CHECKPOINT, size)]

    def test_a_copy_without_its_log(self, path: Path, tmp_path: Path) -> None:
        """What still stood in the `-wal` file is missing from a copy of the file alone, which is sound by itself."""
        with Register.open(path) as register:
            journey = register.journey(next(iter(register.journeys())))
            journey.do(LogCompanyHours(on=date(2026, 1, 1), hours="7"))
            made = checkpoint(register.store, [KEY])
            assert isinstance(made, Note)
            copy = Path(shutil.copy(path, tmp_path / "copy.db"))

        assert faults(copy) == []
        assert faults(copy, made) == [(Fault.CHECKPOINT, parse_checkpoint(made).size)]

    def test_what_was_good_is_told_by_the_checkpoint_before(self, path: Path) -> None:
        """Of two checkpoints one agrees: the records up to it are as they were, and the fault lies behind it."""
        first = signed(path)
        with Register.open(path) as register:
            journey = register.journey(next(iter(register.journeys())))
            journey.do(LogCompanyHours(on=date(2026, 1, 1), hours="7"))
        second = signed(path)
        tamper(path, f"UPDATE stored_events SET topic = 'company-hours-logged@9' WHERE rowid = {LAST}")
        rewritten(path)

        with closing(open_store(path)) as store:
            report = verify(store, checkpoints=[(parse_checkpoint(each), True) for each in (first, second)])
        size = parse_checkpoint(first).size
        assert [(fault.what, fault.position) for fault in report.faults] == [(Fault.CHECKPOINT, size + 1)]
        assert (report.prefix, report.proven) == (size, size)

    def test_what_the_register_keeps_of_itself_vouches_only_as_far_as_it_is_signed(self, path: Path) -> None:
        """Whoever rewrote record 5 may also forge a checkpoint that agrees with it: it makes nothing good."""
        outside = signed(path)
        size = parse_checkpoint(outside).size
        tamper(path, "UPDATE stored_events SET topic = 'evaluation-recorded@9' WHERE rowid = 5")
        rewritten(path)
        with closing(sqlite3.connect(path)) as raw:
            rows = raw.execute(
                "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid LIMIT 20"
            )
            leaves = [leaf_hash(entry_of(row[0].encode(), row[1], row[2].encode(), row[3])) for row in rows]
            root = Range.empty().extended_by_hashes(leaves).root()
            for number, key in enumerate((OTHER, KEY), start=1):
                forged = sign_checkpoint(Checkpoint("register.example.org", 20, root), key)
                row = (number, 20, root, bytes(forged).decode())
                raw.execute("INSERT INTO certdomain_checkpoints VALUES (?, ?, ?, ?)", row)
                raw.commit()
                with closing(open_store(path)) as store:
                    told = [(parse_checkpoint(outside), True)]
                    report = verify(store, checkpoints=told, logs=logs_of([KEY.verifier]))
                    untrusting = verify(store, checkpoints=told)
                first = 1 if key is OTHER else 21  # that one the holder of the key did sign
                assert [(fault.what, fault.position) for fault in report.faults] == [(Fault.CHECKPOINT, first)]
                assert f"a record from position {first} to {size} is another" in report.faults[0].actual
                assert report.prefix == first - 1
                assert untrusting.prefix == 0

    @pytest.mark.parametrize(
        "damaged", ["NULL, root, note", "'many', root, note", "1.5, root, note", "size, NULL, NULL"]
    )
    def test_a_checkpoint_of_its_own_of_other_kinds_is_found(self, path: Path, damaged: str) -> None:
        """One bit of a row's header makes a size of records nothing at all: that is told as a fault, and nothing is
        signed on it."""
        outside = signed(path)
        tamper(
            path,
            "ALTER TABLE certdomain_checkpoints RENAME TO whole",
            "CREATE TABLE certdomain_checkpoints (number, size, root, note)",
            f"INSERT INTO certdomain_checkpoints SELECT number, {damaged} FROM whole",
            "DROP TABLE whole",
        )
        assert faults(path, outside)
        with closing(open_store(path)) as store:
            assert isinstance(checkpoint(store, (KEY,)), Refusal)

    def test_a_damaged_register_is_not_signed(self, path: Path) -> None:
        tamper(path, "UPDATE stored_events SET state = x'7b7d' WHERE rowid = 5")
        with closing(open_store(path)) as store:
            made = checkpoint(store, [KEY])

        assert isinstance(made, Refusal)
        assert [fault.position for fault in made.report.faults] == [5]

    def test_a_log_never_signs_against_its_own_word(self, path: Path) -> None:
        """A register that was rewritten, digests, tree and all, is not signed again."""
        signed(path)
        tamper(path, "UPDATE stored_events SET topic = 'evaluation-recorded@9' WHERE rowid = 5")
        rewritten(path, signed_too=False)
        assert faults(path) == [(Fault.SIGNED, 1)]
        with closing(open_store(path)) as store:
            made = checkpoint(store, [KEY])

        assert isinstance(made, Refusal)
        assert {fault.what for fault in made.report.faults} == {Fault.CHECKPOINT}

    def test_nothing_is_signed_that_lacks_what_somebody_else_kept(self, path: Path, tmp_path: Path) -> None:
        older = Path(shutil.copy(path, tmp_path / "older.db"))
        with Register.open(path) as register:
            journey = register.journey(next(iter(register.journeys())))
            journey.do(LogCompanyHours(on=date(2026, 1, 1), hours="7"))
        later = parse_checkpoint(signed(path))
        with closing(open_store(older)) as store:
            assert isinstance(checkpoint(store, [KEY], since=[later]), Refusal)


class TestProof:
    def proof(self, path: Path) -> tuple[bytes, Register]:
        signed(path)
        register = Register.open(path, plugins=[])
        return bytes(prove(register, next(iter(register.journeys())), None)), register

    def test_a_proof_carries_the_journey_and_what_it_rests_on(self, path: Path) -> None:
        """All records of the journey up to the entry, its candidate, its jury, and the regulation itself."""
        data, register = self.proof(path)
        proven = verify_proof(parse_proof(data), logs_of([KEY.verifier]))
        entries = [proven.entry.entry, *(each.entry for each in proven.others)]
        streams = {entry.split(b"\0")[1].partition(b"/")[0] for entry in entries}
        journey = next(iter(register.journeys()))
        regulation = next(each for each in entries if each.split(b"\0")[3] == b"regulation-adopted@1")

        assert {b"journey", b"regulation"} <= streams
        assert sum(entry.split(b"\0")[1] == f"journey/{journey}".encode() for entry in entries) >= 2
        assert json.loads(regulation.split(b"\0", 4)[4])["certification"] == "RNCP38604"
        register.close()

    def test_another_key_proves_nothing(self, path: Path) -> None:
        data, register = self.proof(path)
        register.close()
        with pytest.raises(Unproven):
            verify_proof(parse_proof(data), logs_of([OTHER.verifier]))

    def test_without_a_checkpoint_there_is_no_proof(self, path: Path) -> None:
        with Register.open(path) as register, pytest.raises(BadInput, match="certdomain checkpoint"):
            prove(register, next(iter(register.journeys())), None)

    def test_an_entry_that_is_not_there(self, path: Path) -> None:
        signed(path)
        with Register.open(path) as register, pytest.raises(BadInput, match="an entry of"):
            prove(register, next(iter(register.journeys())), 999)

    def test_a_register_that_left_its_checkpoint_proves_nothing(self, path: Path) -> None:
        note = signed(path)
        tamper(path, "UPDATE stored_events SET topic = 'evaluation-recorded@9' WHERE rowid = 5")
        rewritten(path)
        with Register.open(path) as register, pytest.raises(Damaged):
            prove(register, next(iter(register.journeys())), 1, note)

    def test_every_entry_is_decided_again_from_its_proof_alone(self, path: Path) -> None:
        """No register, no plugin: each entry of each journey, refusals and referrals too, and never a false alarm."""
        signed(path)
        count = 0
        with Register.open(path) as register:
            for journey in register.journeys():
                for recorded in register.journey(journey).records():
                    proof = prove(register, journey, recorded.position)
                    again = decided_again(verify_proof(proof, logs_of([KEY.verifier])))
                    assert again is not None
                    assert (again.same, again.records) == (True, recorded.position), again
                    count += 1
        assert count > 20

    def test_what_was_left_out_of_a_proof_is_named(self, path: Path) -> None:
        """The tree proves what is in the file; that something is not, only what the entries say of each other."""
        data, register = self.proof(path)
        register.close()
        proven = verify_proof(parse_proof(data), logs_of([KEY.verifier]))
        assert proven.others
        for gone in proven.others:
            less = attrs.evolve(proven, others=tuple(each for each in proven.others if each is not gone))
            again = decided_again(less)
            assert again is not None
            assert not again.same
            assert again.missing
            assert not again.differences
        alone = decided_again(attrs.evolve(proven, others=()))
        assert alone is not None
        assert alone.missing[0].startswith("journey/")

    def test_a_decision_that_does_not_follow_from_its_file_is_told(
        self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """By the holder of the key himself: chain, tree and signature are in order, and a mark is another."""
        with Register.open(path) as register:
            journey, at = next(
                (each, mark.position)
                for each in register.journeys()
                for mark in register.journey(each).records()
                for later in register.journey(each).records()
                if isinstance(mark.command, RecordEvaluation) and mark.command.mark is not None
                if isinstance(later.command, Deliberate) and later.answer.accepted and later.position > mark.position
            )
        with closing(sqlite3.connect(path)) as raw:
            where = "WHERE originator_id = ? AND originator_version = ?"
            key = (f"journey/{journey}", at)
            ((state,),) = raw.execute(f"SELECT state FROM stored_events {where}", key).fetchall()
            other = re.sub(rb'"mark":"[0-9.]+"', b'"mark":"0.5"', state)
            assert other != state
            raw.execute(f"UPDATE stored_events SET state = ? {where}", (other, *key))
            raw.commit()
        rewritten(path)
        signed(path)
        proof = tmp_path / "one.tlog-proof"
        with Register.open(path) as register:
            proof.write_bytes(bytes(prove(register, journey, None)))
        assert main(["verify", "--proof", str(proof), "--key", str(KEY.verifier)]) == 0
        out = capsys.readouterr().out
        assert "proven:" in out
        assert "decided again from this file alone: different from what was recorded" in out

    def test_the_single_file_runs_alone(self, path: Path, tmp_path: Path) -> None:
        """In a process without this library, on the proof and a key: it accepts the real one, and no altered one."""
        data, register = self.proof(path)
        register.close()
        program, proof = tmp_path / "verify_proof.py", tmp_path / "one.tlog-proof"
        program.write_text(verifier_source(), encoding="utf-8")

        def run(content: bytes, key: str = str(KEY.verifier)) -> int:
            proof.write_bytes(content)
            command = [sys.executable, "-I", "-S", str(program), "--proof", str(proof), "--key", key]
            return subprocess.run(command, capture_output=True, check=False, cwd=tmp_path).returncode

        assert run(data) == 0
        assert run(data, str(OTHER.verifier)) == 1
        at = data.index(b"index ") + 200
        assert run(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) in (1, 2)


class TestCommands:
    def test_from_a_key_to_a_proof(self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """As a certifier and an auditor would type it; nothing that is handed out holds the secret key."""
        key, note, proof = (str(tmp_path / name) for name in ("log.key", "log.checkpoint", "one.tlog-proof"))
        store = ["--store", str(path)]
        assert main(["key", "new", "register.example.org", "--out", key, "--json"]) == 0
        verifier = json.loads(capsys.readouterr().out)["verifier"]
        assert main(["checkpoint", *store, "--key", key, "--out", note]) == 0
        assert main(["verify", *store, "--checkpoint", note, "--key", verifier, "--json"]) == 0
        capsys.readouterr()
        with Register.open(path) as register:
            journey = next(iter(register.journeys()))
        assert main(["prove", journey, *store, "--out", proof, "--with-verifier"]) == 0
        capsys.readouterr()
        assert main(["verify", "--proof", proof, "--key", verifier, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        secret = Path(key).read_text(encoding="utf-8").strip()

        assert told["proven"] is True
        assert told["again"]["same"] is True
        assert {each["stream"].partition("/")[0] for each in told["entries"]} >= {"journey", "regulation"}
        assert Path(key).stat().st_mode & 0o077 == 0
        assert all(secret not in Path(each).read_text(encoding="utf-8") for each in (note, proof))
        assert (
            open_checkpoint(Path(note).read_bytes(), logs_of([VerifierKey.parse(verifier)])).origin
            == "register.example.org"
        )

    def test_a_number_that_names_no_journey_is_a_position_of_the_log(
        self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As `verify` names it. A journey of that id goes first, and what is none says what stands there."""
        signed(path)
        args = ["--store", str(path), "--out", str(tmp_path / "one.tlog-proof")]
        with closing(open_store(path)) as store:
            log = list(store.scan())
        for at, record in log:
            kind, _, name = record.stream.partition("/")
            code = main(["prove", str(at), *args, "--json"])
            out, err = capsys.readouterr()
            assert code == (0 if kind == "journey" else 2)
            told = json.loads(out)
            if kind == "journey":
                assert (told["journey"], told["entry"], told["index"]) == (name, record.version, at - 1)
            else:
                assert f"at this one stands version {record.version} of '{record.stream}'" in err
        for text in ("0", "-1", str(len(log) + 1), "9" * 40):
            assert main(["prove", text, *args]) == 2
            assert f"or a position of its log, 1 to {len(log)}" in capsys.readouterr().err
        assert main(["prove", "1", "--entry", "1", *args]) == 2
        assert "the id of a journey of this register" in capsys.readouterr().err
        first = next(record for _, record in log if record.name == "candidate-enrolled@1")
        enrolment = re.search(rb'"command":(\{"command":"enrol-candidate".*?\}),"answer"', first.state)
        assert enrolment is not None
        with Register.open(path) as register:
            register.journey("2").do(command_from(json.loads(enrolment[1]), where="here"))
        signed(path)
        assert main(["prove", "2", *args]) == 0
        assert "proves entry 1 of 2, position" in capsys.readouterr().out

    def test_a_log_that_is_not_named_after_its_key(
        self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What `checkpoint --origin` signs can be verified here too, with `--origin`, and without it by nobody."""
        key, note, proof = (str(tmp_path / name) for name in ("log.key", "log.checkpoint", "one.tlog-proof"))
        store = ["--store", str(path)]
        assert main(["key", "new", "signer.example.org", "--out", key, "--json"]) == 0
        verifier = json.loads(capsys.readouterr().out)["verifier"]
        assert main(["checkpoint", *store, "--key", key, "--origin", "log of 2025", "--out", note]) == 0
        with Register.open(path) as register:
            journey = next(iter(register.journeys()))
        assert main(["prove", journey, *store, "--out", proof]) == 0
        for command in (
            ["verify", *store, "--checkpoint", note],
            ["audit", *store, "--on", "2026-01-31", "--checkpoint", note],
            ["verify", "--proof", proof],
        ):
            for origin, code in ((["--origin", "log of 2025"], 0), ([], 1), (["--origin", "log of 2026"], 1)):
                capsys.readouterr()
                assert main([*command, "--key", verifier, *origin]) == code
        assert "log of 2025" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["verify", "--key", str(KEY.verifier)], "--checkpoint FILE"),
            (["audit", "--key", str(KEY.verifier)], "--checkpoint FILE"),
            (["audit", "--sample", "1", "--seed", "x", "--key", str(KEY.verifier)], "--sample"),
            (["verify", "--origin", "log"], "--key beside it"),
            (
                ["verify", "--proof", "a.tlog-proof", "--checkpoint", "b", "--key", str(KEY.verifier)],
                "its own checkpoint",
            ),
        ],
    )
    def test_nothing_that_was_asked_is_passed_over(
        self, path: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A key that nothing is verified with would let somebody believe that something was."""
        assert main([*options, "--store", str(path)]) == 2
        assert said in capsys.readouterr().err

    def test_a_secret_key_given_by_mistake_is_not_shown(
        self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        note, file = tmp_path / "log.checkpoint", tmp_path / "log.key"
        note.write_bytes(bytes(signed(path)))
        file.write_text(f"{KEY.text()}\n", encoding="utf-8")
        for given in (str(file), KEY.text(), f" {KEY.text()}"):
            assert main(["verify", "--store", str(path), "--checkpoint", str(note), "--key", given]) == 2
            said = "".join(capsys.readouterr())
            assert "a signing key, which is secret" in said
            assert KEY.text().rpartition("+")[2] not in said

    def test_a_checkpoint_of_a_longer_log_is_no_fault_of_the_program(
        self, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Of another register, or of this one before records were removed: said with both sizes, by exit code 2."""
        longer, note = tmp_path / "longer.db", tmp_path / "longer.checkpoint"
        shutil.copy(path, longer)
        with Register.open(longer) as register:
            journey = next(iter(register.journeys()))
            register.journey(journey).do(LogCompanyHours(on=date(2025, 1, 1), hours="1"))
        note.write_bytes(bytes(signed(longer)))
        assert main(["prove", journey, "--store", str(path), "--checkpoint", str(note)]) == 2
        assert "expected one of this register, so of at most" in capsys.readouterr().err

    def test_a_key_is_never_overwritten(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        key = tmp_path / "log.key"
        assert main(["key", "new", "a.example", "--out", str(key)]) == 0
        before = key.read_bytes()
        assert main(["key", "new", "a.example", "--out", str(key)]) == 2
        assert key.read_bytes() == before
        assert "--out" in capsys.readouterr().err

    def test_without_a_checkpoint_it_says_what_it_cannot_tell(
        self, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["verify", "--store", str(path)]) == 0
        assert "cannot be told from inside" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "change",
        [
            lambda note: note.replace(b"\n", b"\r\n"),
            lambda note: note.replace(b"register.example.org\n", b"other.example.org\n", 1),
            lambda note: note.split(b"\n\n")[0] + b"\n",
            lambda note: note.replace(b"\n", b"\n0", 1),
            lambda note: b"",
        ],
        ids=["line ends", "origin", "no signature", "leading zero", "empty"],
    )
    def test_a_forged_checkpoint_is_refused(
        self, path: Path, tmp_path: Path, change: object, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "forged"
        file.write_bytes(cast("bytes", change(bytes(signed(path)))))  # type: ignore[operator]
        code = main(["verify", "--store", str(path), "--checkpoint", str(file), "--key", str(KEY.verifier)])

        assert code in (1, 2)
        assert capsys.readouterr().err


def test_checkpoints_of_the_store_in_memory() -> None:
    """The same promises without a file."""
    with Register.open("memory:") as register:
        import_file(register, DEMO)
        made = checkpoint(register.store, [KEY])
        assert isinstance(made, Note)
        told = parse_checkpoint(made)
        proof = prove(register, next(iter(register.journeys())), None)

        assert told == Checkpoint(KEY.name, told.size, register.store.tree().root())
        assert verify(register.store, checkpoints=[(told, True)]).sound
        assert verify_proof(proof, logs_of([KEY.verifier])).checkpoint == told

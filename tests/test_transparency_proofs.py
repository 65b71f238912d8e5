"""Proofs: written and read exactly, refused with the check that failed, and verified by a program of one file alone."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InclusionProof

from certdomain.errors import BadInput
from certdomain.transparency import standalone
from certdomain.transparency.checkpoints import TrustedLog, logs_of
from certdomain.transparency.encoding import encoded
from certdomain.transparency.failures import Unproven, Why
from certdomain.transparency.merkle import leaf_hash
from certdomain.transparency.notes import SigningKey
from certdomain.transparency.proofs import (
    FORMAT,
    Bundle,
    Included,
    Proof,
    make_proof,
    parse_bundle,
    parse_proof,
    verifier_source,
    verify_proof,
)
from tests.logs import ORIGIN, Log, key

LOG = Log.of(70)
VKEY = str(LOG.key.verifier)
PROOF = LOG.proof(17, others=(3, 40, 69))
DATA = bytes(PROOF)


def both_refuse(data: bytes, entry: bytes | None = None, log: Log = LOG) -> Exception:
    """The library and the single file refuse the same; returns the library's reason."""
    with pytest.raises(standalone.Refused):
        standalone.verify(data, [str(log.key.verifier)], [], entry)
    with pytest.raises((BadInput, Unproven)) as refused:
        verify_proof(parse_proof(data), log.trusted, entry)
    return refused.value


def both_accept(data: bytes, entry: bytes | None = None, log: Log = LOG) -> list[tuple[int, bytes]]:
    """Both prove the same entries; returns them."""
    origin, size, root, by, places = standalone.verify(data, [str(log.key.verifier)], [], entry)
    proven = verify_proof(parse_proof(data), log.trusted, entry)
    found = [(each.index, each.entry) for each in (proven.entry, *proven.others)]
    assert [(index, each) for index, each, _ in places] == found
    assert (origin, size, root) == (proven.checkpoint.origin, proven.checkpoint.size, proven.checkpoint.root.hex())
    assert by == [log.key.name]
    return found


class TestForm:
    def test_it_is_written_as_the_format_says(self) -> None:
        proof = evolve(PROOF, extra=b"anything")
        lines = bytes(proof).decode().split("\n")
        assert lines[:3] == [FORMAT, f"extra {encoded(b'anything')}", "index 17"]
        assert lines[3:10] == [encoded(each) for each in proof.path]
        assert "\n".join(lines[10:]).encode() == b"\n" + bytes(LOG.note())

    @given(
        st.integers(0, 2**63 - 1),
        st.lists(st.binary(min_size=32, max_size=32), max_size=64),
        st.binary(max_size=60),
        st.binary(min_size=1, max_size=60) | st.none(),
    )
    def test_it_comes_back_as_it_was_written(
        self, index: int, path: list[bytes], checkpoint: bytes, extra: bytes | None
    ) -> None:
        proof = Proof(index, tuple(path), checkpoint, extra)
        assert parse_proof(bytes(proof)) == proof
        assert standalone.read_proof(bytes(proof)) == (extra, index, path, checkpoint)

    @given(st.binary(max_size=300))
    def test_arbitrary_bytes_are_bad_input(self, data: bytes) -> None:
        for each in (data, FORMAT.encode() + b"\n" + data):
            assert isinstance(both_refuse(each), BadInput)

    @pytest.mark.parametrize(
        ("bad", "said"),
        [
            (lambda text: text.replace("@v1", "@v2", 1), "proof:1: found 'c2sp.org/tlog-proof@v2'"),
            (lambda text: f"\n{text}", "proof:1"),
            (lambda text: f" {text}", "proof:1"),
            (lambda text: text.replace("\n", "\r\n"), "carriage return"),
            (lambda text: text.replace("\nindex 17\n", "\r\nindex 17\n"), "CRLF"),
            (lambda text: text.replace("index 17", "index 017"), "proof:3: field `index`: found 'index 017'"),
            (lambda text: text.replace("index 17", "index 17 "), "without leading zeros or spaces"),
            (lambda text: text.replace("index 17", "index  17"), "without leading zeros or spaces"),
            (lambda text: text.replace("index 17", "index -1"), "without leading zeros or spaces"),
            (lambda text: text.replace("index 17", "index"), "without leading zeros or spaces"),
            (lambda text: text.replace("index 17", "Index 17"), "without leading zeros or spaces"),
            (lambda text: text.replace("index 17", f"index {2**63}"), "without leading zeros or spaces"),
            (lambda text: text.replace("index 17", "index ١٧"), "not ASCII"),
            (lambda text: text.replace("index 17\n", ""), "proof:3: field `index`"),
            (lambda text: text.replace("extra ", "extra  "), "proof:2: .*standard base64"),
            (lambda text: text.replace("extra ", "extra \n"), "proof:2: .*standard base64"),
            (lambda text: text.replace("extra ", "extra AAA=\nextra "), "proof:3: field `index`"),
            (lambda text: text.replace("\nindex 17\n", "\n\nindex 17\n"), "field `index`: found ''"),
            (lambda text: text.replace("\n\n", "\nAAAA\n\n", 1), "proof:11: .*32 bytes in standard base64"),
            (lambda text: text.replace("\n\n", "=\n\n", 1), "proof:10: .*32 bytes in standard base64"),
            (lambda text: text.replace("\n\n", f"{chr(10)}{encoded(bytes(32))}" * 65 + "\n\n", 1), "at most 64"),
            (lambda text: text.replace("\n\n", "\n", 1), "32 bytes in standard base64"),
            (lambda text: text.replace("\n70\n", "\n070\n"), "proof:13: field `size`: found '070'"),
            (lambda text: text.replace("\n— ", "\n- "), "proof:16: .*em dash"),
        ],
    )
    def test_malformed_ones_are_refused_with_the_line(self, bad: Callable[[str], str], said: str) -> None:
        text = DATA.decode()
        assert bad(text) != text
        with pytest.raises(BadInput, match=said):
            raise both_refuse(bad(text).encode())

    def test_line_ends_changed_on_the_way_are_named(self) -> None:
        """What a mail program or an editor may do to the whole file, not to one line of it."""
        with pytest.raises(BadInput, match="carriage return"):
            raise both_refuse(DATA.replace(b"\n", b"\r\n"))
        with pytest.raises(standalone.Refused, match="carriage return"):
            standalone.verify(DATA.replace(b"\n", b"\r\n"), [VKEY], [], None)

    def test_a_path_of_an_entry_is_a_list_also_where_it_is_empty(self) -> None:
        """In a log of one entry the path is empty, and so is an empty map, or text, that stands for it."""
        log = Log.of(1)
        extra = bytes(Bundle(b"entry 0", [Included(0, b"entry 0", ())]))
        proof = evolve(log.proof(0), extra=extra)
        both_accept(bytes(proof), log=log)
        for wrong in (b'"path":{}', b'"path":""'):
            both_refuse(bytes(evolve(proof, extra=extra.replace(b'"path":[]', wrong))), log=log)

    def test_extra_data_of_no_bytes_cannot_be_written(self) -> None:
        with pytest.raises(ValueError, match="leave it out"):
            evolve(PROOF, extra=b"")


class TestBundle:
    @pytest.mark.parametrize(
        "bad",
        [
            lambda text: text + " ",
            lambda text: " " + text,
            lambda text: text.replace(":", ": "),
            lambda text: text.replace('"index":3', '"index":3.0'),
            lambda text: text.replace('"index":3', '"index":"3"'),
            lambda text: text.replace('"index":3', '"index":true'),
            lambda text: text.replace('"index":3', '"index":-3'),
            lambda text: text.replace('"index":3', '"index":null'),
            lambda text: text.replace('"index":3', '"index":1e400'),
            lambda text: text.replace('"index":3', f'"index":{"9" * 5000}'),
            lambda text: text.replace("bundle@1", "bundle@2"),
            lambda text: text.replace('"entry"', '"entri"', 1),
            lambda text: text.replace('"others"', '"others":[],"others"'),
            lambda text: text.replace('"others":[', '"others":[null,'),
            lambda text: text.replace('"path":["', '"path":["AAAA","', 1),
            lambda text: text.replace('"path":["', '"path":[7,"', 1),
            lambda text: text.replace('"path":[', '"path":"",":[', 1),
            lambda text: text.replace("{", '{"about":"me",', 1),
            lambda text: text.replace('{"entry":"ZW50cnkgMw==', '{"about":1,"entry":"ZW50cnkgMw=='),
            lambda text: text.replace("ZW50cnkgMTc=", "ZW50cnkgMTd="),  # other bits in the padding
            lambda text: json.dumps({**json.loads(text), "others": json.loads(text)["others"][::-1]}),
            lambda text: json.dumps(
                {**json.loads(text), "others": json.loads(text)["others"][:1] * 2},
                sort_keys=True,
                separators=(",", ":"),
            ),
            lambda text: json.dumps(
                {**json.loads(text), "others": json.loads(text)["others"][::-1]}, sort_keys=True, separators=(",", ":")
            ),
            lambda text: json.dumps({**json.loads(text), "others": {}}, sort_keys=True, separators=(",", ":")),
            lambda text: json.dumps({**json.loads(text), "others": ""}, sort_keys=True, separators=(",", ":")),
            lambda text: json.dumps({**json.loads(text), "path": []}, sort_keys=True, separators=(",", ":")),
            lambda text: "[" * 100_000,
            lambda text: "[]",
            lambda text: "null",
            lambda text: '{"format":"certdomain-bundle@1"}',
        ],
    )
    def test_there_is_one_form_only(self, bad: Callable[[str], str]) -> None:
        assert PROOF.extra is not None
        text = PROOF.extra.decode()
        assert bad(text) != text
        both_refuse(bytes(evolve(PROOF, extra=bad(text).encode())))
        with pytest.raises(BadInput, match="in its canonical form"):
            parse_bundle(bad(text).encode())

    def test_it_comes_back_in_the_order_of_the_log(self) -> None:
        others = [Included(9, b"nine", (bytes(32),)), Included(2, b"", ())]
        bundle = Bundle(b"\x00\xff", others)
        assert [each.index for each in bundle.others] == [2, 9]
        assert parse_bundle(bytes(bundle)) == bundle
        with pytest.raises(ValueError, match="twice"):
            Bundle(b"", [others[0], others[0]])


class TestVerifying:
    @pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65])
    def test_every_entry_of_every_size_is_proven(self, size: int) -> None:
        log = Log.of(size)
        for index in range(size):
            others = {0, size - 1, size // 2} - {index}
            found = both_accept(bytes(log.proof(index, others)), log=log)
            assert found == [(each, log.entries[each]) for each in (index, *sorted(others))]

    def test_old_proofs_stay_valid_while_the_log_grows_and_changes_its_key(self) -> None:
        old = bytes(LOG.proof(5, size=9))
        assert both_accept(old) == [(5, b"entry 5")]
        logs = logs_of([key(ORIGIN, 7).verifier, LOG.key.verifier])
        assert verify_proof(parse_proof(old), logs).checkpoint.size == 9

    def test_an_entry_of_ones_own_is_verified_with_and_without_extra_data(self) -> None:
        for extra in (PROOF.extra, None, b"something of another program", b'{"format":"other"}'):
            data = bytes(evolve(PROOF, extra=extra))
            assert both_accept(data, b"entry 17")[0] == (17, b"entry 17")
            refused = both_refuse(data, b"entry 18")
            assert isinstance(refused, Unproven)
            assert refused.why is (Why.LEAF if extra == PROOF.extra else Why.ROOT)

    def test_the_check_that_failed_is_named(self) -> None:
        other = Log.of(70, "another log's entry", key("other.example", 5))
        stranger = Log.of(70, signed=key(ORIGIN, 6))
        longer = Log.of(71)
        foreign = Log.of(70, "another history")
        for why, said, proof in (
            (Why.NO_ENTRY, "carries no entry", evolve(PROOF, extra=None)),
            (Why.ORIGIN, "of the log 'other.example'", other.proof(17)),
            (Why.NO_KNOWN_KEY, "no signature by a known key", stranger.proof(17)),
            (
                Why.SIGNATURE,
                "not of this text",
                evolve(PROOF, checkpoint=PROOF.checkpoint.replace(b"\n70\n", b"\n71\n")),
            ),
            (
                Why.INDEX,
                "index 70 does not exist in a tree of 70 leaves",
                evolve(longer.proof(70), checkpoint=PROOF.checkpoint),
            ),
            (Why.ROOT, "path from leaf 16 leads to the root", evolve(PROOF, index=16)),
            (Why.PATH_LENGTH, "needs 7", evolve(PROOF, path=PROOF.path[:-1])),
            (Why.PATH_LENGTH, "needs 7", evolve(PROOF, path=(*PROOF.path, bytes(32)))),
            (Why.ROOT, "leads to the root", evolve(PROOF, path=PROOF.path[::-1])),
            (Why.ROOT, "leads to the root", evolve(foreign.proof(17), checkpoint=PROOF.checkpoint)),
            (Why.ROOT, "leads to the root", evolve(PROOF, extra=LOG.proof(18).extra)),
        ):
            refused = both_refuse(bytes(proof))
            assert isinstance(refused, Unproven)
            assert refused.why is why
            assert said in str(refused)

    def test_every_other_entry_of_a_bundle_is_verified(self) -> None:
        """One forged among many is enough: its bytes, its place, or its path."""
        bundle = parse_bundle(PROOF.extra or b"")
        for at, good in enumerate(bundle.others):
            for forged in (
                evolve(good, entry=b"forged"),
                evolve(good, index=good.index - 1),
                evolve(good, path=(bytes(32), *good.path[1:])),
                evolve(good, path=good.path[1:]),
                evolve(good, index=70),
            ):
                others = (*bundle.others[:at], forged, *bundle.others[at + 1 :])
                assert isinstance(
                    both_refuse(bytes(evolve(PROOF, extra=bytes(Bundle(bundle.entry, others))))), Unproven
                )

    def test_a_log_does_not_hand_out_what_would_not_verify(self) -> None:
        with pytest.raises(Unproven):
            make_proof(LOG.hashes, LOG.note(), 17, b"entry 17", {3: b"not entry 3"})
        with pytest.raises(Unproven):
            make_proof(LOG.hashes, LOG.note(), 17, b"not entry 17", {})
        with pytest.raises(ValueError, match="has no leaf 70"):
            make_proof(LOG.hashes, LOG.note(), 70, b"", {})

    def test_an_independent_library_accepts_a_parsed_proof(self) -> None:
        """From the file's own lines: the path, the index, and size and root of the signed checkpoint."""
        proof = parse_proof(DATA)
        tree = verify_proof(proof, LOG.trusted).checkpoint
        sides, at, last = [], proof.index, tree.size - 1
        while last:
            if at & 1 or at < last:
                sides.append(at & 1)
            at, last = at >> 1, last >> 1
        theirs = InclusionProof.deserialize(
            {
                "type": "inclusion",
                "metadata": {"algorithm": "sha256", "security": True, "size": tree.size, "index": proof.index + 1},
                "rule": [*sides, 0],
                "path": [each.hex() for each in (leaf_hash(b"entry 17"), *proof.path)],
            }
        )
        theirs.verify(leaf_hash(b"entry 17"), tree.root, index=18, size=70)


def line_mutations(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every line: taken away, emptied, doubled, lengthened, shortened, in capitals, exchanged with the next."""
    lines = data.split(b"\n")[:-1]

    def joined(*parts: bytes) -> bytes:
        return b"".join(part + b"\n" for part in parts)

    for at, line in enumerate(lines):
        before, behind = lines[:at], lines[at + 1 :]
        yield f"line {at + 1} taken away", joined(*before, *behind)
        if at < len(lines) - 1:  # the same signature twice is still a signature
            yield f"line {at + 1} doubled", joined(*before, line, line, *behind)
        if line:
            yield f"line {at + 1} emptied", joined(*before, b"", *behind)
        yield f"line {at + 1} with a space behind it", joined(*before, line + b" ", *behind)
        yield f"line {at + 1} with a space before it", joined(*before, b" " + line, *behind)
        yield f"line {at + 1} with a carriage return", joined(*before, line + b"\r", *behind)
        yield f"line {at + 1} cut", joined(*before, line[:-1] or b"x", *behind)
        if line.upper() != line:
            yield f"line {at + 1} in capitals", joined(*before, line.upper(), *behind)
    for at, (line, following) in enumerate(pairwise(lines)):
        if line != following:
            yield f"lines {at + 1} and {at + 2} exchanged", joined(*lines[:at], following, line, *lines[at + 2 :])
    yield "an empty line behind", data + b"\n"
    yield "a line behind", data + b"hello\n"
    yield "no newline at the end", data[:-1]


class TestMutations:
    def test_every_mutated_line_is_refused(self) -> None:
        tried = 0
        for what, bad in line_mutations(DATA):
            tried += 1
            try:
                both_refuse(bad)
            except pytest.fail.Exception as accepted:
                raise AssertionError(what) from accepted
        assert tried > 100

    def test_every_byte_counts(self) -> None:
        """One flipped bit at each byte of a small proof, another bit from byte to byte."""
        log = Log.of(5)
        data = bytes(log.proof(2, others=[4]))
        for at in range(len(data)):
            bad = bytearray(data)
            bad[at] ^= 1 << at % 8
            both_refuse(bytes(bad), log=log)

    def test_every_cut_is_refused(self) -> None:
        log = Log.of(3)
        data = bytes(log.proof(1))
        for length in range(len(data)):
            both_refuse(data[:length], log=log)


def run(folder: Path, data: bytes, *arguments: str, vkey: str = VKEY) -> subprocess.CompletedProcess[str]:
    """The single file, copied out of the package, in an isolated interpreter that finds no other module."""
    program = folder / "verify_proof.py"
    program.write_text(verifier_source(), encoding="utf-8")
    proof = folder / "decision.tlog-proof"
    proof.write_bytes(data)
    command = [sys.executable, "-I", "-S", str(program), "--proof", str(proof), "--key", vkey, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=folder)


class TestStandalone:
    def test_it_is_short_and_imports_only_the_standard_library(self) -> None:
        source = verifier_source()
        assert source.count("\n") < 250
        imported = {
            name.partition(".")[0]
            for each in ast.walk(ast.parse(source))
            for name in (
                [alias.name for alias in each.names]
                if isinstance(each, ast.Import)
                else [each.module or ""]
                if isinstance(each, ast.ImportFrom)
                else []
            )
        }
        assert "certdomain" not in imported
        assert imported <= sys.stdlib_module_names

    def test_it_parses_as_an_older_python(self) -> None:
        ast.parse(verifier_source(), feature_version=(3, 9))

    def test_it_accepts_a_real_proof(self, tmp_path: Path) -> None:
        done = run(tmp_path, DATA, "--show")
        assert (done.returncode, done.stderr) == (0, "")
        first, *rest = done.stdout.splitlines()
        assert first == f"PROVEN: 4 of the 70 entries of the log '{ORIGIN}', signed by '{ORIGIN}'"
        assert rest[1::2] == ["entry 17", "entry 3", "entry 40", "entry 69"]
        assert rest[0].startswith("entry 17: 8 bytes, SHA-256 ")

    def test_it_speaks_json(self, tmp_path: Path) -> None:
        told = json.loads(run(tmp_path, DATA, "--json").stdout)
        assert told["proven"] is True
        assert told["entries"][0] == {"index": 17, "entry": b64encode(b"entry 17").decode()}
        assert (told["log"], told["size"], told["root"]) == (ORIGIN, 70, LOG.checkpoint().root.hex())
        told = json.loads(run(tmp_path, DATA.replace(b"index 17", b"index 18"), "--json").stdout)
        assert told["proven"] is False
        assert "does not lead to the root" in told["why"]

    def test_it_verifies_an_entry_from_a_file(self, tmp_path: Path) -> None:
        entry = tmp_path / "entry"
        data = bytes(evolve(PROOF, extra=None))
        entry.write_bytes(b"entry 17")
        assert run(tmp_path, data, "--entry", str(entry)).returncode == 0
        entry.write_bytes(b"entry 18")
        done = run(tmp_path, data, "--entry", str(entry))
        assert (done.returncode, done.stdout) == (1, "")
        assert "does not lead to the root" in done.stderr
        assert "no entry" in run(tmp_path, data).stderr
        assert "another entry" in run(tmp_path, DATA, "--entry", str(entry)).stderr

    def test_it_takes_several_keys_and_an_origin(self, tmp_path: Path) -> None:
        new = key("signer.example", 8)
        assert run(tmp_path, DATA, "--key", str(new.verifier)).returncode == 0
        signed = Log([*LOG.entries], SigningKey(ORIGIN, new.seed), LOG.hashes)
        assert run(tmp_path, bytes(signed.proof(1)), "--key", str(signed.key.verifier)).returncode == 0
        note = signed.checkpoint().text
        by_other = bytes(new.sign(note.encode()).__str__() + "\n", "utf-8")
        data = bytes(evolve(LOG.proof(1), checkpoint=note.encode() + b"\n" + by_other))
        assert "wrong key" in run(tmp_path, data).stderr
        done = run(tmp_path, data, "--origin", ORIGIN, vkey=str(new.verifier))
        assert done.returncode == 0
        assert "wrong origin" in run(tmp_path, data, vkey=str(new.verifier)).stderr
        logs = [TrustedLog(ORIGIN, (new.verifier,))]
        assert verify_proof(parse_proof(data), logs).entry.index == 1

    @pytest.mark.parametrize(
        ("vkey", "status", "said"),
        [
            (str(key(ORIGIN, 2).verifier), 1, "wrong key"),
            (str(key("other.example").verifier), 1, "wrong origin"),
            (VKEY[:-1], 2, "key"),
            (VKEY.replace(ORIGIN, "x"), 2, "not the id of this name"),
            ("", 2, "key"),
            ("absent.key", 2, "absent.key"),
            (LOG.key.text(), 2, "this is a signing key, which is secret"),
        ],
    )
    def test_it_says_what_is_wrong_with_the_key(self, tmp_path: Path, vkey: str, status: int, said: str) -> None:
        done = run(tmp_path, DATA, vkey=vkey)
        assert (done.returncode, done.stdout) == (status, "")
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    def test_it_takes_the_key_from_a_file_and_never_shows_a_secret_one(self, tmp_path: Path) -> None:
        """As `certdomain verify` does: who was sent a file with the key need not open it."""
        file = tmp_path / "log.pub"
        file.write_text(f"{VKEY}\n", encoding="utf-8")
        assert run(tmp_path, DATA, vkey=str(file)).returncode == 0
        secret = LOG.key.text()
        file.write_text(f"{secret}\n", encoding="utf-8")
        for mistaken in (str(file), secret, f" {secret}"):
            done = run(tmp_path, DATA, vkey=mistaken)
            assert done.returncode == 2
            assert secret.rpartition("+")[2] not in done.stdout + done.stderr

    def test_a_missing_file_is_no_traceback(self, tmp_path: Path) -> None:
        done = run(tmp_path, DATA, "--entry", str(tmp_path / "absent"))
        assert done.returncode == 2
        assert "Traceback" not in done.stderr

    def test_what_it_shows_cannot_command_a_terminal(self, tmp_path: Path) -> None:
        log = Log.of(1, "\x1b[31m\u202e")
        done = run(tmp_path, bytes(log.proof(0)), "--show", vkey=str(log.key.verifier))
        assert done.returncode == 0
        assert done.stdout.splitlines()[-1] == r"\x1b[31m\u202e 0"

    def test_as_a_process_it_refuses_mutated_proofs(self, tmp_path: Path) -> None:
        """A sample of the mutated lines and bytes, each with a real process."""
        bad = [data for _, data in line_mutations(DATA)][::5]
        for at in range(0, len(DATA), len(DATA) // 20):
            flipped = bytearray(DATA)
            flipped[at] ^= 1
            bad.append(bytes(flipped))
        assert len(bad) > 40
        for data in bad:
            done = run(tmp_path, data)
            assert done.returncode in {1, 2}
            assert done.stdout == ""
            assert done.stderr.startswith("NOT PROVEN: ")
            assert "Traceback" not in done.stderr

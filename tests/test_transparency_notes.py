"""Signed notes and checkpoints: vectors made by others, and a table of forged ones with the reason of each refusal."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certdomain.errors import BadInput
from certdomain.transparency import standalone
from certdomain.transparency.checkpoints import (
    Checkpoint,
    TrustedLog,
    logs_of,
    open_checkpoint,
    parse_checkpoint,
    require_consistent,
    sign_checkpoint,
)
from certdomain.transparency.failures import MissingLibrary, Unproven, Why
from certdomain.transparency.merkle import EMPTY_ROOT, consistency_path
from certdomain.transparency.notes import (
    MOST_BYTES,
    MOST_SIGNATURES,
    Note,
    Signature,
    SigningKey,
    VerifierKey,
    parse_note,
    sign_note,
    signers,
)
from tests.logs import ORIGIN, Log, key

# RFC 8032, section 7.1: secret, public, message, signature.
ED25519 = {
    "test 1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    "test 2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    "test 3": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
    "test SHA(abc)": (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        (
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
            "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        ),
    ),
}

# The example of the documentation of Go's package golang.org/x/mod/sumdb/note, made by another implementation.
GO_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()


def b64(data: bytes) -> str:
    return b64encode(data).decode()


class TestVectors:
    @pytest.mark.parametrize("name", ED25519)
    def test_ed25519_as_the_rfc_has_it(self, name: str) -> None:
        """Signing, verifying with the library, and verifying with the single file's own arithmetic."""
        secret, public, message, signature = map(bytes.fromhex, ED25519[name])
        signing = SigningKey("rfc.example", secret)
        assert signing.verifier.public == public
        assert signing.sign(message).value == signature
        assert signing.verifier.accepts(signature, message)
        assert standalone.signed_by(public, signature, message)
        for bit in range(0, 512, 11):
            wrong = (int.from_bytes(signature) ^ 1 << bit).to_bytes(64)
            assert not signing.verifier.accepts(wrong, message)
            assert not standalone.signed_by(public, wrong, message)
        assert not signing.verifier.accepts(signature, message + b"\n")
        assert not standalone.signed_by(public, signature, message + b"\n")

    def test_an_s_above_the_order_of_the_group_is_refused(self) -> None:
        """The same signature written another way: whoever accepts it lets others make a second one."""
        _, public, message, signature = map(bytes.fromhex, ED25519["test 2"])
        s = int.from_bytes(signature[32:], "little") + standalone.ORDER
        other = signature[:32] + s.to_bytes(32, "little")
        assert not standalone.signed_by(public, other, message)
        assert not VerifierKey("rfc.example", public).accepts(other, message)

    def test_bytes_that_are_no_point_in_canonical_form_are_refused(self) -> None:
        for data in (
            standalone.P.to_bytes(32, "little"),  # 0, written as p
            (standalone.P + 1).to_bytes(32, "little"),  # 1, written as p + 1
            (1 | 1 << 255).to_bytes(32, "little"),  # x is 0 and has a sign
            (2).to_bytes(32, "little"),  # no point has this y
        ):
            assert standalone.point_of(data) is None
            assert not standalone.signed_by(data, bytes(64), b"")

    @given(st.binary(min_size=32, max_size=32), st.binary(max_size=60))
    def test_the_single_file_and_the_library_agree_on_signatures(self, seed: bytes, text: bytes) -> None:
        signing = SigningKey("name", seed)
        signature = signing.sign(text).value
        assert standalone.signed_by(signing.verifier.public, signature, text)
        assert not standalone.signed_by(signing.verifier.public, signature, text + b"x")

    def test_a_note_of_another_implementation(self) -> None:
        """Keys, ids, text and signature as Go's package writes them, byte for byte."""
        signing = SigningKey.parse(GO_PRIVATE)
        assert signing.text() == GO_PRIVATE
        assert str(signing.verifier) == GO_PUBLIC
        assert VerifierKey.parse(GO_PUBLIC) == signing.verifier
        assert bytes(sign_note(GO_TEXT, signing)) == GO_NOTE
        assert signers(parse_note(GO_NOTE), [signing.verifier]) == (signing.verifier,)

    def test_the_key_of_a_public_log(self) -> None:
        text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
        assert str(VerifierKey.parse(text)) == text


class TestKeys:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "expected <name>"),
            ("PeterNeumann", "expected <name>"),
            (GO_PUBLIC.replace("c74f20a3", "C74F20A3"), "expected <name>"),
            (GO_PUBLIC.replace("c74f20a3", "c74f20a"), "expected <name>"),
            (GO_PUBLIC.replace("PeterNeumann", "Peter Neumann"), "expected <name>"),
            (GO_PUBLIC.replace("PeterNeumann", "Peter\u2003Neumann"), "expected <name>"),
            (GO_PUBLIC.replace("PeterNeumann", ""), "expected <name>"),
            (GO_PUBLIC.replace("PeterNeumann", "PeterNeuman"), "found the id c74f20a3; expected"),
            (GO_PUBLIC.replace("c74f20a3", "c74f20a4"), "expected c74f20a3"),
            (GO_PUBLIC + "\n", "standard base64"),
            (GO_PUBLIC + "=", "standard base64"),
            (GO_PUBLIC[:-1], "standard base64"),
            (f"x+00000000+{b64(b'')}", "no type byte"),
            (f"x+00000000+{b64(bytes([4]) * 33)}", "type 0x04"),
            (f"x+00000000+{b64(bytes([1]) * 32)}", "32 bytes of key material"),
            (GO_PRIVATE, "a signing key, which is secret"),
        ],
    )
    def test_malformed_keys(self, text: str, said: str) -> None:
        with pytest.raises(BadInput, match=said):
            VerifierKey.parse(text)

    def test_a_secret_is_never_shown(self) -> None:
        """Not by repr, and not by a message about a key that cannot be read."""
        secret = GO_PRIVATE.rpartition("+")[2]
        signing = SigningKey.parse(GO_PRIVATE)
        assert secret not in repr(signing)
        assert repr(signing.seed) not in repr(signing)
        for bad in (
            secret,
            GO_PRIVATE[:-1],
            GO_PRIVATE.replace("c74f20a3", "00000000"),
            GO_PRIVATE.replace("KEY", "Key"),
        ):
            with pytest.raises(BadInput) as refused:
                SigningKey.parse(bad)
            assert secret[:12] not in str(refused.value)
        for mistaken in (GO_PRIVATE, f" {GO_PRIVATE}", GO_PRIVATE[:-1], f"{GO_PRIVATE}\n"):
            with pytest.raises(BadInput) as refused:
                VerifierKey.parse(mistaken)
            assert secret[:12] not in str(refused.value)

    def test_new_keys_differ_and_come_back_from_their_text(self) -> None:
        first, second = SigningKey.new("a"), SigningKey.new("a")
        assert first != second
        assert SigningKey.parse(first.text()) == first

    @pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\x01b", "a\udc80"])
    def test_names_that_no_key_may_have(self, name: str) -> None:
        with pytest.raises(BadInput, match="field `name`"):
            SigningKey(name, bytes(32))

    @pytest.mark.parametrize("length", [0, 31, 33])
    def test_keys_of_another_length(self, length: int) -> None:
        with pytest.raises(BadInput, match=f"found {length} bytes"):
            VerifierKey("a", bytes(length))


LOG = Log.of(11)
GOOD = bytes(LOG.note())
SIGNED = GOOD.partition(b"\n\n")[2]
TEXT = LOG.checkpoint().text
ROOT = b64(LOG.checkpoint().root)


def signed(text: str) -> bytes:
    """A forger who has the key: what he signs must still have the form of a checkpoint."""
    return bytes(sign_note(text, LOG.key))


def without_check(text: str) -> bytes:
    """A signed text that our own `sign_note` would refuse."""
    return bytes(Note(text, (LOG.key.sign(text.encode()),)))


MALFORMED = {
    "no signature": (TEXT.encode(), "no empty line"),
    "no signature behind the empty line": (TEXT.encode() + b"\n", "nothing behind the last empty line"),
    "empty": (b"", "no empty line"),
    "only newlines": (b"\n\n\n", "nothing behind the last empty line"),
    "no newline at the end": (GOOD[:-1], "a newline at the end"),
    "an empty line at the end": (GOOD + b"\n", "nothing behind the last empty line"),
    "CRLF throughout": (GOOD.replace(b"\n", b"\r\n"), "CRLF"),
    "CRLF in the signed text": (without_check(TEXT.replace("\n", "\r\n")), "CRLF"),
    "a tab": (without_check(TEXT.replace("\n", "\t\n", 1)), "U[+]0009"),
    "a NUL": (GOOD.replace(b"11", b"11\0"), "U[+]0000"),
    "no UTF-8": (GOOD.replace(b"registre", b"registr\xe9", 1), "checkpoint:1: found byte 0xe9"),
    "a hyphen for the dash": (GOOD.replace("—".encode(), b"-"), "em dash"),
    "an en dash": (GOOD.replace("—".encode(), "–".encode()), "em dash"),
    "two spaces": (GOOD.replace("— ".encode(), "—  ".encode()), "em dash"),
    "a space behind the signature": (GOOD[:-1] + b" \n", "standard base64"),
    "a signature without padding": (GOOD.replace(b"=\n", b"\n"), "standard base64"),
    "base64 for URLs": (GOOD[:-5] + b"_-A=\n", "standard base64"),
    "a short signature": (f"{TEXT}\n— {ORIGIN} {b64(LOG.key.verifier.id)}\n".encode(), "a signature of 4 bytes"),
    "a signature line with no name": (f"{TEXT}\n— {b64(bytes(68))}\n".encode(), "em dash, space, key name"),
    "a name with a plus": (GOOD.replace("— registre".encode(), "— re+gistre".encode()), "no space and no [+]"),
    "a name with a wide space": (
        GOOD.replace("— registre".encode(), "— re\u3000gistre".encode()),
        "no space and no [+]",
    ),
    "a line between the signatures": (GOOD + b"hello\n" + SIGNED, "em dash"),
    "leading zero": (signed(TEXT.replace("\n11\n", "\n011\n")), "checkpoint:2: field `size`: found '011'"),
    "a plus before the size": (signed(TEXT.replace("\n11\n", "\n+11\n")), "without leading zeros"),
    "a negative size": (signed(TEXT.replace("\n11\n", "\n-1\n")), "without leading zeros"),
    "a space behind the size": (signed(TEXT.replace("\n11\n", "\n11 \n")), "without leading zeros or spaces"),
    "an underscore": (signed(TEXT.replace("\n11\n", "\n1_1\n")), "without leading zeros"),
    "digits of another script": (signed(TEXT.replace("\n11\n", "\n١١\n")), "without leading zeros"),
    "a size beyond 63 bits": (signed(TEXT.replace("\n11\n", f"\n{2**63}\n")), "at most 9223372036854775807"),
    "a size of 5000 digits": (signed(TEXT.replace("\n11\n", f"\n{'1' * 5000}\n")), "at most 9223372036854775807"),
    "no root": (signed(f"{ORIGIN}\n11\n"), "found 2 lines; expected three"),
    "only an origin": (signed(f"{ORIGIN}\n"), "found one line"),
    "a root of 31 bytes": (signed(f"{ORIGIN}\n11\n{b64(bytes(31))}\n"), "checkpoint:3: field `root`"),
    "a root without padding": (signed(f"{ORIGIN}\n11\n{ROOT[:-1]}\n"), "32 bytes in standard base64"),
    "a root with another last bit": (signed(f"{ORIGIN}\n11\n{b64(bytes(32))[:-2]}B=\n"), "32 bytes in standard base64"),
    "a space behind the root": (signed(f"{ORIGIN}\n11\n{ROOT} \n"), "nothing behind it"),
    "a root of the empty log that is none": (signed(f"{ORIGIN}\n0\n{ROOT}\n"), "of the empty log"),
    "no origin": (signed(f"\n11\n{ROOT}\n"), "no empty line before the signatures"),
    "an empty line in the text": (signed(f"{TEXT}\nmore\n"), "no empty line before the signatures"),
    "too many signatures": (GOOD + SIGNED * MOST_SIGNATURES, f"at most {MOST_SIGNATURES}"),
    "too large": (GOOD + b"x" * MOST_BYTES, f"at most {MOST_BYTES}"),
}
WITNESS = key("witness.example", 2)
STRANGER = key(ORIGIN, 3)
FORGED = {
    "another size": (GOOD.replace(b"\n11\n", b"\n12\n"), Why.SIGNATURE, "not of this text"),
    "a smaller size": (GOOD.replace(b"\n11\n", b"\n1\n"), Why.SIGNATURE, "not of this text"),
    "another root": (GOOD.replace(ROOT.encode(), b64(bytes(32)).encode()), Why.SIGNATURE, "not of this text"),
    "an extension line": (GOOD.replace(b"\n\n", b"\nmore\n\n"), Why.SIGNATURE, "not of this text"),
    "the signature of another checkpoint": (
        TEXT.encode() + b"\n" + bytes(LOG.note(10)).partition(b"\n\n")[2],
        Why.SIGNATURE,
        "not of this text",
    ),
    "a cut signature": (
        f"{TEXT}\n{Signature(ORIGIN, LOG.key.verifier.id, LOG.key.sign(TEXT.encode()).value[:-1])}\n".encode(),
        Why.SIGNATURE,
        "not of this text",
    ),
    "a good and a bad signature of the same key": (
        GOOD + f"{Signature(ORIGIN, LOG.key.verifier.id, bytes(64))}\n".encode(),
        Why.SIGNATURE,
        "not of this text",
    ),
    "another key of the same name": (bytes(sign_note(TEXT, STRANGER)), Why.NO_KNOWN_KEY, "known is .*; signed by"),
    "another key under this key's id": (
        f"{TEXT}\n{Signature(ORIGIN, LOG.key.verifier.id, STRANGER.sign(TEXT.encode()).value)}\n".encode(),
        Why.SIGNATURE,
        "not of this text",
    ),
    "this key under another name": (
        f"{TEXT}\n{Signature('other.example', LOG.key.verifier.id, LOG.key.sign(TEXT.encode()).value)}\n".encode(),
        Why.NO_KNOWN_KEY,
        "signed by other.example",
    ),
    "only a witness": (bytes(sign_note(TEXT, WITNESS)), Why.NO_KNOWN_KEY, "signed by witness.example"),
    "another log's origin": (signed(TEXT.replace(ORIGIN, "other.example")), Why.ORIGIN, "of the log 'other.example'"),
    "a space behind the origin": (signed(TEXT.replace(ORIGIN, f"{ORIGIN} ")), Why.ORIGIN, "logs that are accepted"),
    "the origin in capitals": (signed(TEXT.replace(ORIGIN, ORIGIN.upper())), Why.ORIGIN, "logs that are accepted"),
}


class TestCheckpoints:
    @pytest.mark.parametrize("case", MALFORMED)
    def test_malformed_ones_are_refused_with_what_was_expected(self, case: str) -> None:
        data, said = MALFORMED[case]
        assert data != GOOD
        with pytest.raises(BadInput, match=said):
            open_checkpoint(data, LOG.trusted)
        if case != "a root of the empty log that is none":  # the single file leaves it be: no entry is in such a log
            with pytest.raises(standalone.Refused):
                standalone.open_checkpoint(data, [standalone.read_key(str(LOG.key.verifier))], [])

    @pytest.mark.parametrize("case", FORGED)
    def test_forged_ones_are_refused_with_the_check_that_failed(self, case: str) -> None:
        data, why, said = FORGED[case]
        with pytest.raises(Unproven, match=said) as refused:
            open_checkpoint(data, LOG.trusted)
        assert refused.value.why is why
        with pytest.raises(standalone.Refused):
            standalone.open_checkpoint(data, [standalone.read_key(str(LOG.key.verifier))], [])

    def test_a_signed_one_is_what_was_signed(self) -> None:
        assert open_checkpoint(GOOD, LOG.trusted) == LOG.checkpoint()
        empty = Log.of(0)
        assert open_checkpoint(bytes(empty.note()), empty.trusted) == Checkpoint(ORIGIN, 0, EMPTY_ROOT)

    def test_signatures_by_unknown_keys_are_ignored(self) -> None:
        """Witnesses, old keys, types that we do not know: before and behind the log's own."""
        unknown = "".join(f"— w{n}.example {b64(bytes([n]) * (4 + 1000))}\n" for n in range(30)).encode()
        same_name = f"— {ORIGIN} {b64(bytes(68))}\n".encode()
        same_id = f"— other.example {b64(LOG.key.verifier.id + bytes(64))}\n".encode()
        head = TEXT.encode() + b"\n"
        for data in (GOOD + unknown, head + unknown + SIGNED, head + same_name + SIGNED + same_id):
            assert open_checkpoint(data, LOG.trusted) == LOG.checkpoint()
            assert standalone.open_checkpoint(data, [standalone.read_key(str(LOG.key.verifier))], [])[1] == 11

    def test_sixteen_known_signatures_are_verified(self) -> None:
        keys = [key(f"signer{n}.example", n) for n in range(16)]
        note = parse_note(bytes(sign_note(TEXT, *keys)))
        assert signers(note, [each.verifier for each in keys]) == tuple(each.verifier for each in keys)
        bad = Note(note.text, (*note.signatures[:-1], Signature(keys[-1].name, keys[-1].verifier.id, bytes(64))))
        with pytest.raises(Unproven, match=r"signer15\.example"):
            signers(bad, [each.verifier for each in keys])

    def test_after_a_change_of_key_both_keys_are_accepted(self) -> None:
        new = key(ORIGIN, 9)
        logs = logs_of([LOG.key.verifier, new.verifier])
        assert len(logs) == 1
        assert open_checkpoint(GOOD, logs) == open_checkpoint(bytes(sign_note(TEXT, new)), logs)
        assert open_checkpoint(bytes(sign_note(TEXT, new, LOG.key)), LOG.trusted) == LOG.checkpoint()

    def test_a_key_counts_for_its_own_log_only(self) -> None:
        """Two logs are trusted; the key of one signs for the other."""
        other = key("other.example", 4)
        logs = logs_of([LOG.key.verifier, other.verifier])
        with pytest.raises(Unproven) as refused:
            open_checkpoint(bytes(sign_note(TEXT, other)), logs)
        assert refused.value.why is Why.NO_KNOWN_KEY
        keys = [standalone.read_key(str(each.verifier)) for each in (LOG.key, other)]
        with pytest.raises(standalone.Refused, match="wrong key"):
            standalone.open_checkpoint(bytes(sign_note(TEXT, other)), keys, [])
        assert open_checkpoint(bytes(sign_note(TEXT, other)), [TrustedLog(ORIGIN, (other.verifier,))]).size == 11

    def test_extension_lines_are_read_and_told(self) -> None:
        assert open_checkpoint(signed(f"{TEXT}one\ntwo \n"), LOG.trusted).extensions == ("one", "two ")
        assert open_checkpoint(GOOD, LOG.trusted).extensions == ()

    def test_an_origin_may_have_spaces_and_other_letters(self) -> None:
        """Only names of keys may not; nothing but a newline ends a line."""
        for origin in ("le registre « A » ", "a\u2028b", "a\x85b", "a+b"):
            checkpoint = Checkpoint(origin, 11, LOG.checkpoint().root)
            logs = [TrustedLog(origin, (LOG.key.verifier,))]
            assert open_checkpoint(bytes(sign_checkpoint(checkpoint, LOG.key)), logs) == checkpoint

    def test_two_keys_that_cannot_be_told_apart_are_refused(self) -> None:
        first = VerifierKey(ORIGIN, bytes(32))

        class Same(VerifierKey):
            @property
            def id(self) -> bytes:
                return first.id

        with pytest.raises(ValueError, match="two different keys are called"):
            signers(parse_note(GOOD), [first, Same(ORIGIN, bytes([1]) * 32)])

    def test_the_text_is_split_from_the_signatures_at_the_last_empty_line(self) -> None:
        text = f"a\n\n— {ORIGIN} not a signature\n\nb\n"
        note = sign_note(text, LOG.key)
        assert parse_note(bytes(note)) == note
        assert signers(note, [LOG.key.verifier]) == (LOG.key.verifier,)

    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), st.integers(1, 3))
    def test_notes_come_back_as_they_were_written(self, text: str, count: int) -> None:
        note = sign_note(f"{text}\n", *(key(f"k{n}", n) for n in range(count)))
        assert parse_note(bytes(note)) == note

    @given(st.binary(max_size=200))
    def test_arbitrary_bytes_are_bad_input(self, data: bytes) -> None:
        with pytest.raises(BadInput):
            open_checkpoint(data, LOG.trusted)

    @pytest.mark.parametrize(
        ("origin", "size", "root", "said"),
        [
            ("", 1, bytes(32), "origin"),
            ("a\nb", 1, bytes(32), "origin"),
            ("a", -1, bytes(32), "size"),
            ("a", 2**63, bytes(32), "size"),
            ("a", 1, bytes(31), "root"),
            ("a", 0, bytes(32), "of the empty log"),
        ],
    )
    def test_what_is_no_checkpoint_cannot_be_made(self, origin: str, size: int, root: bytes, said: str) -> None:
        with pytest.raises(BadInput, match=said):
            Checkpoint(origin, size, root)
        with pytest.raises(BadInput, match="extension"):
            Checkpoint("a", 1, bytes(32), ("",))

    def test_what_is_no_note_cannot_be_signed(self) -> None:
        with pytest.raises(BadInput, match="ends with a newline"):
            sign_note("a", LOG.key)
        with pytest.raises(BadInput, match="CRLF"):
            sign_note("a\r\n", LOG.key)
        with pytest.raises(ValueError, match="at least one key"):
            sign_note("a\n")
        with pytest.raises(ValueError, match="no key for the log"):
            TrustedLog("a", ())


class TestConsistency:
    def test_a_log_only_signs_what_contains_its_earlier_checkpoints(self) -> None:
        for earlier in range(12):
            path = consistency_path(LOG.hashes, earlier, 11)
            require_consistent(LOG.checkpoint(earlier), LOG.checkpoint(), path)

    def test_a_rewritten_a_shrunk_and_another_log_are_refused(self) -> None:
        rewritten = Log.of(11, "rewritten")
        path = consistency_path(rewritten.hashes, 7, 11)
        other = Log.of(11, signed=key("other.example"))
        for why, earlier, later in (
            (Why.EARLIER_ROOT, LOG.checkpoint(7), rewritten.checkpoint()),
            (Why.SHRUNK, LOG.checkpoint(), LOG.checkpoint(7)),
            (Why.ORIGIN, LOG.checkpoint(7), other.checkpoint()),
        ):
            with pytest.raises(Unproven) as refused:
                require_consistent(earlier, later, path)
            assert refused.value.why is why


class TestWithoutTheLibrary:
    def test_reading_works_and_signing_says_what_to_install(self) -> None:
        """In a process of its own, where importing `cryptography` fails as it does when it is not installed."""
        program = (
            "import sys; sys.modules['cryptography'] = None\n"
            "from certdomain.transparency.notes import *\n"
            "from certdomain.transparency import checkpoints, proofs\n"
            f"print(parse_note({GOOD!r}).signatures[0].name)\n"
            f"for act in (lambda: SigningKey.parse({GO_PRIVATE!r}), lambda: signers(parse_note({GOOD!r}), "
            f"[VerifierKey.parse({str(LOG.key.verifier)!r})])):\n"
            "    try: act()\n"
            "    except Exception as error: print(type(error).__name__, error)\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        name, *errors = done.stdout.splitlines()
        assert name == ORIGIN
        assert len(errors) == 2
        for error in errors:
            assert error.startswith(MissingLibrary.__name__)
            assert "pip install cryptography" in error

    def test_importing_certdomain_does_not_import_it(self) -> None:
        program = (
            "import sys, certdomain, certdomain.transparency.proofs, certdomain.transparency.standalone\n"
            "print('cryptography' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert done.stdout == "False\n"


def test_parsing_verifies_nothing_and_says_so() -> None:
    """`parse_checkpoint` reads what a stranger signed; only `open_checkpoint` refuses it."""
    assert parse_checkpoint(sign_note(TEXT, STRANGER)) == LOG.checkpoint()

"""Proofs and notes read by another program: written from the formats alone, it shares no line with the library.

Keys, ids and texts are put together here from the specification, signatures are checked by `cryptography` (OpenSSL),
and a path is climbed from the top as RFC 6962 defines it, where the library climbs from the leaf. The library signs
with `cryptography` too: that its signatures are those of RFC 8032 is shown by the vectors of `test_transparency_notes`,
and by the arithmetic of the single-file verifier.
"""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from certdomain.transparency.notes import sign_note
from tests.logs import Log, key


def public_of(vkey: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """Name, id and public key of `<name>+<hex>+<base64>`."""
    name, hexadecimal, material = vkey.split("+", 2)
    data = b64decode(material, validate=True)
    assert data[:1] == b"\x01"
    assert sha256(name.encode() + b"\n" + data).digest()[:4].hex() == hexadecimal
    return name, bytes.fromhex(hexadecimal), Ed25519PublicKey.from_public_bytes(data[1:])


def text_of(note: bytes, vkey: str) -> str:
    """The text of a note that this key signed."""
    name, key_id, public = public_of(vkey)
    cut = note.rindex(b"\n\n") + 1
    signed = 0
    for line in note[cut + 1 :].decode().splitlines():
        dash, by, value = line.split(" ")
        data = b64decode(value, validate=True)
        if (dash, by, data[:4]) == ("—", name, key_id):
            public.verify(data[4:], note[:cut])
            signed += 1
    assert signed == 1
    return note[:cut].decode()


def root_of(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root by RFC 6962: split at the largest power of two below the size; the last sibling is the highest."""
    if size == 1:
        assert not path
        return leaf
    split = 1
    while split * 2 < size:
        split *= 2
    *lower, sibling = path
    if index < split:
        return sha256(b"\x01" + root_of(leaf, index, split, lower) + sibling).digest()
    return sha256(b"\x01" + sibling + root_of(leaf, index - split, size - split, lower)).digest()


def entries_of(proof: bytes, vkey: str) -> dict[int, bytes]:
    """The entries that a proof proves, by their index."""
    head, _, note = proof.partition(b"\n\n")
    first, extra, index, *path = head.decode("ascii").split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    origin, size, root = text_of(note, vkey).splitlines()
    assert origin == vkey.split("+", maxsplit=1)[0]
    bundle = json.loads(b64decode(extra.removeprefix("extra "), validate=True))
    places = [
        (int(index.removeprefix("index ")), bundle["entry"], path),
        *((each["index"], each["entry"], each["path"]) for each in bundle["others"]),
    ]
    found = {}
    for at, entry, siblings in places:
        found[at] = b64decode(entry, validate=True)
        leaf = sha256(b"\x00" + found[at]).digest()
        assert root_of(leaf, at, int(size), [b64decode(each, validate=True) for each in siblings]) == b64decode(root)
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 64, 65])
def test_every_proof_is_accepted(size: int) -> None:
    log = Log.of(size)
    vkey = str(log.key.verifier)
    for index in range(size):
        others = tuple({0, size - 1} - {index})
        found = entries_of(bytes(log.proof(index, others=others)), vkey)
        assert found == {at: log.entries[at] for at in (index, *others)}


def test_notes_by_several_keys_are_each_accepted_by_their_own() -> None:
    text = "log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    signing = [key("log.example", 1), key("log.example", 2), key("témoin.exemple", 3)]
    note = bytes(sign_note(text, *signing))
    for each in signing:
        assert text_of(note, str(each.verifier)) == text
    changed = note.replace(b"log.example\n0\n", b"log.example\n1\n")
    for each in signing:
        with pytest.raises(InvalidSignature):
            text_of(changed, str(each.verifier))
    with pytest.raises(AssertionError):
        text_of(note, str(key("log.example", 4).verifier))

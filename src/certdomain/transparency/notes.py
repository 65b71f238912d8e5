"""Signed notes (`c2sp.org/signed-note`): a text, an empty line, and lines of signatures by named keys.

Only Ed25519 keys are known (type byte 0x01). A signature by another key, of whatever type, is ignored, as the format
asks: so a log may change its key, and witnesses may add theirs. A known key whose signature fails condemns the note.

Reading a note needs nothing but Python. Signing and verifying need the package `cryptography`, which
is imported when it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from secrets import token_bytes
from typing import TYPE_CHECKING

from attrs import field, frozen

from certdomain.intake.strict_json import shown
from certdomain.transparency.encoding import decoded, encoded
from certdomain.transparency.failures import MissingLibrary, Unproven, Why, malformed

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MOST_BYTES = 1_000_000
"""The size of the largest note that is read."""
MOST_SIGNATURES = 100
"""The most signatures of a note that is read; the format asks for 16 at least."""

_ED25519 = 0x01
_KEY = 32  # bytes of an Ed25519 public key, and of a private one
_ID = 4  # bytes of a key's id
_DASH = "— "
_PRIVATE = "PRIVATE+KEY+"
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")  # and halves of characters, which have no UTF-8
_HEX_ID = re.compile("[0-9a-f]{8}")


@frozen
class VerifierKey:
    """A public Ed25519 key with the name that it signs under. As text: `<name>+<id in hex>+<base64>`."""

    name: str
    public: bytes

    def __attrs_post_init__(self) -> None:
        _check_key(self.name, self.public, "public")

    @property
    def id(self) -> bytes:
        """The first 4 bytes of SHA-256 over the name, a newline, the type byte and the key."""
        return sha256(self.name.encode() + b"\n" + bytes([_ED25519]) + self.public).digest()[:_ID]

    @classmethod
    def parse(cls, text: str, where: str = "verifier key") -> VerifierKey:
        """Read the text form.

        Raises:
            BadInput: if it has another form, another type of key, or an id that is not the key's. A signing key that
                was given by mistake is not repeated.
        """
        form = "<name>+<8 hex digits>+<base64>"
        if _PRIVATE in text:
            malformed(where, "a signing key, which is secret", f"the verifier key that belongs to it, {form}")
        name, key_id, material = _parts(text, where, form, secret=False)
        key = cls(name, material)
        if key.id != key_id:
            malformed(where, f"the id {key_id.hex()}", f"{key.id.hex()}, which is the id of this name with this key")
        return key

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([_ED25519]) + self.public)}"

    def accepts(self, signature: bytes, text: bytes) -> bool:
        """Whether these 64 bytes are the key's signature of the text.

        Raises:
            MissingLibrary: if `cryptography` is not installed.
        """
        return _verifies(self.public, signature, text)


@frozen
class SigningKey:
    """A private Ed25519 key with the name that it signs under. Its `repr` does not show the secret; `text()` does."""

    name: str
    seed: bytes = field(repr=False)

    def __attrs_post_init__(self) -> None:
        _check_key(self.name, self.seed, "private")

    @classmethod
    def new(cls, name: str) -> SigningKey:
        """A key out of the machine's randomness."""
        return cls(name, token_bytes(_KEY))

    @classmethod
    def parse(cls, text: str, where: str = "signing key") -> SigningKey:
        """Read the text form, `PRIVATE+KEY+<name>+<id in hex>+<base64>`. No message repeats any of it.

        Raises:
            BadInput: if it has another form, another type of key, or an id that is not the key's.
            MissingLibrary: if `cryptography` is not installed.
        """
        if not text.startswith(_PRIVATE):
            malformed(
                where, "a text that does not begin with PRIVATE+KEY+", f"{_PRIVATE}<name>+<8 hex digits>+<base64>"
            )
        form = f"{_PRIVATE}<name>+<8 hex digits>+<base64>"
        name, key_id, material = _parts(text.removeprefix(_PRIVATE), where, form, secret=True)
        key = cls(name, material)
        if key.verifier.id != key_id:
            malformed(
                where, f"the id {key_id.hex()}", f"{key.verifier.id.hex()}, which is the id of this name with this key"
            )
        return key

    def text(self) -> str:
        """The secret as text, to be kept where secrets are kept."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{encoded(bytes([_ED25519]) + self.seed)}"

    @property
    def verifier(self) -> VerifierKey:
        """The public half.

        Raises:
            MissingLibrary: if `cryptography` is not installed.
        """
        return VerifierKey(self.name, _private_key(self.seed).public_key().public_bytes_raw())

    def sign(self, text: bytes) -> Signature:
        """Sign the bytes of a text."""
        return Signature(self.name, self.verifier.id, _private_key(self.seed).sign(text))


@frozen
class Signature:
    """One line of a note: who says that he signed, the id of his key, and the bytes of the signature."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {encoded(self.key_id + self.value)}"


@frozen
class Note:
    """A text with its signatures. It proves nothing before `signers` has looked at it."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        lines = "".join(f"{each}\n" for each in self.signatures)
        return f"{self.text}\n{lines}".encode()


def sign_note(text: str, *keys: SigningKey) -> Note:
    """Sign a text with each key, in this order.

    Raises:
        BadInput: if the text does not end with a newline or holds control characters.
        ValueError: if there is no key.
        MissingLibrary: if `cryptography` is not installed.
    """
    if not keys:
        message = "a note needs a signature: give at least one key"
        raise ValueError(message)
    if not text.endswith("\n"):
        malformed("note", shown(text[-20:]), "a text that ends with a newline")
    _check_characters(text, "note")
    return Note(text, tuple(key.sign(text.encode()) for key in keys))


def parse_note(data: bytes, where: str = "note", first_line: int = 1) -> Note:
    """Read a note. Nothing is verified. `first_line` is the number that its first line has in its file.

    Raises:
        BadInput: if it is not exactly in the form of a signed note.
    """
    if len(data) > MOST_BYTES:
        malformed(where, f"{len(data)} bytes", f"at most {MOST_BYTES}")
    try:
        content = data.decode()
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        malformed(where, f"byte 0x{data[error.start]:02x}, which is no UTF-8", "UTF-8 text", line=line)
    _check_characters(content, where, first_line)
    text, empty, lines = content.rpartition("\n\n")
    if not empty:
        malformed(where, "no empty line", "a text, an empty line, and lines of signatures", line=first_line)
    text += "\n"
    line = first_line + text.count("\n") + 1
    if not lines:
        malformed(where, "nothing behind the last empty line", "a signature line", line=line)
    if not lines.endswith("\n"):
        malformed(where, shown(lines[-20:]), "a newline at the end", line=line + lines.count("\n"))
    signatures = lines[:-1].split("\n")
    if len(signatures) > MOST_SIGNATURES:
        malformed(where, f"{len(signatures)} signatures", f"at most {MOST_SIGNATURES}", line=line)
    return Note(text, tuple(_signature(each, where, line + at) for at, each in enumerate(signatures)))


def signers(note: Note, keys: Iterable[VerifierKey]) -> tuple[VerifierKey, ...]:
    """The known keys that signed the note, in the order of its lines. There is always at least one.

    Raises:
        Unproven: if a signature by a known key fails, or none is by a known key.
        ValueError: if two of the keys share name and id.
        MissingLibrary: if `cryptography` is not installed.
    """
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.id), key) != key:
            message = f"two different keys are called {key.name}+{key.id.hex()}: a signature could be either's"
            raise ValueError(message)
    text = note.text.encode()
    found: dict[VerifierKey, None] = {}
    for signature in note.signatures:
        match = known.get((signature.name, signature.key_id))
        if match is None:
            continue
        if not match.accepts(signature.value, text):
            name = f"{signature.name}+{signature.key_id.hex()}"
            raise Unproven(
                Why.SIGNATURE,
                f"the signature by {name} is not of this text: the text, the signature or the key was changed",
            )
        found[match] = None
    if not found:
        given = ", ".join(f"{name}+{key_id.hex()}" for name, key_id in known) or "none"
        signed = ", ".join(dict.fromkeys(f"{each.name}+{each.key_id.hex()}" for each in note.signatures))
        raise Unproven(Why.NO_KNOWN_KEY, f"no signature by a known key: known is {given}; signed by {signed}")
    return tuple(found)


def _signature(line: str, where: str, number: int) -> Signature:
    form = "a signature line: em dash, space, key name, space, base64"
    if not line.startswith(_DASH):
        malformed(where, shown(line), form, line=number)
    name, _, value = line.removeprefix(_DASH).partition(" ")
    if not _is_name(name) or not value:
        malformed(where, shown(line), f"{form}; the name has no space and no +", line=number)
    data = decoded(value)
    if data is None:
        malformed(where, shown(value), "standard base64 with its padding, and nothing behind it", line=number)
    if len(data) <= _ID:
        malformed(where, f"a signature of {len(data)} bytes", f"{_ID} bytes of key id and the signature", line=number)
    return Signature(name, data[:_ID], data[_ID:])


def _check_characters(text: str, where: str, first_line: int = 1) -> None:
    match = _CONTROL.search(text)
    if match is None:
        return
    char = match[0]
    found = "a carriage return (are these CRLF line ends?)" if char == "\r" else f"the character U+{ord(char):04X}"
    line = first_line + text.count("\n", 0, match.start())
    malformed(where, found, "no control character but newlines", line=line)


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(char.isspace() for char in name) and not _CONTROL.search(name)


def _check_key(name: str, material: bytes, kind: str) -> None:
    if not _is_name(name):
        malformed("key", f"the name {shown(name)}", "a name without space, + or control character", field="name")
    if len(material) != _KEY:
        malformed("key", f"{len(material)} bytes", f"the {_KEY} bytes of a {kind} Ed25519 key", field=kind)


def _parts(text: str, where: str, form: str, *, secret: bool) -> tuple[str, bytes, bytes]:
    """Name, id and key material of the text form. Parts of a secret are not shown."""

    def found(part: str) -> str:
        return "a text of another form" if secret else shown(part, 120)

    name, plus, rest = text.partition("+")
    key_id, more, material = rest.partition("+")
    if not (plus and more and _is_name(name) and _HEX_ID.fullmatch(key_id)):
        malformed(where, found(text), form)
    data = decoded(material)
    if data is None:
        malformed(where, found(material), "standard base64 behind the last +, and nothing behind it")
    if data[:1] != bytes([_ED25519]):
        kind = f"type 0x{data[0]:02x}" if data else "no type byte"
        malformed(where, f"a key of {kind}", "type 0x01, Ed25519; no other is supported")
    if len(data) != 1 + _KEY:
        malformed(where, f"{len(data)} bytes of key material", f"the type byte and {_KEY} bytes")
    return name, bytes.fromhex(key_id), data[1:]


def _private_key(seed: bytes) -> Ed25519PrivateKey:
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        raise MissingLibrary("cryptography") from None
    return Ed25519PrivateKey.from_private_bytes(seed)


def _verifies(public: bytes, signature: bytes, text: bytes) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise MissingLibrary("cryptography") from None
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):  # a ValueError for 32 bytes that are no point of the curve
        return False
    return True

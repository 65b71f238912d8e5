"""Verify a `.tlog-proof`: that entries stand in a signed log, at their places. Python 3.9 or newer; nothing to install.

    python verify_proof.py --proof FILE --key VERIFIER-KEY [--entry FILE] [--origin ORIGIN] [--show | --json]

The key is its text, or a file that holds it: from a source that you trust, not from the sender of the proof. No network
is used. Exit status: 0 proven, 1 not proven, 2 unreadable or malformed. Proven is that the log, under that key,
committed to these bytes; not that what they say is true, nor that no other entry belongs to them.

Formats: c2sp.org/tlog-proof, tlog-checkpoint, signed-note; RFC 6962 (tree); RFC 8032 (Ed25519, strictly and without the
cofactor: no point that is not in its canonical form, no S that is not below the order of the group).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from pathlib import Path

FORMAT, BUNDLE, UNPROVEN, MALFORMED = "c2sp.org/tlog-proof@v1", "certdomain-bundle@1", 1, 2
NAME = r"[^\s+\ud800-\udfff]+"
FORMS = {(list, "entry", "format", "others"), (list, "entry", "index", "path")}  # of a bundle: a list, and its keys
Point = tuple[int, int, int, int]  # of Ed25519: (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z
Place = tuple[int, bytes, list[bytes]]  # index, entry, path
Key = tuple[str, bytes, bytes]  # name, id, public key
Told = tuple[str, int, str, list[str], list[Place]]  # origin, size, root, who signed, entries

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


class Refused(Exception):
    """No proof: with the exit status and, as the message, what failed."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        super().__init__(why)


def add(p: Point, q: Point) -> Point:
    """The sum of two points."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """A multiple of a point."""
    found = (0, 1, 1, 0)
    while number:
        found = add(found, point) if number & 1 else found
        point, number = add(point, point), number >> 1
    return found


def point_of(data: bytes) -> Point | None:
    """The point that these 32 bytes encode canonically, or None."""
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P  # times a square root of -1
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def signed_by(public: bytes, signature: bytes, text: bytes) -> bool:
    """Whether these are the Ed25519 signature and the public key of the text."""
    key, base = point_of(public), point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    s = int.from_bytes(signature[32:], "little")
    if key is None or base is None or len(signature) != 64 or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    x, y, z, _ = add(times(s, base), times(k, (P - key[0], key[1], 1, P - key[3])))
    inverse = pow(z, P - 2, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little") == signature[:32]


def check_path(place: Place, size: int, root: bytes) -> None:
    """Climb from the leaf of an entry to the root, as RFC 9162 does."""
    index, entry, path = place
    if not 0 <= index < size:
        raise Refused(UNPROVEN, f"wrong index: the checkpoint is of {size} entries, and none has index {index}")
    found, at, last = hashlib.sha256(b"\x00" + entry).digest(), index, size - 1
    for sibling in path:
        if last == 0:
            raise Refused(UNPROVEN, f"wrong index or path: {len(path)} hashes are too many for {index} of {size}")
        left = at & 1 or at == last
        found = hashlib.sha256(b"\x01" + (sibling + found if left else found + sibling)).digest()
        while left and at and not at & 1:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    if last:
        raise Refused(UNPROVEN, f"wrong index or path: {len(path)} hashes are too few for {index} of {size}")
    if found != root:
        raise Refused(UNPROVEN, f"the path of index {index} does not lead to the root: entry, index or path is another")


def decoded(text: str, what: str, length: int | None = None) -> bytes:
    """The bytes of standard base64."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    if base64.b64encode(data).decode() != text or (length is not None and len(data) != length):
        raise Refused(MALFORMED, f"{what}: no standard base64, or of another length: {text[:60]!a}")
    return data


def number(text: str, what: str) -> int:
    """The number in decimal digits."""
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text) or int(text) >= 2**63:
        raise Refused(MALFORMED, f"{what}: no decimal digits without leading zeros: {text[:60]!a}")
    return int(text)


def read_key(text: str) -> Key:
    """A verifier key from its text, `<name>+<id>+<base64>`, or from the file that holds it."""
    if text and "+" not in text:
        text = Path(text).read_bytes().decode("utf-8", "replace").strip()
    if "PRIVATE+KEY+" in text:
        raise Refused(MALFORMED, "key: this is a signing key, which is secret; give its verifier key")
    match = re.fullmatch(f"({NAME})[+]([0-9a-f]{{8}})[+](.*)", text)
    if not match:
        raise Refused(MALFORMED, f"key: no <name>+<8 hex digits>+<base64>: {text[:120]!a}")
    data = decoded(match[3], "key", 33)
    if data[0] != 1 or hashlib.sha256(match[1].encode() + b"\n" + data).hexdigest()[:8] != match[2]:
        raise Refused(MALFORMED, f"key: not of Ed25519 (type 1), or {match[2]} is not the id of this name and key")
    return match[1], bytes.fromhex(match[2]), data[1:]


def open_checkpoint(data: bytes, keys: list[Key], origins: list[str]) -> tuple[str, int, bytes, list[str]]:
    """Origin, size and root of a signed checkpoint, and who of the known keys signed it."""
    content = data.decode("utf-8", "surrogateescape")
    if re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", content):
        raise Refused(MALFORMED, "checkpoint: not UTF-8, or a control character (are there CRLF line ends?)")
    text, _, lines = content.rpartition("\n\n")
    body, signatures = text.split("\n"), lines.split("\n")
    if len(body) < 3 or "" in body or signatures.pop() or not 1 <= len(signatures) <= 100:
        raise Refused(MALFORMED, "checkpoint: no three lines, empty line and 1 to 100 signatures, each with a newline")
    origin, size, root = body[0], number(body[1], "size"), decoded(body[2], "root", 32)
    if origin not in (origins or [name for name, _, _ in keys]):
        raise Refused(UNPROVEN, f"wrong origin: the checkpoint is of the log {origin!a}, which you do not accept")
    signers = []
    for line in signatures:
        match = re.fullmatch(f"\u2014 ({NAME}) (.+)", line)
        signature = decoded(match[2], "signature") if match else b""
        if match is None or len(signature) < 5:
            raise Refused(MALFORMED, f"checkpoint: no signature: {line[:60]!a}")
        for name, key_id, public in keys:
            if (name, key_id) == (match[1], signature[:4]) and origin in (origins or [name]):
                if not signed_by(public, signature[4:], f"{text}\n".encode()):
                    raise Refused(UNPROVEN, f"wrong signature: that by {name} is not of this checkpoint and key")
                signers.append(name)
    if not signers:
        raise Refused(UNPROVEN, f"wrong key: none of the keys given signed this checkpoint of {origin!a}")
    return origin, size, root, signers


def read_proof(data: bytes) -> tuple[bytes | None, int, list[bytes], bytes]:
    """Extra data, index, path and checkpoint of a proof."""
    head, _, checkpoint = data.partition(b"\n\n")
    if b"\r" in head:
        raise Refused(MALFORMED, "proof: a carriage return (are these CRLF line ends?); expected newlines only")
    first, *lines = head.decode("ascii", "replace").split("\n")
    extra = decoded(lines.pop(0)[6:], "extra") if lines and lines[0].startswith("extra ") else None
    if first != FORMAT or extra == b"" or not lines or not lines[0].startswith("index "):
        raise Refused(MALFORMED, f"proof: no lines `{FORMAT}`, perhaps `extra <base64>`, and `index <number>`")
    path = [decoded(line, "hash of the path", 32) for line in lines[1:]]
    return extra, number(lines[0][6:], "index"), path, checkpoint


def read_bundle(extra: bytes) -> tuple[bytes, list[Place]] | None:
    """The entry that a bundle carries, and the other ones; None if the extra data is something else."""
    try:
        data = json.loads(extra)
        if data["format"] != BUNDLE:
            return None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    try:
        forms = {(type(data["others"]), *sorted(data)), *((type(x["path"]), *sorted(x)) for x in data["others"])}
        others = []
        for each in data["others"]:
            path = [decoded(line, "hash of a path", 32) for line in each["path"]]
            others.append((number(json.dumps(each["index"]), "index"), decoded(each["entry"], "entry"), path))
        canonical = json.dumps(data, sort_keys=True, separators=(",", ":")).encode() == extra
        if canonical and forms <= FORMS and [at for at, _, _ in others] == sorted({at for at, _, _ in others}):
            return decoded(data["entry"], "entry"), others
    except (LookupError, TypeError, AttributeError):
        pass
    raise Refused(MALFORMED, f"extra: no {BUNDLE} in its canonical form")


def verify(proof: bytes, keys: list[str], origins: list[str], entry: bytes | None) -> Told:
    """What the proof proves: origin, size and root of the log, who signed, and the entries."""
    extra, index, path, checkpoint = read_proof(proof)
    bundle = None if extra is None else read_bundle(extra)
    if bundle is None and entry is None:
        raise Refused(UNPROVEN, "no entry: the proof carries none, so give it with --entry")
    if bundle is not None and entry not in (None, bundle[0]):
        raise Refused(UNPROVEN, "another entry: the one given is not the one that the proof carries")
    first, others = bundle or (entry or b"", [])
    origin, size, root, signers = open_checkpoint(checkpoint, [read_key(key) for key in keys], origins)
    places = [(index, first, path), *others]
    for place in places:
        check_path(place, size, root)
    return origin, size, root.hex(), signers, places


def main() -> int:
    """Read arguments and files, and say what is proven."""
    parser = argparse.ArgumentParser(description="Verify a .tlog-proof. Status: 0 proven, 1 not proven, 2 malformed.")
    parser.add_argument("--proof", required=True, type=Path, metavar="FILE")
    parser.add_argument("--key", required=True, action="append", help="its text, or a file with it; repeatable")
    parser.add_argument("--entry", type=Path, metavar="FILE", help="what should be in the log, byte for byte")
    parser.add_argument("--origin", action="append", default=[], help="the log, if its keys are not named after it")
    parser.add_argument("--show", action="store_true", help="print the proven entries")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    try:
        given = None if options.entry is None else options.entry.read_bytes()
        log, size, root, by, places = verify(options.proof.read_bytes(), options.key, options.origin, given)
    except (Refused, OSError) as error:
        if options.json:
            print(json.dumps({"proven": False, "why": str(error)}))
        print(f"NOT PROVEN: {error}", file=sys.stderr)
        return error.status if isinstance(error, Refused) else MALFORMED
    if options.json:
        entries = [{"index": index, "entry": base64.b64encode(entry).decode()} for index, entry, _ in places]
        print(json.dumps({"proven": True, "log": log, "size": size, "root": root, "by": by, "entries": entries}))
        return 0
    print(f"PROVEN: {len(places)} of the {size} entries of the log {log!a}, signed by {', '.join(map(ascii, by))}")
    for index, entry, _ in places:
        print(f"entry {index}: {len(entry)} bytes, SHA-256 {hashlib.sha256(entry).hexdigest()}")
        if options.show:
            print(ascii(entry.decode(errors="backslashreplace"))[1:-1])
    return 0


if __name__ == "__main__":
    sys.exit(main())

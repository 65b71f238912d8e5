"""Proofs that anybody can verify offline (`c2sp.org/tlog-proof`): an entry stands in a signed log, at its place.

A proof is a text file, by custom `*.tlog-proof`: a first line that names the format, optionally `extra` data, the
index, the path from the leaf to the root, an empty line, and the log's signed checkpoint. It is verified against the
entry's own bytes: a leaf hash that somebody hands in proves nothing.

The `extra` line carries what the format leaves open. Ours is a `Bundle`, so that one file is enough: the bytes of the
entry, and of other entries of the same log that belong to it (the events before a decision, the regulation), each with
its index and its path to the same checkpoint:

    {"entry":"<base64>","format":"certdomain-bundle@1","others":[{"entry":"<base64>","index":7,"path":["<base64>"]}]}

It is JSON in one canonical form: keys sorted, no space, ASCII, indices ascending and each once; `index` and `path` are
those of the format itself, the first entry's stand on the proof's own lines. There is no field that the log does not
prove, so nothing in a bundle can be changed unseen. What may be left out unseen is a whole other entry: that *all* that
belongs to a decision is there, the decision itself must say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files

from attrs import field, frozen

from certdomain.intake.strict_json import shown
from certdomain.transparency.checkpoints import Checkpoint, TrustedLog, open_checkpoint, parse_checkpoint
from certdomain.transparency.encoding import decoded, encoded, hash_of, number_of
from certdomain.transparency.failures import Unproven, Why, malformed
from certdomain.transparency.merkle import HASH_SIZE, MAX_SIZE, Hashes, inclusion_path, leaf_hash, verify_inclusion
from certdomain.transparency.notes import Note

FORMAT = "c2sp.org/tlog-proof@v1"
"""The first line of every proof."""
SUFFIX = ".tlog-proof"
"""How the names of proof files end, by custom."""
BUNDLE = "certdomain-bundle@1"
"""What the extra data of our proofs calls itself."""
MOST_BYTES = 64 * 1024 * 1024
"""The size of the largest proof that is read."""
MOST_HASHES = 64
"""The longest path that there can be."""


@frozen
class Proof:
    """A proof as it is written. It proves nothing before `verify_proof` has looked at it.

    `checkpoint` is the signed note as the log gave it, byte for byte. `extra` is authenticated by nothing.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes = field(repr=False)
    extra: bytes | None = field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.extra == b"":
            message = "extra data of no bytes: leave it out"
            raise ValueError(message)

    @property
    def checkpoint_line(self) -> int:
        """The number of the line where the checkpoint begins."""
        return 4 + (self.extra is not None) + len(self.path)

    def __bytes__(self) -> bytes:
        lines = [FORMAT]
        if self.extra is not None:
            lines.append(f"extra {encoded(self.extra)}")
        lines += [f"index {self.index}", *map(encoded, self.path), "", ""]
        return "\n".join(lines).encode() + self.checkpoint


@frozen
class Included:
    """An entry with its place in the log and its path to the root."""

    index: int
    entry: bytes = field(repr=False)
    path: tuple[bytes, ...] = field(repr=False)


def _in_order(those: Iterable[Included]) -> tuple[Included, ...]:
    return tuple(sorted(those, key=lambda each: each.index))


@frozen
class Bundle:
    """The bytes of the entry that a proof is about, and other entries of the same log that belong to it.

    Others are kept in the order of the log.
    """

    entry: bytes = field(repr=False)
    others: tuple[Included, ...] = field(default=(), converter=_in_order)

    def __attrs_post_init__(self) -> None:
        if len({each.index for each in self.others}) != len(self.others):
            message = "a bundle holds an entry of the log twice"
            raise ValueError(message)

    def __bytes__(self) -> bytes:
        return _canonical(
            {
                "format": BUNDLE,
                "entry": encoded(self.entry),
                "others": [
                    {"index": each.index, "entry": encoded(each.entry), "path": [*map(encoded, each.path)]}
                    for each in self.others
                ],
            }
        )


@frozen
class Proven:
    """What a proof proved: these entries stand in the log of this checkpoint, at these places."""

    checkpoint: Checkpoint
    entry: Included
    others: tuple[Included, ...]


def parse_proof(data: bytes, where: str = "proof") -> Proof:
    """Read a proof. Nothing is verified, and the checkpoint is only cut off.

    Raises:
        BadInput: if it is not exactly in the form of a proof.
    """
    if len(data) > MOST_BYTES:
        malformed(where, f"{len(data)} bytes", f"at most {MOST_BYTES}")
    head, empty, checkpoint = data.partition(b"\n\n")
    if b"\r" in head:
        malformed(where, "a carriage return (are these CRLF line ends?)", "newlines only")
    if not empty:
        malformed(where, "no empty line", "index and path, an empty line, and the checkpoint")
    if not head.isascii():
        malformed(where, "characters that are not ASCII", "ASCII above the empty line")
    lines = head.decode().split("\n")
    if lines[0] != FORMAT:
        malformed(where, shown(lines[0]), f"the line {FORMAT}", line=1)
    at = 1
    extra = None
    if at < len(lines) and lines[at].startswith("extra "):
        extra = decoded(lines[at].removeprefix("extra "))
        if not extra:
            malformed(where, shown(lines[at]), "`extra` and standard base64, and nothing behind it", line=at + 1)
        at += 1
    line = lines[at] if at < len(lines) else ""
    index = number_of(line.removeprefix("index ")) if line.startswith("index ") else None
    if index is None:
        expected = "`index` and the place of the entry, counted from 0, without leading zeros or spaces"
        malformed(where, shown(line), expected, line=at + 1, field="index")
    hashes = lines[at + 1 :]
    if len(hashes) > MOST_HASHES:
        malformed(where, f"{len(hashes)} hashes", f"at most {MOST_HASHES}", line=at + 2)
    path = tuple(_hash(each, where, at + 2 + offset) for offset, each in enumerate(hashes))
    return Proof(index, path, checkpoint, extra)


def parse_bundle(extra: bytes, where: str = "bundle") -> Bundle:
    """Read the extra data of our proofs. Nothing is verified.

    Raises:
        BadInput: if it is not a bundle in its canonical form.
    """
    bundle = _bundle(extra)
    if bundle is None or bytes(bundle) != extra:
        malformed(where, shown(extra[:60].decode(errors="replace")), f"a {BUNDLE} in its canonical form", field="extra")
    return bundle


def make_proof(hashes: Hashes, checkpoint: Note, index: int, entry: bytes, others: Mapping[int, bytes]) -> Proof:
    """Prove to anybody that an entry, and others that belong to it, stand in the log of this checkpoint.

    `others` are entries by their index. What would not verify is not handed out.

    Raises:
        BadInput: if the note is no checkpoint.
        ValueError: if the log of the checkpoint has no such index.
        Unproven: if the stored hashes, the entries and the checkpoint do not fit together: something is damaged.
    """
    tree = parse_checkpoint(checkpoint)

    def included(index: int, entry: bytes) -> Included:
        path = inclusion_path(hashes, index, tree.size)
        verify_inclusion(leaf_hash(entry), index, tree.size, path, tree.root)
        return Included(index, entry, path)

    first = included(index, entry)
    bundle = Bundle(entry, [included(*each) for each in others.items()])
    return Proof(index, first.path, bytes(checkpoint), bytes(bundle))


def verify_proof(proof: Proof, logs: Iterable[TrustedLog], entry: bytes | None = None, where: str = "proof") -> Proven:
    """Verify a proof, and every entry that its bundle carries.

    `entry` is what should be in the log, from a source of the verifier's own; without it, what the bundle carries is
    verified. If both are there, they must be the same. Extra data that is no bundle is left aside when an entry is
    given: nothing authenticates it.

    Raises:
        BadInput: if the checkpoint or, without an entry, the extra data is malformed.
        Unproven: with the check that failed: origin, key, signature, index, path, root, entry.
        MissingLibrary: if `cryptography` is not installed.
    """
    bundle = _carried(proof, entry, where)
    checkpoint = open_checkpoint(proof.checkpoint, logs, where, proof.checkpoint_line)
    first = Included(proof.index, bundle.entry, proof.path)
    for each in (first, *bundle.others):
        verify_inclusion(leaf_hash(each.entry), each.index, checkpoint.size, each.path, checkpoint.root)
    return Proven(checkpoint, first, bundle.others)


def verifier_source() -> str:
    """The program that verifies proofs without this library, to be written to a file and handed out with them."""
    return files("certdomain.transparency").joinpath("standalone.py").read_text(encoding="utf-8")


def _carried(proof: Proof, entry: bytes | None, where: str) -> Bundle:
    if entry is None:
        if proof.extra is None:
            raise Unproven(Why.NO_ENTRY, "the proof carries no entry: give the one that should be in the log")
        return parse_bundle(proof.extra, where)
    if proof.extra is None or _bundle(proof.extra) is None:
        return Bundle(entry)
    bundle = parse_bundle(proof.extra, where)
    if bundle.entry != entry:
        given, carried = leaf_hash(entry).hex(), leaf_hash(bundle.entry).hex()
        raise Unproven(Why.LEAF, f"the entry given has the leaf hash {given}, the one that the proof carries {carried}")
    return bundle


def _bundle(extra: bytes) -> Bundle | None:
    """The bundle in this extra data, in whatever form of JSON; None if it is something else."""
    try:
        data = json.loads(extra)
    except (ValueError, RecursionError):
        return None
    match data:
        case {"format": "certdomain-bundle@1", "entry": str(text), "others": list(listed), **rest} if not rest:
            entry = decoded(text)
            others = [each for each in map(_included, listed) if each is not None]
            places = {each.index for each in others}
            if entry is not None and len(places) == len(others) == len(listed):
                return Bundle(entry, others)
    return None


def _included(data: object) -> Included | None:
    match data:
        case {"index": int(index), "entry": str(text), "path": list(listed), **rest} if not rest:
            entry = decoded(text)
            path = [each for each in map(_hash_in, listed) if each is not None]
            if entry is not None and len(path) == len(listed) <= MOST_HASHES and _is_index(index):
                return Included(index, entry, tuple(path))
    return None


def _is_index(number: int) -> bool:
    return type(number) is int and 0 <= number <= MAX_SIZE  # True is an int, and no index


def _hash_in(data: object) -> bytes | None:
    return hash_of(data) if isinstance(data, str) else None


def _hash(line: str, where: str, number: int) -> bytes:
    digest = hash_of(line)
    if digest is None:
        expected = f"a hash of the path: {HASH_SIZE} bytes in standard base64, and nothing behind it"
        malformed(where, shown(line), expected, line=number)
    return digest


def _canonical(data: object) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode()

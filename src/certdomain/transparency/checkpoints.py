"""Checkpoints (`c2sp.org/tlog-checkpoint`): what a log was at one moment, as a signed note of three lines.

The lines are the log's origin, the number of its entries and the root over them. `open_checkpoint` gives one only after
it has verified that a key of that very log signed it. A log must never sign two checkpoints of which the later does not
contain the earlier: `require_consistent` is what a log asks before it signs, and a witness before it believes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from certdomain.intake.strict_json import shown
from certdomain.transparency.encoding import encoded, hash_of, number_of
from certdomain.transparency.failures import Unproven, Why, malformed
from certdomain.transparency.merkle import EMPTY_ROOT, HASH_SIZE, MAX_SIZE, verify_consistency
from certdomain.transparency.notes import (
    Note,
    SigningKey,
    VerifierKey,
    parse_note,
    sign_note,
    signers,
)


@frozen
class Checkpoint:
    """Origin, size and root of a log. `extensions` are the lines that somebody put behind them; ours have none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        where = "checkpoint"
        if not self.origin or "\n" in self.origin:
            malformed(where, shown(self.origin), "the origin of the log: one line that is not empty", field="origin")
        if not 0 <= self.size <= MAX_SIZE:
            malformed(where, f"{self.size}", f"a number of entries from 0 to {MAX_SIZE}", field="size")
        if len(self.root) != HASH_SIZE:
            malformed(where, f"{len(self.root)} bytes", f"a root of {HASH_SIZE} bytes", field="root")
        if self.size == 0 and self.root != EMPTY_ROOT:
            malformed(where, f"the root {self.root.hex()}", f"{EMPTY_ROOT.hex()}, of the empty log", field="root")
        for each in self.extensions:
            if not each or "\n" in each:
                malformed(where, shown(each), "extension lines that are not empty", field="extensions")

    @property
    def text(self) -> str:
        """The text of the note."""
        lines = (self.origin, str(self.size), encoded(self.root), *self.extensions)
        return "".join(f"{each}\n" for each in lines)


@frozen
class TrustedLog:
    """A log that a verifier accepts, and the keys that may sign for it: the present one, those before it, the next."""

    origin: str
    keys: tuple[VerifierKey, ...]

    def __attrs_post_init__(self) -> None:
        if not self.keys:
            message = f"no key for the log {self.origin}: nothing that it signs could be verified"
            raise ValueError(message)


def logs_of(keys: Iterable[VerifierKey]) -> tuple[TrustedLog, ...]:
    """The logs of keys that are, by custom, named after their log's origin; several keys of one name are of one log."""
    found: dict[str, list[VerifierKey]] = {}
    for key in keys:
        found.setdefault(key.name, []).append(key)
    return tuple(TrustedLog(origin, tuple(each)) for origin, each in found.items())


def sign_checkpoint(checkpoint: Checkpoint, *keys: SigningKey) -> Note:
    """Sign a checkpoint. That it contains every earlier one of its log, the caller ensures: `require_consistent`.

    Raises:
        BadInput: if the origin holds control characters.
        ValueError: if there is no key.
        MissingLibrary: if `cryptography` is not installed.
    """
    return sign_note(checkpoint.text, *keys)


def parse_checkpoint(note: Note, where: str = "checkpoint", first_line: int = 1) -> Checkpoint:
    """Read the text of a note as a checkpoint. Nothing is verified: `open_checkpoint` does.

    Raises:
        BadInput: if the text is not exactly in the form of a checkpoint.
    """
    lines = note.text[:-1].split("\n")
    if len(lines) < 3:
        found = f"{len(lines)} lines" if len(lines) > 1 else "one line"
        malformed(where, found, "three: origin, size, root", line=first_line)
    for at, each in enumerate(lines):
        if not each:
            malformed(where, "an empty line", "no empty line before the signatures", line=first_line + at)
    origin, digits, hashed, *extensions = lines
    size, root = number_of(digits), hash_of(hashed)
    if size is None:
        expected = f"the size as decimal digits, without leading zeros or spaces, at most {MAX_SIZE}"
        malformed(where, shown(digits), expected, line=first_line + 1, field="size")
    if root is None:
        expected = f"the root: {HASH_SIZE} bytes in standard base64, and nothing behind it"
        malformed(where, shown(hashed), expected, line=first_line + 2, field="root")
    if size == 0 and root != EMPTY_ROOT:
        malformed(where, shown(hashed), f"{encoded(EMPTY_ROOT)}, of the empty log", line=first_line + 2, field="root")
    return Checkpoint(origin, size, root, tuple(extensions))


def open_checkpoint(
    data: bytes, logs: Iterable[TrustedLog], where: str = "checkpoint", first_line: int = 1
) -> Checkpoint:
    """Read a checkpoint and verify that a key of its own log signed it.

    Raises:
        BadInput: if it is not exactly in the form of a signed checkpoint.
        Unproven: if its origin is none of these logs', no key of that log signed it, or such a signature fails.
        ValueError: if two keys of a log share name and id.
        MissingLibrary: if `cryptography` is not installed.
    """
    note = parse_note(data, where, first_line)
    checkpoint = parse_checkpoint(note, where, first_line)
    logs = tuple(logs)
    keys = [key for log in logs if log.origin == checkpoint.origin for key in log.keys]
    if not keys:
        accepted = ", ".join(dict.fromkeys(shown(log.origin) for log in logs)) or "none"
        raise Unproven(
            Why.ORIGIN, f"the checkpoint is of the log {shown(checkpoint.origin)}; logs that are accepted: {accepted}"
        )
    signers(note, keys)
    return checkpoint


def require_consistent(earlier: Checkpoint, later: Checkpoint, path: Sequence[bytes]) -> None:
    """Check that the later checkpoint contains the earlier one: same log, nothing changed, nothing removed.

    Raises:
        Unproven: if the origins differ, the log shrank, or the path does not lead to both roots.
    """
    if earlier.origin != later.origin:
        message = f"the earlier checkpoint is of the log {shown(earlier.origin)}, the later of {shown(later.origin)}"
        raise Unproven(Why.ORIGIN, message)
    verify_consistency(earlier.size, later.size, path, earlier_root=earlier.root, later_root=later.root)

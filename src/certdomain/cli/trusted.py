"""The keys, logs and checkpoints that a command line names, and the files that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from certdomain.cli.opening import refuse
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.transparency.checkpoints import Checkpoint, TrustedLog, logs_of, open_checkpoint, parse_checkpoint
from certdomain.transparency.failures import Unproven
from certdomain.transparency.notes import VerifierKey, parse_note

_LARGEST = 64 * 1024 * 1024


def trusted_logs(args: Arguments, told: Sequence[str]) -> tuple[TrustedLog, ...]:
    """The logs that `--key` and `--origin` name: by custom a key is named after its log; else `--origin` says which.

    `told`: the files whose signatures are to be verified.

    Raises:
        BadInput: for a key that cannot be read, and for one that nothing would be verified with.
    """
    keys = tuple(_verifier_key(each) for each in args.key)
    if keys and not told:
        refuse("--key", args.key[0], "what it signed beside it: --checkpoint FILE")
    if args.origins and not keys:
        refuse("--origin", args.origins[0], "--key beside it: the key that may sign for this log")
    return tuple(TrustedLog(origin, keys) for origin in args.origins) or logs_of(keys)


def held_outside(args: Arguments, out: Output) -> tuple[tuple[TrustedLog, ...], list[tuple[Checkpoint, bool]]] | None:
    """The logs that are trusted and the checkpoints that `--checkpoint` names; None, and told, if one is not proven.

    Raises:
        BadInput: as `trusted_logs` and `checkpoint_of`.
    """
    logs = trusted_logs(args, args.checkpoints)
    try:
        return logs, [checkpoint_of(path, logs, "--checkpoint") for path in args.checkpoints]
    except Unproven as error:
        out.failure("unproven", {"why": error.why.value, "what": str(error)}, f"the checkpoint is not proven: {error}")
        return None


def checkpoint_of(path: str, logs: tuple[TrustedLog, ...], field: str) -> tuple[Checkpoint, bool]:
    """A checkpoint out of a file, and whether a key of one of these logs was seen to have signed it.

    Raises:
        BadInput: if it cannot be read, or is none.
        Unproven: if there are logs, and it is not signed by a key of one of them.
    """
    data = bytes_of(path, field)
    if logs:
        return open_checkpoint(data, logs, where=path), True
    return parse_checkpoint(parse_note(data, path), path), False


def _verifier_key(text: str) -> VerifierKey:
    """A verifier's key, as its text or as the name of a file that holds it."""
    if "+" not in text or Path(text).is_file():
        text = text_of(text, "--key").strip()
    return VerifierKey.parse(text)


def bytes_of(path: str, field: str) -> bytes:
    """What a file holds that an option names.

    Raises:
        BadInput: if it cannot be read, or is too large to be what is asked for.
    """
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        refuse(field, path, f"a file that can be read ({getattr(error, 'strerror', None) or error})")
    if len(data) > _LARGEST:
        refuse(field, path, f"a file of at most {_LARGEST} bytes")
    return data


def text_of(path: str, field: str) -> str:
    """The same, as text.

    Raises:
        BadInput: if it cannot be read, or is no text in UTF-8.
    """
    try:
        return bytes_of(path, field).decode()
    except UnicodeDecodeError:
        refuse(field, path, "a text file in UTF-8")

"""`certdomain key`, `checkpoint` and `prove`: what is handed to somebody who trusts nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import asdict

from certdomain.audit import Refusal, prove
from certdomain.audit import checkpoint as signed
from certdomain.audit.offline import Again, decided_again
from certdomain.cli.auditing import integrity_json, integrity_lines
from certdomain.cli.opening import known, opened, refuse, spare, store_of, wrote
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.errors import UnknownJourney
from certdomain.intake.strict_json import shown
from certdomain.register import Register
from certdomain.reports.tables import plain
from certdomain.transparency.checkpoints import Checkpoint, TrustedLog, logs_of, open_checkpoint, parse_checkpoint
from certdomain.transparency.failures import Unproven
from certdomain.transparency.notes import Note, SigningKey, VerifierKey, parse_note
from certdomain.transparency.proofs import Included, Proven, parse_proof, verifier_source, verify_proof

_LARGEST = 64 * 1024 * 1024
_DIGITS = 18  # of a number that every store can hold


def new_key(args: Arguments, out: Output) -> int:
    """Make a signing key. The file is readable by its owner alone; what others need is printed."""
    try:
        key = SigningKey.new(args.log)
    except ValueError:
        refuse("NAME", args.log, "a name such as register.example.org, without spaces and without `+`")
    path = Path(args.out or f"{args.log.replace('/', '-')}.key")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{key.text()}\n")
    except OSError as error:
        refuse("--out", str(path), f"a file that is not there yet and can be made ({error.strerror})")
    if out.json:
        out.data({"file": str(path), "verifier": str(key.verifier)})
        return 0
    out.text(f"the signing key stands in {path}: keep it secret, and keep a copy elsewhere")
    out.text("whoever verifies needs this, from you and by a way that they trust:")
    out.text(f"  {key.verifier}")
    return 0


def checkpoint(args: Arguments, out: Output) -> int:
    """Verify the register, sign its size and root, and print the note for others to keep."""
    keys = [SigningKey.parse(_text_of(path, "--key").strip(), where=path) for path in args.key]
    if not keys:
        refuse("--key", "none", "the file of a signing key; `certdomain key new NAME` makes one")
    since = [checkpoint_of(path, (), "--since")[0] for path in args.since]
    if args.out is not None:
        spare("--out", args.out)  # before anything is signed
    with opened(args) as register:
        try:
            made = signed(register.store, keys, origin=args.origin, since=since)
        except Unproven as error:
            out.failure("refused", {"what": str(error)}, f"nothing was signed: {error}")
            return 3
    if isinstance(made, Refusal):
        if out.json:
            out.data({"store": store_of(args), **integrity_json(made.report)})
        else:
            for line in ("nothing was signed", *integrity_lines(made.report, out)):
                out.text(line)
        return 3
    return _written(made, args, out)


def _written(note: Note, args: Arguments, out: Output) -> int:
    text, told = bytes(note).decode(), parse_checkpoint(note)
    if args.out is not None:
        wrote("--out", args.out, text.encode())
    if out.json:
        data = {"origin": told.origin, "size": told.size, "root": told.root.hex(), "note": text}
        out.data({"store": store_of(args), **data})
    elif args.out is None:
        out.text(text)
    else:
        out.text(f"{args.out}: {told.size} records, root {told.root.hex()}")
        out.text("hand it to somebody else, or publish it: only what is kept elsewhere proves anything later")
    return 0


def prove_(args: Arguments, out: Output) -> int:
    """Write one file that proves an entry of a journey, and all that it rests on."""
    note = None if args.checkpoint is None else parse_note(_bytes_of(args.checkpoint, "--checkpoint"), args.checkpoint)
    with opened(args) as register:
        journey, entry = _meant(register, args)
        made = prove(register, journey, entry, note)
        _, record = next(register.store.scan(made.index))
    path = Path(args.out or f"{_file_name(args.journey)}.tlog-proof")
    wrote("--out", str(path), bytes(made))
    if args.with_verifier:
        wrote("--with-verifier", str(path.parent / "verify_proof.py"), verifier_source().encode())
    told = parse_checkpoint(parse_note(made.checkpoint))
    if out.json:
        of = {"journey": journey, "entry": record.version}
        out.data({"file": str(path), **of, "index": made.index, "size": told.size, "origin": told.origin})
    else:
        place = f"position {made.index + 1} of {told.size}"
        out.text(
            f"{path} proves entry {record.version} of {plain(journey)}, {place}, by the checkpoint of {told.origin}"
        )
        out.text(f"it is verified with: certdomain verify --proof {path} --key VERIFIER-KEY")
    return 0


def _meant(register: Register, args: Arguments) -> tuple[str, int | None]:
    """The journey and the entry to prove. A number that is the id of no journey is a position of the log.

    Raises:
        UnknownJourney: for the id of none.
        BadInput: for a position that the log does not have, or at which no entry of a journey stands.
    """
    text = args.journey
    try:
        return known(register, text).id, args.entry
    except UnknownJourney:
        if not re.fullmatch("-?[0-9]+", text) or args.entry is not None:
            raise
    at = int(text) if len(text) <= _DIGITS else 0
    _, record = next(register.store.scan(at - 1), (0, None)) if at > 0 else (0, None)
    if record is None:
        last = sum(register.store.kinds().values())
        refuse("JOURNEY", text, f"the id of a journey of this register, or a position of its log, 1 to {last}")
    if not record.stream.startswith("journey/"):
        stands = f"at this one stands version {record.version} of {shown(record.stream)}"
        refuse("JOURNEY", text, f"a position at which an entry of a journey stands; {stands}")
    return record.stream.removeprefix("journey/"), record.version


def verify_one(args: Arguments, out: Output) -> int:
    """Verify a proof, without a register, a plugin or a network."""
    if not args.key:
        refuse("--key", "none", "the key of the log that you trust: its text, or a file that holds it")
    if args.checkpoints:
        refuse("--checkpoint", args.checkpoints[0], "no --proof beside it: a proof brings its own checkpoint")
    path = args.proof or ""
    logs = trusted_logs(args, [path])
    proof = parse_proof(_bytes_of(path, "--proof"), path)
    try:
        proven = verify_proof(proof, logs, where=path)
    except Unproven as error:
        out.failure("unproven", {"why": error.why.value, "what": str(error)}, f"not proven: {error}")
        return 1
    _tell(proven, args, out)
    return 0


def _tell(proven: Proven, args: Arguments, out: Output) -> None:
    entries = sorted((proven.entry, *proven.others), key=lambda each: each.index)
    parts = [(each, *parts_of(each)) for each in entries]
    told, again = proven.checkpoint, decided_again(proven)
    if out.json:
        listed = [
            {"index": each.index, "stream": stream, "version": version, "name": name, "state": state}
            for each, stream, version, name, state in parts
        ]
        log = {"origin": told.origin, "size": told.size, "root": told.root.hex()}
        found = {"checkpoint": log, "index": proven.entry.index, "entries": listed}
        out.data({"proof": args.proof, "proven": True, **found, "again": None if again is None else _again(again)})
        return
    out.text(f"proven: {len(parts)} entries stand in the log {told.origin} of {told.size} records")
    for each, stream, version, name, _ in parts:
        mark = "*" if each.index == proven.entry.index else " "
        out.text(f"{mark} position {each.index + 1}: {shown(stream)}, version {version}: {shown(name)}")
    out.text("* the entry that the proof is of. `--json` shows what each of them says")
    if again is not None:
        for line in _again_lines(again, out):
            out.text(line)


def _again(again: Again) -> dict[str, object]:
    return {
        "journey": again.journey,
        "records": again.records,
        "same": again.same,
        "missing": list(again.missing),
        "differences": [asdict(each) for each in again.differences],
    }


def _again_lines(again: Again, out: Output) -> Iterator[str]:
    if again.same:
        fine = out.painted("everything comes out as it was recorded", "good")
        read = f"all {again.records} records of the journey {shown(again.journey)} up to it"
        yield f"decided again from this file alone, {read}: {fine}"
        return
    if again.missing:
        bad = out.painted("not all that it rests on is in the file", "bad")
        yield f"it was not decided again: {bad}"
        yield from (f"  missing    {shown(each, 200)}" for each in again.missing)
    if again.differences:
        bad = out.painted(f"different from what was recorded: {len(again.differences)}", "bad")
        yield f"decided again from this file alone: {bad}"
    for each in again.differences:
        place = f"{each.stream} entry {each.entry}, {each.what}"
        yield f"  different  {shown(f'{place}: recorded {each.recorded}; now {each.recomputed}', 400)}"


def parts_of(each: Included) -> tuple[str, int, str, str]:
    """Stream, version, name and state of a proven entry, as far as it is one of ours."""
    parts = each.entry.split(b"\0", 4)
    if len(parts) != 5 or not parts[2].isdigit():
        return "?", 0, "?", each.entry.decode(errors="replace")
    _, stream, version, name, state = (part.decode(errors="replace") for part in parts)
    return stream, int(version), name, state


def trusted_logs(args: Arguments, told: Sequence[str]) -> tuple[TrustedLog, ...]:
    """The logs that `--key` and `--origin` name: by custom a key is named after its log; else `--origin` says which.

    `told`: the files whose signatures are to be verified.

    Raises:
        BadInput: for a key that cannot be read, and for one that nothing would be verified with.
    """
    keys = tuple(verifier_key(each) for each in args.key)
    if keys and not told:
        refuse("--key", args.key[0], "what it signed beside it: --checkpoint FILE")
    if args.origins and not keys:
        refuse("--origin", args.origins[0], "--key beside it: the key that may sign for this log")
    return tuple(TrustedLog(origin, keys) for origin in args.origins) or logs_of(keys)


def checkpoint_of(path: str, logs: tuple[TrustedLog, ...], field: str) -> tuple[Checkpoint, bool]:
    """A checkpoint out of a file, and whether a key of one of these logs was seen to have signed it.

    Raises:
        BadInput: if it cannot be read, or is none.
        Unproven: if there are logs, and it is not signed by a key of one of them.
    """
    data = _bytes_of(path, field)
    if logs:
        return open_checkpoint(data, logs, where=path), True
    return parse_checkpoint(parse_note(data, path), path), False


def verifier_key(text: str) -> VerifierKey:
    """A verifier's key, as its text or as the name of a file that holds it."""
    if "+" not in text or Path(text).is_file():
        text = _text_of(text, "--key").strip()
    return VerifierKey.parse(text)


def _bytes_of(path: str, field: str) -> bytes:
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        refuse(field, path, f"a file that can be read ({getattr(error, 'strerror', None) or error})")
    if len(data) > _LARGEST:
        refuse(field, path, f"a file of at most {_LARGEST} bytes")
    return data


def _text_of(path: str, field: str) -> str:
    try:
        return _bytes_of(path, field).decode()
    except UnicodeDecodeError:
        refuse(field, path, "a text file in UTF-8")


def _file_name(journey: str) -> str:
    """A journey's id as a file name: what no file system minds, and nothing that leads to another folder."""
    return "".join(char if char.isalnum() or char in "-_" else "_" for char in journey)[:100]

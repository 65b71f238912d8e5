"""`certdomain key`, `checkpoint` and `prove`: what is handed to somebody who trusts nobody."""

from __future__ import annotations

import os
import re
from pathlib import Path

from certdomain.audit import Refusal, prove
from certdomain.audit import checkpoint as signed
from certdomain.cli.integrity import integrity_json, integrity_lines
from certdomain.cli.opening import known, opened, refuse, spare, store_of, wrote
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.cli.trusted import bytes_of, checkpoint_of, text_of
from certdomain.errors import UnknownJourney
from certdomain.intake.strict_json import shown
from certdomain.register import Register
from certdomain.reports.tables import plain
from certdomain.transparency.checkpoints import parse_checkpoint
from certdomain.transparency.failures import Unproven
from certdomain.transparency.notes import Note, SigningKey, parse_note
from certdomain.transparency.proofs import verifier_source

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
    keys = [SigningKey.parse(text_of(path, "--key").strip(), where=path) for path in args.key]
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
    note = None if args.checkpoint is None else parse_note(bytes_of(args.checkpoint, "--checkpoint"), args.checkpoint)
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


def _file_name(journey: str) -> str:
    """A journey's id as a file name: what no file system minds, and nothing that leads to another folder."""
    return "".join(char if char.isalnum() or char in "-_" else "_" for char in journey)[:100]

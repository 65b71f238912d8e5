"""`certdomain verify`: whether bytes are as recorded, of a register or of a proof."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import asdict

from certdomain.audit import verify as verified
from certdomain.audit.offline import Again, decided_again
from certdomain.cli.integrity import integrity_json, integrity_lines
from certdomain.cli.opening import opened, refuse, store_of
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress
from certdomain.cli.trusted import bytes_of, held_outside, trusted_logs
from certdomain.intake.strict_json import shown
from certdomain.transparency.failures import Unproven
from certdomain.transparency.proofs import Included, Proven, parse_proof, verify_proof


def verify(args: Arguments, out: Output) -> int:
    """Check every stored byte against what was recorded with it, and against checkpoints; or check a proof."""
    if args.proof is not None:
        return _proof(args, out)
    held = held_outside(args, out)
    if held is None:
        return 1
    logs, checkpoints = held
    with opened(args) as register, Progress() as progress:
        report = verified(
            register.store,
            checkpoints=checkpoints,
            logs=logs,
            workers=args.workers,
            progress=partial(progress, "verify"),
        )
    if out.json:
        out.data({"store": store_of(args), **integrity_json(report)})
    else:
        for line in integrity_lines(report, out):
            out.text(line)
    return 0 if report.sound else 3


def _proof(args: Arguments, out: Output) -> int:
    """Verify a proof, without a register, a plugin or a network."""
    if not args.key:
        refuse("--key", "none", "the key of the log that you trust: its text, or a file that holds it")
    if args.checkpoints:
        refuse("--checkpoint", args.checkpoints[0], "no --proof beside it: a proof brings its own checkpoint")
    path = args.proof or ""
    logs = trusted_logs(args, [path])
    proof = parse_proof(bytes_of(path, "--proof"), path)
    try:
        proven = verify_proof(proof, logs, where=path)
    except Unproven as error:
        out.failure("unproven", {"why": error.why.value, "what": str(error)}, f"not proven: {error}")
        return 1
    _tell(proven, args, out)
    return 0


def _tell(proven: Proven, args: Arguments, out: Output) -> None:
    entries = sorted((proven.entry, *proven.others), key=lambda each: each.index)
    parts = [(each, *_parts_of(each)) for each in entries]
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


def _parts_of(each: Included) -> tuple[str, int, str, str]:
    """Stream, version, name and state of a proven entry, as far as it is one of ours."""
    parts = each.entry.split(b"\0", 4)
    if len(parts) != 5 or not parts[2].isdigit():
        return "?", 0, "?", each.entry.decode(errors="replace")
    _, stream, version, name, state = (part.decode(errors="replace") for part in parts)
    return stream, int(version), name, state

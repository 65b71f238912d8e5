"""`certdomain replay` and `certdomain verify`: whether decisions come out again, whether bytes are as recorded."""

from __future__ import annotations

import os
from functools import partial

from attrs import asdict

from certdomain.audit import Difference, IntegrityReport, ReplayReport, Stale
from certdomain.audit import replay as replayed
from certdomain.audit import verify as verified
from certdomain.cli.opening import opened, store_of
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress
from certdomain.register import Register
from certdomain.store import IntegrityFault
from certdomain.transparency.failures import Unproven


def replay(args: Arguments, out: Output) -> int:
    """Decide everything again, and name what comes out otherwise."""
    store = store_of(args)
    reopen = partial(Register.open, os.fspath(store), create=False)
    with opened(args) as register, Progress() as progress:
        report = replayed(register, args.workers, reopen=reopen, progress=partial(progress, "replay"))
    if out.json:
        out.data({"store": store, **replay_json(report)})
    else:
        for line in replay_lines(report, out):
            out.text(line)
    return 0 if report.same else 1


def verify(args: Arguments, out: Output) -> int:
    """Check every stored byte against what was recorded with it, and against checkpoints; or check a proof."""
    from certdomain.cli import proofs

    if args.proof is not None:
        return proofs.verify_one(args, out)
    logs = proofs.trusted_logs(args, args.checkpoints)
    try:
        checkpoints = [proofs.checkpoint_of(path, logs, "--checkpoint") for path in args.checkpoints]
    except Unproven as error:
        out.failure("unproven", {"why": error.why.value, "what": str(error)}, f"the checkpoint is not proven: {error}")
        return 1
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


def replay_json(report: ReplayReport) -> dict[str, object]:
    """A replay as JSON holds it."""
    return {
        "same": report.same,
        "journeys": report.journeys,
        "juries": report.juries,
        "records": report.records,
        "differences": [asdict(each) for each in report.differences],
        "stale": [{**asdict(each), "because": list(each.because)} for each in report.stale],
    }


def replay_lines(report: ReplayReport, out: Output) -> list[str]:
    """A replay in words."""
    read = f"replayed {report.records} records of {report.journeys} journeys and {report.juries} juries"
    found = out.painted("everything comes out as it was recorded", "good")
    if not report.same:
        found = out.painted(f"different from what was recorded: {len(report.differences)}", "bad")
    lines = [f"{read}: {found}"]
    lines += [f"  different  {_place(each)}" for each in report.differences]
    if report.stale:
        lines.append(f"stale, that is right on what was known, and another since a correction: {len(report.stale)}")
    for each in report.stale:
        lines.append(f"  stale      {_place(each)} (since entry {', '.join(map(str, each.because))})")
    return lines


def _place(each: Difference | Stale) -> str:
    return f"{each.stream} entry {each.entry}, {each.what}: recorded {each.recorded}; now {each.recomputed}"


def integrity_json(report: IntegrityReport) -> dict[str, object]:
    """A check of integrity as JSON holds it."""
    return {
        "sound": report.sound,
        "records": dict(report.records),
        "faults": [_fault_json(each) for each in report.faults],
        "count": report.count,
        "size": report.size,
        "root": report.root.hex(),
        "good_prefix": report.prefix,
        "proven_prefix": report.proven,
        "checkpoints": [
            {
                "origin": each.checkpoint.origin,
                "size": each.checkpoint.size,
                "root": each.checkpoint.root.hex(),
                "agrees": each.agrees,
                "signature_verified": each.signed,
            }
            for each in report.held
        ],
    }


def _fault_json(fault: IntegrityFault) -> dict[str, object]:
    names = ("position", "stream", "version", "field", "expected", "actual")
    return {**{name: getattr(fault, name) for name in names}, "what": fault.what.value, "caught_by": fault.caught_by}


def integrity_lines(report: IntegrityReport, out: Output) -> list[str]:
    """A check of integrity in words."""
    if report.sound:
        total = sum(count for _, count in report.records)
        kinds = ", ".join(f"{kind} {count}" for kind, count in report.records)
        sound = out.painted("nothing missing, altered, reordered or added outside", "good")
        lines = [f"verified {total} records ({kinds or 'empty'}): {sound}", f"root {report.root.hex()}"]
        return [*lines, *_checkpoint_lines(report, out)]
    lines = [
        out.painted(
            f"{report.count} {'fault' if report.count == 1 else 'faults'}: the register is not as it was recorded",
            "bad",
        )
    ]
    lines += [f"  {fault}" for fault in report.faults]
    if report.count > len(report.faults):
        lines.append(f"  … and {report.count - len(report.faults)} more")
    lines.append(f"nothing speaks against the first {report.prefix} records")
    lines += _checkpoint_lines(report, out)
    lines.append("keep the file as it is, and go back to a backup or checkpoint to see what was changed")
    return lines


def _checkpoint_lines(report: IntegrityReport, out: Output) -> list[str]:
    """What the checkpoints add, and what nobody can tell without one."""
    lines = []
    for each in report.held:
        found = out.painted("agrees", "good") if each.agrees else out.painted("is contradicted", "bad")
        by = "" if each.signed else " (its signature was not verified: give --key)"
        lines.append(f"the checkpoint of {each.checkpoint.origin} at {each.checkpoint.size} records {found}{by}")
    if not report.held:
        lines.append(
            "no checkpoint was given: that the last records were removed, that an older copy was put in place, or that "
            "records and all digests were rewritten together cannot be told from inside"
        )
    elif report.sound and report.proven < report.size:
        lines.append(f"the {report.size - report.proven} records behind it are vouched for by no checkpoint yet")
    return lines

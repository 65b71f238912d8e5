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
    """Check every stored byte against what was recorded with it."""
    with opened(args) as register, Progress() as progress:
        report = verified(register.store, progress=partial(progress, "verify"))
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
        "faults": [{**asdict(each), "what": each.what.value} for each in report.faults],
        "count": report.count,
    }


def integrity_lines(report: IntegrityReport, out: Output) -> list[str]:
    """A check of integrity in words."""
    if report.sound:
        total = sum(count for _, count in report.records)
        kinds = ", ".join(f"{kind} {count}" for kind, count in report.records)
        sound = out.painted("nothing missing, altered, reordered or added outside", "good")
        return [f"verified {total} records ({kinds or 'empty'}): {sound}"]
    lines = [out.painted(f"{report.count} faults: the register is not as it was recorded", "bad")]
    lines += [f"  {fault}" for fault in report.faults]
    if report.count > len(report.faults):
        lines.append(f"  … and {report.count - len(report.faults)} more")
    lines.append("keep the file as it is, and go back to a backup or checkpoint to see what was changed")
    return lines

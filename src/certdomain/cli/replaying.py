"""`certdomain replay`: whether decisions come out again."""

from __future__ import annotations

import os
from functools import partial

from attrs import asdict

from certdomain.audit import Difference, ReplayReport, Stale
from certdomain.audit import replay as replayed
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

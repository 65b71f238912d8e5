"""`certdomain plugin mutate`: whether the cases of a title notice that a number or a reading is another one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from attrs import asdict

from certdomain.cli.opening import exists, nearest, refuse
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress
from certdomain.conformance.mutation import Fate, Mutant, MutationReport, mutate
from certdomain.plugins import installed


def mutation(args: Arguments, out: Output) -> int:
    """Mutate a title, and tell what no case notices."""
    titles = installed()
    if args.title not in titles:
        refuse("TITLE", args.title, f"an installed title{nearest(args.title, titles)}")
    for path in args.cases:
        if not exists(path):
            refuse("--cases", path, "a case file, or a folder of them")
    editions = [each.regulation for each in titles[args.title]]
    regulation = next((each for each in editions if args.edition in (None, each.edition)), None)
    if regulation is None:
        refuse("--edition", str(args.edition), f"an edition of {args.title}: {', '.join(e.edition for e in editions)}")
    with Progress() as progress:
        report = mutate(
            regulation,
            [Path(path) for path in args.cases],
            workers=args.workers,
            progress=partial(progress, "mutate"),
            only=args.only,
        )
    if out.json:
        out.data(mutation_json(report))
    else:
        for line in mutation_lines(report, out):
            out.text(line)
    return 0 if report.clean else 1


def mutation_json(report: MutationReport) -> dict[str, object]:
    """A report as JSON holds it: every mutant, every pair, and the counts."""
    return {
        "title": report.title,
        "edition": report.edition,
        "cases": report.cases,
        "counts": {
            "mutants": len(report.mutants),
            **{fate.value: len(report.of(fate)) for fate in Fate},
            "pairs": sum(not each.parameter for each in report.distinctions),
            "parameters": sum(each.parameter for each in report.distinctions),
            "undistinguished": len(report.undistinguished),
            "failing": len(report.failing),
        },
        "mutants": [{**asdict(each), "outcome": each.outcome.value} for each in report.mutants],
        "distinctions": [asdict(each) for each in report.distinctions],
        "failing": [asdict(each) for each in report.failing],
    }


def mutation_lines(report: MutationReport, out: Output) -> list[str]:
    """A report in words: a line for each thing that no case notices, then the counts."""
    lines = [f"{out.painted('failing', 'bad')}  {each.file}: {each.name}" for each in report.failing]
    lines += [f"{out.painted('survived', 'bad')}  {_moved(each)}: {each.because}" for each in report.survivors]
    for each in report.undistinguished:
        said = "matters to no case" if each.parameter else f"{each.option} and {each.other}: no case tells them apart"
        lines.append(f"{out.painted('undistinguished', 'bad')}  {each.of} {said}")
    lines += [
        f"{out.painted('equivalent', 'faint')}  {_moved(each)}: {each.because}" for each in report.of(Fate.EQUIVALENT)
    ]
    lines.append(out.painted(str(report), "good" if report.clean else "bad"))
    return lines


def _moved(mutant: Mutant) -> str:
    by = f" [{', '.join(mutant.clauses)}]" if mutant.clauses else ""
    return f"{mutant.path} {mutant.way} {mutant.before} -> {mutant.after}{by}"

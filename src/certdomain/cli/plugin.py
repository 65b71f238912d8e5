"""`certdomain plugin check`: for those who add a title."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from attrs import asdict

from certdomain.cli.mutating import mutation_json
from certdomain.cli.opening import exists, nearest, refuse
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress
from certdomain.conformance.checks import BY_NAME
from certdomain.conformance.loading import Loaded, load_all
from certdomain.conformance.notes import Note
from certdomain.conformance.report import Report, examine
from certdomain.hookspecs import GROUP


def check(args: Arguments, out: Output) -> int:
    """Load the installed plugins as a user would, apart from one another, and hold each against the conformance kit."""
    _look_at(args)
    with Progress() as progress:
        progress("loading plugins", 0)
        every = load_all()
        chosen = _chosen(every, args.names)
        reports = [
            examine(
                each,
                cases=[Path(path) for path in args.cases],
                sources=[Path(path) for path in args.sources],
                quick=args.quick,
                workers=args.workers,
                progress=progress,
            )
            for each in chosen
        ]
    if args.checks:
        reports = [each.only(args.checks) for each in reports]
    faults = sum(len(each.faults) for each in reports)
    if out.json:
        out.data({"plugins": {each.distribution: _data(each) for each in reports}, "faults": faults})
        return 1 if faults else 0
    if not reports:
        out.text(f"no plugin is installed: a plugin has an entry point in the group {GROUP!r}")
    for each in reports:
        for line in _lines(each, out):
            out.text(line)
    return 1 if faults else 0


def _look_at(args: Arguments) -> None:
    """Refuse what cannot be meant before anything takes its time."""
    for folder in args.sources:
        if not os.path.isdir(folder):  # noqa: PTH112 - pathlib raises for a name that cannot be
            refuse("--sources", folder, "a folder that holds source texts")
    for path in args.cases:
        if not exists(path):
            refuse("--cases", path, "a case file, or a folder of them")
    for name in args.checks:
        if name not in BY_NAME:
            refuse("--only", name, f"the name of a check{nearest(name, BY_NAME)}")


def _chosen(every: Sequence[Loaded], names: Sequence[str]) -> list[Loaded]:
    """The plugins that are meant, by distribution or by title."""
    known = {each.distribution: {each.distribution, *_titles(each)} for each in every}
    for name in names:
        if not any(name in names_of for names_of in known.values()):
            every_name = {each for names_of in known.values() for each in names_of}
            refuse("NAME", name, f"an installed plugin or title{nearest(name, every_name)}")
    return [each for each in every if not names or known[each.distribution] & set(names)]


def _titles(loaded: Loaded) -> list[str]:
    return [] if loaded.certifier is None else [each.certification for each in loaded.certifier.regulations]


def _data(report: Report) -> dict[str, object]:
    return {
        "titles": list(report.titles),
        "fit": report.fit,
        "faults": len(report.faults),
        "full": report.full,
        "notes": [asdict(each) for each in report.notes],
        "cases": list(report.cases),
        "mutation": [mutation_json(each) for each in report.mutations],
    }


def _lines(report: Report, out: Output) -> list[str]:
    """A plugin in words: faults by title, then remarks, what was tried, and whether it is fit."""
    lines = [f"{out.painted(report.distribution, 'strong')} ({', '.join(report.titles) or 'no title'})"]
    for notes, kind in (
        (report.faults, out.painted("fault ", "bad")),
        (report.remarks, out.painted("remark", "faint")),
    ):
        for each in sorted(notes, key=lambda note: _order(note, report)):
            lines += _told(each, kind, out)
    lines += [f"  {each}" for each in report.mutations]
    if report.full:
        states = [each for each in report.notes if each.check.startswith("not-deterministic")]
        if report.cases and report.titles:
            said = "not the same in other surroundings" if states else "the same in other surroundings"
            lines.append(f"  answers of {len(report.cases)} case files: {said}")
    else:
        lines.append("  quick: no case was run")
    count = len(report.faults)
    fate = out.painted("fit", "good") if report.fit else out.painted(f"not fit: {count} fault{'s'[: count > 1]}", "bad")
    return [*lines, f"  {fate}"]


def _order(note: Note, report: Report) -> int:
    return report.titles.index(note.title) + 1 if note.title in report.titles else 0


def _told(note: Note, kind: str, out: Output) -> list[str]:
    where = "" if note.place is None else f"{note.place}: "
    at = " ".join(part for part in (note.title, note.path) if part)
    told = [f"  {kind}  {where}{at + ': ' if at else ''}{note.what} [{note.check}]"]
    if note.mend and note.fault:
        told.append(out.painted(f"          {note.mend}", "faint"))
    return told

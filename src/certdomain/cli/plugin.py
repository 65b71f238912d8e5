"""`certdomain plugin new` and `certdomain plugin check`: for those who add a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

from attrs import asdict

from certdomain.cli.opening import exists, nearest, refuse
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.cli.scaffold import written
from certdomain.conformance.declarations import examined
from certdomain.conformance.notes import Note
from certdomain.errors import PluginError
from certdomain.hookspecs import GROUP, Certifier
from certdomain.plugins import certifier_of, distribution_of, titles

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


def new(args: Arguments, out: Output) -> int:
    """Write the scaffold; nothing that exists is touched."""
    if not _NAME.fullmatch(args.name) or len(args.name) > 40:
        refuse("NAME", args.name, "at most 40 lower-case letters, digits and dashes, such as ecole-du-port")
    folder = Path(args.dir) / f"certdomain-{args.name}"
    if exists(str(folder)):
        refuse("--dir", str(folder), "a folder that is not there yet")
    try:
        files = written(folder, args.name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse("--dir", str(folder), f"a folder that can be made ({reason})")
    if out.json:
        out.data({"folder": str(folder), "files": [str(file) for file in files]})
        return 0
    out.text(f"{folder} holds a plugin with one invented title:")
    for file in files:
        out.text(f"  {file}")
    out.text("Next: put the source text and its clauses in place of the invented ones, then")
    out.text(f"  python -m pip install -e {folder}")
    out.text(f"  certdomain plugin check certdomain-{args.name}")
    out.text(f"  certdomain cases {folder / 'tests' / 'cases' / 'first.yaml'}")
    return 0


def _installed() -> Iterator[tuple[str, Certifier | PluginError]]:
    """Every installed plugin by the name of its distribution, or why it cannot be loaded; one does not hide another."""
    for entry_point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        try:
            yield distribution_of(entry_point), certifier_of(entry_point)
        except PluginError as error:
            yield distribution_of(entry_point), error


def check(args: Arguments, out: Output) -> int:
    """Load every installed plugin and hold its declarations against the conformance kit."""
    found: dict[str, list[Note]] = {}
    regulations: list[tuple[str, str]] = []
    asked = set(args.names)
    for name, certifier in _installed():
        if isinstance(certifier, PluginError):
            found[name] = [Note(check="loading", what=certifier.what)]
            continue
        for regulation in certifier.regulations:
            regulations.append((name, regulation.certification))
            if not asked or {name, regulation.certification} & asked:
                found.setdefault(name, []).extend(examined(regulation, name))
    known = {*found, *(name for pair in regulations for name in pair)}
    for each in args.names:
        if each not in known:
            refuse("NAME", each, f"an installed plugin or title{nearest(each, known)}")
    try:
        titles([(name, each) for name, each in _installed() if not isinstance(each, PluginError)])
    except PluginError as error:
        found.setdefault(error.distribution, []).append(Note(check="loading", what=error.what))
    faults = sum(note.fault for notes in found.values() for note in notes)
    if out.json:
        data = {name: [asdict(note) for note in notes] for name, notes in found.items()}
        out.data({"plugins": data, "faults": faults})
        return 1 if faults else 0
    if not found:
        out.text(f"no plugin is installed: a plugin has an entry point in the group {GROUP!r}")
    for name, notes in found.items():
        own = ", ".join(title for plugin, title in regulations if plugin == name)
        out.text(f"{out.painted(name, 'strong')} ({own})")
        for note in notes:
            kind = out.painted("fault ", "bad") if note.fault else out.painted("remark", "faint")
            out.text(f"  {kind}  {note.title}: {note.what}".replace("  : ", "  "))
        if not any(note.fault for note in notes):
            out.text(f"  {out.painted('fit', 'good')}")
    return 1 if faults else 0

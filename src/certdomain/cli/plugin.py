"""`certdomain plugin check`: for those who add a title."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points

from attrs import asdict

from certdomain.cli.opening import nearest, refuse
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.conformance.declarations import examined
from certdomain.conformance.notes import Note
from certdomain.errors import PluginError
from certdomain.hookspecs import GROUP, Certifier
from certdomain.plugins import certifier_of, distribution_of, titles


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

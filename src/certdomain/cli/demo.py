"""`certdomain demo`: the bundled journeys of all installed titles, recorded, decided, explained, replayed, verified."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.metadata import entry_points
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import mkdtemp

from certdomain import reports
from certdomain.audit import replay, verify
from certdomain.cli.integrity import integrity_json, integrity_lines
from certdomain.cli.opening import exists, refuse
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress
from certdomain.cli.recording import imported_json
from certdomain.cli.replaying import replay_json, replay_lines
from certdomain.errors import UnknownJourney
from certdomain.hookspecs import GROUP
from certdomain.importing import Imported, import_file
from certdomain.journey import Decision
from certdomain.register import Register
from certdomain.vocabulary import Verdict

FILE = "demo.jsonl"
"""The journeys that a plugin may ship, beside its module."""


def demo(args: Arguments, out: Output) -> int:
    """Record into a register that must be new, then show what can be asked of it."""
    store = args.store
    if store is None:
        store = str(Path(mkdtemp(prefix="certdomain-")) / "demo.db")
    elif exists(store):
        refuse("--store", store, "a new register: nothing may be there yet")
    with Register.open(store) as register, Progress() as progress:
        imports = [(plugin, imported) for plugin, imported in _recorded(register, progress)]
        decisions = list(_decisions(register))
        refused = sorted({*register.journeys()} - {each.journey for each in decisions})
        replayed = replay(register, progress=partial(progress, "replay"))
        verified = verify(register.store, progress=partial(progress, "verify"))
    explained = _telling(decisions)
    code = 3 if not verified.sound else 0
    if code == 0 and (not replayed.same or any(imported.invalid.count for _, imported in imports)):
        code = 1
    if out.json:
        out.data(
            {
                "store": store,
                "imported": {plugin: imported_json(imported) for plugin, imported in imports},
                "journeys": [_row_json(each) for each in decisions],
                "refused": refused,
                "explained": None if explained is None else explained.to_json(),
                "replay": replay_json(replayed),
                "verify": integrity_json(verified),
            }
        )
        return code
    for plugin, imported in imports:
        counts = f"{imported.refused.count} refused, {imported.referred.count} referred to the certifier"
        out.text(f"{plugin}: {imported.recorded} records ({counts})")
        for problem in imported.invalid.first:
            out.trouble(str(problem))
    if not imports:
        out.text("no installed plugin ships journeys: install the plugin of a certifier, then try again")
    out.text()
    out.text(reports.table(("journey", "title", "on", "status", "verdict", "kept"), [_row(each) for each in decisions]))
    if refused:
        out.text(f"enrolment refused: {', '.join(refused)}")
    if explained is not None:
        out.text()
        out.text(out.painted(f"certdomain explain {explained.journey} --on {explained.on}", "strong"))
        out.text(explained.explain("en"))
    out.text()
    for line in (*replay_lines(replayed, out), *integrity_lines(verified, out)):
        out.text(line)
    if explained is not None:
        out.text(f"ask it more: certdomain timeline {explained.journey} --store {store}")
    out.text(f"the register is in {store}")
    return code


def _recorded(register: Register, progress: Progress) -> Iterator[tuple[str, Imported]]:
    for entry_point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        bundled = files(entry_point.module.partition(".")[0]) / FILE
        if bundled.is_file():
            with as_file(bundled) as path:
                yield entry_point.name, import_file(register, path, progress=progress)


def _decisions(register: Register) -> Iterator[Decision]:
    """Each journey on the day of its last record, so that the demonstration is the same on every day."""
    for name in register.journeys():
        journey = register.journey(name)
        last = max(record.command.on for record in journey.records())
        try:
            yield journey.decide(last)
        except UnknownJourney:  # its enrolment was refused
            continue


def _telling(decisions: list[Decision]) -> Decision | None:
    """The decision that is most worth explaining: decided, not the whole title, something missing by a distance."""
    partial_ = [each for each in decisions if each.decided and each.title.verdict is Verdict.PARTIAL and each.missing]
    return min(partial_, key=lambda each: (len(each.missing), each.journey), default=next(iter(decisions), None))


def _row(each: Decision) -> tuple[str, ...]:
    status = "decided" if each.decided else "proposed"
    verdict, kept = each.title.verdict.value, " ".join(each.kept)
    return each.journey, each.certification, each.on.isoformat(), status, verdict, kept


def _row_json(each: Decision) -> dict[str, object]:
    return {
        "journey": each.journey,
        "certification": each.certification,
        "on": each.on.isoformat(),
        "status": "decided" if each.decided else "proposed",
        "verdict": each.title.verdict.value,
        "kept": list(each.kept),
    }

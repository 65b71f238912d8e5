"""`certdomain import`: a JSON Lines file into the register."""

from __future__ import annotations

from pathlib import Path

from certdomain.cli.opening import exists, store_of
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress, problem_json
from certdomain.importing import Checked, Declined, Imported, check_file, record_file
from certdomain.register import Register


def import_(args: Arguments, out: Output) -> int:
    """Check the file, record it, and tell what came of each line that was not simply accepted."""
    path, store = Path(args.file), store_of(args)
    with Progress() as progress:
        checked = _checked_alone(path, progress) if not exists(store) else None
        with Register.open(store) as register:
            if checked is None:
                checked = check_file(register, path, progress=progress)
            imported = record_file(register, path, checked, progress=progress)
    if out.json:
        out.data({"file": str(path), "store": store, **imported_json(imported)})
    else:
        _tell(imported, path, store, out)
    for problem in imported.invalid.first:
        out.trouble(str(problem))
    return code_of(imported)


def code_of(imported: Imported) -> int:
    """The exit code of an import."""
    if imported.invalid.count:
        return 2
    return 1 if imported.refused.count or imported.referred.count else 0


def _checked_alone(path: Path, progress: Progress) -> Checked:
    """A faulty file must not leave an empty register behind."""
    with Register.open("memory:") as nothing:
        return check_file(nothing, path, progress=progress)


def imported_json(imported: Imported) -> dict[str, object]:
    """An import as JSON holds it."""
    return {
        "recorded": imported.recorded,
        "skipped": imported.skipped,
        "refused": [_declined_json(each) for each in imported.refused.first],
        "referred": [_declined_json(each) for each in imported.referred.first],
        "invalid": [problem_json(each) for each in imported.invalid.first],
        "counts": {
            "refused": imported.refused.count,
            "referred": imported.referred.count,
            "invalid": imported.invalid.count,
        },
    }


def _declined_json(each: Declined) -> dict[str, object]:
    return {
        "line": each.line,
        "about": list(each.about),
        "command": each.command,
        "clauses": list(each.clauses),
        "possible_on": each.possible_on,
    }


def _tell(imported: Imported, path: Path, store: str, out: Output) -> None:
    out.text(f"{path} into {store}: {imported.recorded} recorded, {imported.skipped} skipped (already recorded)")
    for name, listing, how in (("refused", imported.refused, "bad"), ("referred", imported.referred, "strong")):
        if listing.count:
            out.text(out.painted(f"{name}: {listing.count}", how))
        for each in listing.first:
            clauses = ", ".join(each.clauses) or "no clause: the text is silent"
            when = f"; the day in time would have been {each.possible_on}" if each.possible_on else ""
            out.text(f"  line {each.line}: {each.command} of {', '.join(each.about)}: {clauses}{when}")
    if imported.invalid.count:
        out.text(out.painted(f"not recorded, invalid in their place: {imported.invalid.count}", "bad"))

"""`certdomain plugin new`: writes the scaffold of a plugin, from nothing, from a text, from a fiche of the register."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attrs import frozen

from certdomain.cli.opening import exists, refuse, today
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, problem_json
from certdomain.errors import BadInput, Problem
from certdomain.registry import read_fiche
from certdomain.scaffold import Draft, assembled, files, from_fiche, from_text, invented, written
from certdomain.scaffold.draft import LONGEST_NAME, NAME, prefix_of
from certdomain.scaffold.fiche import DraftedFiche
from certdomain.scaffold.text import NumberedText

_TITLE: Final = re.compile(r"[^\W_][\w.-]{0,59}")
_KIT: Final = "certdomain.testing.conformance"
_SHOWN: Final = 40
"""How many remarks are printed; `--json` has all."""


def new(args: Arguments, out: Output) -> int:
    """Write the scaffold; nothing that exists is touched, and on any failure nothing is left."""
    try:
        return _new(args, out)
    except EOFError:
        out.failure(
            "cancelled", {"what": "the input ended"}, "the input ended before all was answered; nothing is written"
        )
        return 2
    except KeyboardInterrupt:
        out.failure("cancelled", {"what": "interrupted"}, "interrupted; nothing is written")
        return 130


def _new(args: Arguments, out: Output) -> int:
    asking = _Asking(asks=not args.yes and not out.json and _terminal())
    name = asking.name(args.name)
    folder = Path(args.dir) / f"certdomain-{name}"
    if exists(str(folder)):
        refuse("--dir", str(folder), "a folder that is not there yet")
    draft = _draft(args, asking, name)
    try:
        made = written(folder, files(draft, kit=find_spec(_KIT) is not None))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse("--dir", str(folder), f"a folder that can be made ({reason})")
    _tell(out, draft, folder, made)
    return 0


def _draft(args: Arguments, asking: _Asking, name: str) -> Draft:
    text_file, export = args.from_text, args.from_fiche
    if text_file is None and export is None:
        text_file = asking.optional("text of the regulation, a file")
        if (file := asking.optional("export of the national register, a file")) is not None:
            export = [file, asking.needed("number of the fiche in it (RNCP12345)")]
    text, fiche, number = _read(name, text_file, export)
    title = _title(asking.text("id of the title", args.title, number or f"{name.upper()}-1"))
    certifier = _filled("--certifier", asking.text("certifier", args.certifier, (fiche and fiche.certifier) or name))
    otherwise = str(today().year) if fiche is None else fiche.edition
    edition = _filled("--edition", asking.text("edition", args.edition, otherwise))
    if text is None and fiche is None:
        return invented(name, title, certifier, edition)
    return assembled(name, title, certifier, edition, text, fiche)


def _read(
    name: str, text_file: str | None, export: list[str] | None
) -> tuple[NumberedText | None, DraftedFiche | None, str | None]:
    """The text and the fiche, and the number of the fiche; what is wrong with either is told at once."""
    problems: list[Problem] = []
    text = fiche = number = None
    if text_file is not None:
        try:
            text = from_text(Path(text_file), prefix_of(name))
        except BadInput as bad:
            problems += bad.problems
    if export is not None:
        path, number = export
        try:
            fiche = from_fiche(read_fiche(Path(path), number), prefix_of(name))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    return text, fiche, number


def _title(title: str) -> str:
    if not _TITLE.fullmatch(title):
        refuse("--title", title, "at most 60 letters, digits, dots and dashes, such as RNCP12345")
    return title


def _filled(option: str, text: str) -> str:
    plain = " ".join(text.split())
    if not plain or not plain.isprintable() or len(plain) > 200:
        refuse(option, text, "a text of 1 to 200 characters that can be printed")
    return plain


@frozen
class _Asking:
    """Asks on the terminal for what is missing, or takes the default."""

    asks: bool

    def name(self, given: str | None) -> str:
        """The name of the plugin."""
        expected = f"at most {LONGEST_NAME} lower-case letters, digits and dashes, such as ecole-du-port"
        if given is None and not self.asks:
            refuse("NAME", "", expected)
        name = self.needed("name of the plugin (ecole-du-port)") if given is None else given
        if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            refuse("NAME", name, expected)
        return name

    def text(self, what: str, given: str | None, otherwise: str) -> str:
        """What was given, else what is answered, else the default."""
        if given is not None:
            return given
        return (self._answer(f"{what} [{otherwise}]: ") if self.asks else "") or otherwise

    def optional(self, what: str) -> str | None:
        """What is answered; nothing if nothing is."""
        return (self._answer(f"{what} [none]: ") if self.asks else "") or None

    def needed(self, what: str) -> str:
        """What is answered, asked again until something is."""
        while not (answer := self._answer(f"{what}: ")):
            pass
        return answer

    @staticmethod
    def _answer(prompt: str) -> str:
        # The prompt goes to standard error: standard output is for what was done.
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise EOFError
        return line.strip()


def _terminal() -> bool:
    try:
        return sys.stdin.isatty()
    except (AttributeError, ValueError):
        return False


def _tell(out: Output, draft: Draft, folder: Path, made: list[Path]) -> None:
    regulation = draft.regulation
    undeclared = [clause.id for clause in regulation.clauses if clause.because is not None]
    if out.json:
        out.data(
            {
                "folder": str(folder),
                "files": [str(file) for file in made],
                "title": regulation.certification,
                "edition": regulation.edition,
                "clauses": len(regulation.clauses),
                "undeclared": undeclared,
                "unread": [problem_json(problem) for problem in draft.remarks],
            }
        )
        return
    blocs = len(regulation.referential.blocs)
    holds = f"{blocs} blocs, {len(regulation.clauses)} clauses, {len(undeclared)} of them still to be declared"
    out.text(f"{folder} holds a plugin with one {'invented title' if draft.invented else 'title'}:")
    out.text(f"  {regulation.certification}, edition {regulation.edition}, {holds}")
    for file in made:
        out.text(f"  {file}")
    if draft.remarks:
        out.text(f"What could not be read, or is not said ({len(draft.remarks)}):")
        for problem in draft.remarks[:_SHOWN]:
            out.text(f"  {problem}")
        if len(draft.remarks) > _SHOWN:
            out.text(f"  … and {len(draft.remarks) - _SHOWN} more; --json has all")
    if draft.invented:
        out.text("Next: put the source text and its clauses in place of the invented ones, then")
    else:
        out.text("Next: sum up each clause that is marked TO BE WRITTEN, declare what it decides, and")
    out.text(f"  python -m pip install -e {folder}")
    out.text(f"  certdomain plugin check certdomain-{draft.name}")
    out.text(f"  certdomain cases {folder / 'tests' / 'cases' / 'first.yaml'}")

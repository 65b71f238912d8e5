"""What can be typed: the commands, their arguments and their help."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NoReturn

from certdomain.calendar import parse_date, parse_instant
from certdomain.errors import Problem

if TYPE_CHECKING:
    from argparse import _MutuallyExclusiveGroup, _SubParsersAction

STORE = "certdomain.db"
"""The register of a command that names none."""

EXIT_CODES = (
    "exit codes: 0 fine, 1 the regulation says no, 2 bad input or usage, 3 the register is damaged or unreadable"
)

_ARGUMENT = re.compile(r"argument ([^:]+): (.*)", re.DOTALL)  # how argparse tells of one argument


class Arguments(Namespace):
    """What was typed. Each command has the fields that its parser declares."""

    run: tuple[str, str]
    json: bool = False
    store: str | None = None
    title: str
    edition: str | None
    file: str
    files: list[str]
    journey: str
    on: date | None
    known_at: datetime | None
    all_readings: bool = False
    pairs: bool = False
    why_not: str | None = None
    what_if: str | None = None
    lang: str
    workers: int
    name: str | None
    certifier: str | None
    from_text: str | None
    from_fiche: list[str] | None
    yes: bool
    certification: str | None = None
    listed: bool = False
    names: list[str]
    dir: str
    reading: list[tuple[str, str]]
    parameter: list[tuple[str, str]]
    by: str
    reason: str
    clauses: list[str] | None
    cases: list[str]
    only: str | None
    checkpoints: list[str]
    checkpoint: str | None
    proof: str | None
    key: list[str]
    since: list[str]
    origin: str | None
    origins: list[str]
    out: str | None
    entry: int | None
    with_verifier: bool
    log: str
    as_table: bool
    reg_a: str
    reg_b: str
    format: str
    html: str | None
    canonical: str | None
    sources: list[str]
    checks: list[str]
    quick: bool
    sample: int | None
    seed: str | None
    since_day: date | None
    until: date | None
    group_by: str
    jury: str
    awaiting: bool


class Misused(Exception):
    """A command line that cannot be parsed: its message has the usage, as argparse tells it."""

    def __init__(self, usage: str, prog: str, message: str) -> None:
        argument = _ARGUMENT.match(message)
        self.problem = Problem(
            where="command line",
            field=argument[1] if argument else None,
            found=argument[2] if argument else message,
            expected=f"what `{prog} --help` says",
        )
        super().__init__(f"{usage}{prog}: error: {message}")


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misused(self.format_usage(), self.prog, message)


def arguments(argv: Sequence[str] | None = None) -> Arguments:
    """What was typed; `None`: the arguments of this process.

    Raises:
        Misused: if it cannot be parsed.
        SystemExit: after the help or the version, which are printed.
    """
    typed = _typed(argv)
    made = parser()
    for each in _options(typed):  # argparse of Python 3.11 and 3.12 takes such a value for none at all: an empty list
        if each.startswith("--") and each.endswith("=--"):
            made.error(f"argument {each[:-3]}: expected a value, found '--'")
    return made.parse_args(typed, namespace=Arguments())


def asks_for_json(argv: Sequence[str] | None = None) -> bool:
    """Whether JSON was asked for, also where what was typed cannot be parsed."""
    return "--json" in _options(_typed(argv))


def _typed(argv: Sequence[str] | None) -> list[str]:
    return sys.argv[1:] if argv is None else list(argv)


def _options(typed: list[str]) -> list[str]:
    """What stands before `--`, behind which there are no options."""
    return typed[: typed.index("--")] if "--" in typed else typed


def parser() -> ArgumentParser:
    """The parser of the command line; what it cannot parse it raises as `Misused`."""
    top: ArgumentParser = _Parser(
        prog="certdomain",
        description="A register of candidate journeys towards professional certifications: what happened, what the "
        "regulation of the day makes of it, and why.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    commands = top.add_subparsers(metavar="COMMAND", required=True, title="commands")
    _titles(commands)
    _journeys(commands)
    _register(commands)
    _authors(commands)
    return top


def _titles(commands: _SubParsersAction[ArgumentParser]) -> None:
    _command(
        commands,
        "demo",
        ("demo", "demo"),
        "record the bundled journeys of all installed titles in a new register, decide them, explain one, verify it",
        "Without --store the register is a new file in a temporary folder; the last line says where.",
    )
    _command(commands, "titles", ("titles", "titles"), "list the installed regulations")
    show = _command(
        commands,
        "show",
        ("titles", "show"),
        "show a regulation: clauses, sources, parameters, readings, silences and defects of its text",
        "With --store, as that register adopted it.",
    )
    show.add_argument(
        "title",
        metavar="TITLE",
        help="the id of a title, as `certdomain titles` lists it; or TITLE@EDITION, a digest that the register keeps, "
        "a file with the canonical form; behind a colon, choices: TITLE:READING=LETTER,PARAMETER=VALUE",
    )
    show.add_argument("--edition", metavar="EDITION", help="an edition (default: the last)")
    show.add_argument(
        "--as-table", action="store_true", help="to proofread: each declaration in words beside clause, line and quote"
    )
    show.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="of the table (default: text); with --as-table"
    )
    show.add_argument("--html", metavar="FILE", help="write the table as one HTML page to print and sign")
    show.add_argument("--canonical", metavar="FILE", help="write the canonical form, to exchange or to draft from")
    _language(show)
    compare = _command(
        commands,
        "compare",
        ("titles", "compare"),
        "what changed between two regulations, in words; exit 1 if they differ",
        "REG is TITLE, TITLE@EDITION, a digest that the register keeps (8 hexadecimal digits or more) or a file with "
        "the canonical form; behind a colon, choices: TITLE@EDITION:READING=LETTER,PARAMETER=VALUE. With --store, "
        "titles are as that register adopted them.",
    )
    compare.add_argument("reg_a", metavar="REG_A", help="the regulation before")
    compare.add_argument("reg_b", metavar="REG_B", help="the regulation after")
    _language(compare)
    adopt = _command(
        commands,
        "adopt",
        ("titles", "adopt"),
        "adopt a regulation with other readings or parameters; later enrolments are under it",
    )
    adopt.add_argument("title", metavar="TITLE", help="the id of a title")
    adopt.add_argument("--edition", metavar="EDITION", help="an edition (default: the last)")
    adopt.add_argument(
        "--reading", type=_pair, action="append", default=[], metavar="ID=LETTER", help="choose a reading; repeatable"
    )
    adopt.add_argument(
        "--parameter", type=_pair, action="append", default=[], metavar="NAME=VALUE", help="set a parameter; repeatable"
    )
    adopt.add_argument("--by", default="system", metavar="ID", help="who adopts it: an opaque id (default: system)")
    adopt.add_argument("--reason", default="", metavar="TEXT", help="why")
    adopt.add_argument(
        "--clause",
        dest="clauses",
        action="append",
        metavar="ID",
        help="a clause of its text that the adoption rests on; repeatable (default: those of its transitions)",
    )


def _journeys(commands: _SubParsersAction[ArgumentParser]) -> None:
    decide = _command(
        commands,
        "decide",
        ("journeys", "decide"),
        "the decision on a journey: verdict, blocs against their thresholds, what is missing, what comes next",
    )
    _journey(decide)
    _dates(decide)
    _edition(decide)
    asked = decide.add_mutually_exclusive_group()
    asked.add_argument(
        "--all-readings",
        action="store_true",
        help="try every other option of every reading: on which the outcome depends, and what it would be",
    )
    _why_not(asked)
    decide.add_argument("--pairs", action="store_true", help="with --all-readings: also two options at a time")
    _what_if(decide)
    _language(decide)
    explain = _command(
        commands,
        "explain",
        ("journeys", "explain"),
        "the decision in words that a jury can read, with clause and source line of each reason",
    )
    _journey(explain)
    _dates(explain)
    _edition(explain)
    _why_not(explain)
    _what_if(explain)
    _html(explain, "the decision, its timeline and the tree of its reasons")
    _language(explain)
    timeline = _command(
        commands,
        "timeline",
        ("journeys", "timeline"),
        "all that happened, when it was known, what was decided under which edition",
    )
    _journey(timeline)
    timeline.add_argument(
        "--known-at",
        type=_instant,
        metavar="INSTANT",
        help="only what was recorded by then (2025-07-04T12:00:00+02:00)",
    )
    _html(timeline, "the timeline, as a picture and as a table,")
    _edition(timeline)
    _language(timeline)


def _register(commands: _SubParsersAction[ArgumentParser]) -> None:
    import_ = _command(
        commands,
        "import",
        ("recording", "import_"),
        "record a JSON Lines file; all lines are checked before the first is recorded",
        "An import that was interrupted is simply run again: what is recorded is skipped.",
    )
    import_.add_argument("file", metavar="FILE", help="one command a line, UTF-8")
    replay = _command(
        commands,
        "replay",
        ("replaying", "replay"),
        "decide every journey again under the recorded regulation and name each difference from what was recorded",
        "Stale answers (a correction came later) are listed apart; they are no difference.",
    )
    replay.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that share it (default: 1)")
    diff = _command(
        commands,
        "diff",
        ("diffing", "compare"),
        "all journeys of a title under two regulations: how often which change occurs, and of whom; exit 1 if any",
        "REG is as for `compare`, with titles as the register adopted them: an edition, a draft in a file, another "
        "reading (TITLE@EDITION:READING=LETTER); or `own`, what each journey is under itself. Nothing is recorded.",
    )
    diff.add_argument("reg_a", metavar="A", help="the one regulation")
    diff.add_argument("reg_b", metavar="B", help="the other")
    diff.add_argument("--certification", metavar="TITLE", help="the title (default: that of A or B)")
    _dates(diff)
    diff.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that share it (default: 1)")
    diff.add_argument(
        "--list",
        dest="listed",
        action="store_true",
        help="each journey that comes out otherwise, with the first clause that differs",
    )
    _language(diff)
    verify = _command(
        commands,
        "verify",
        ("verifying", "verify"),
        "integrity of the register: nothing missing, altered, reordered or added outside; or of a proof",
        "Without a checkpoint kept outside, nobody can tell that the last records were removed, or that an older copy "
        "was put in place.",
    )
    verify.add_argument(
        "--checkpoint",
        dest="checkpoints",
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint taken earlier, which the register must still contain; repeatable",
    )
    verify.add_argument(
        "--proof", metavar="FILE", help="verify this proof instead; neither register nor plugins are looked at"
    )
    verify.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that share it (default: 1)")
    _verifier(verify)
    _audits(commands)
    _proofs(commands)


def _audits(commands: _SubParsersAction[ArgumentParser]) -> None:
    audit = _command(
        commands,
        "audit",
        ("audit", "audit"),
        "verify the register, decide all of it again, compare, and count by clause; or lay out files that are drawn",
        "Exit 1 if something does not come out as it was recorded, 3 if the register is damaged. No plugin is needed.",
    )
    _audit_day(audit)
    audit.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that share it (default: 1)")
    audit.add_argument(
        "--checkpoint",
        dest="checkpoints",
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint taken earlier, which the register must still contain; repeatable",
    )
    _verifier(audit)
    audit.add_argument(
        "--sample",
        type=_entry,
        metavar="N",
        help="instead: draw so many files, and lay out for each the juries, the convocations, the incidents, the "
        "reasons; needs --seed",
    )
    audit.add_argument("--seed", metavar="TEXT", help="of the draw: the same text draws the same files, anywhere")
    audit.add_argument(
        "--html",
        metavar="FILE",
        help="write the audit as one HTML page; with --sample a folder of pages, with an index.html",
    )
    _language(audit)
    departures = _command(
        commands,
        "departures",
        ("audit", "departures"),
        "every point on which a jury left the proposal, with its reason",
    )
    _certification(departures)
    departures.add_argument(
        "--since", dest="since_day", type=_day, metavar="DATE", help="deliberations of that day or later"
    )
    departures.add_argument("--until", type=_day, metavar="DATE", help="deliberations of that day or earlier")
    _html(departures, "the departures")
    _language(departures)
    findings = _command(
        commands,
        "findings",
        ("audit", "findings"),
        "what was breached over the whole register, counted by clause, by whom it concerns, or by journey",
    )
    findings.add_argument(
        "--by",
        dest="group_by",
        choices=("clause", "whom", "journey"),
        default="clause",
        help="what to group by (default: clause)",
    )
    _certification(findings)
    _audit_day(findings)
    findings.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes that share it (default: 1)"
    )
    _html(findings, "the findings")
    _language(findings)
    jury = _command(
        commands,
        "jury",
        ("audit", "jury"),
        "the minutes of a jury: composition, candidates by blocs, departures with their reasons, room to sign",
        "Exit 1 if no composition of it was accepted.",
    )
    jury.add_argument("jury", metavar="JURY", help="the id of a jury")
    jury.add_argument("--on", type=_day, metavar="DATE", help="deliberations dated up to that day (default: all)")
    jury.add_argument(
        "--awaiting",
        action="store_true",
        help="also the journeys of its title on which nobody has deliberated by that day (default: the day it meets), "
        "as proposed",
    )
    _html(jury, "the minutes")
    _language(jury)


def _certification(made: ArgumentParser) -> None:
    made.add_argument("--certification", metavar="TITLE", help="of this title only")


def _audit_day(made: ArgumentParser) -> None:
    made.add_argument(
        "--on", type=_day, metavar="DATE", help="journeys are decided as of that day (default: today in Europe/Paris)"
    )


def _proofs(commands: _SubParsersAction[ArgumentParser]) -> None:
    key = commands.add_parser("key", help="make a key that checkpoints are signed with", allow_abbrev=False)
    keys = key.add_subparsers(metavar="COMMAND", required=True, title="commands")
    new = _command(keys, "new", ("proofs", "new_key"), "make a signing key, and print the key that others verify with")
    new.add_argument("log", metavar="NAME", help="of the log, by custom a domain and path: register.example.org")
    new.add_argument("--out", metavar="FILE", help="where to write the signing key (default: NAME.key)")
    checkpoint = _command(
        commands,
        "checkpoint",
        ("proofs", "checkpoint"),
        "verify the register and sign its size and root, for somebody else to keep",
    )
    checkpoint.add_argument(
        "--key", action="append", default=[], metavar="FILE", help="the file of a signing key; repeatable"
    )
    checkpoint.add_argument("--origin", metavar="NAME", help="the name of the log (default: that of the first key)")
    checkpoint.add_argument(
        "--since",
        action="append",
        default=[],
        metavar="FILE",
        help="an earlier checkpoint, which the register must still contain; repeatable",
    )
    checkpoint.add_argument("--out", metavar="FILE", help="where to write it (default: printed)")
    prove = _command(
        commands,
        "prove",
        ("proofs", "prove_"),
        "write one file that proves an entry of a journey, with all that it rests on, to anybody who has the key",
    )
    prove.add_argument(
        "journey", metavar="JOURNEY", help="the id of a journey; or where its entry stands in the log, from 1"
    )
    prove.add_argument(
        "--entry", type=_entry, metavar="ENTRY", help="an entry (default: the last deliberation, else the last record)"
    )
    prove.add_argument("--checkpoint", metavar="FILE", help="by this checkpoint (default: the last one signed)")
    prove.add_argument(
        "--out", metavar="FILE", help="where to write it (default: JOURNEY.tlog-proof, or POSITION.tlog-proof)"
    )
    prove.add_argument(
        "--with-verifier", action="store_true", help="write verify_proof.py beside it, which needs nothing but Python"
    )


def _verifier(made: ArgumentParser) -> None:
    made.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="KEY",
        help="a key whose signatures are trusted: its text, or a file that holds it; repeatable",
    )
    made.add_argument(
        "--origin",
        dest="origins",
        action="append",
        default=[],
        metavar="NAME",
        help="the log that the keys may sign for, where they are not named after it; repeatable",
    )


def _authors(commands: _SubParsersAction[ArgumentParser]) -> None:
    cases = _command(commands, "cases", ("cases", "cases"), "run case files; exit 1 if a case fails")
    cases.add_argument("files", nargs="+", metavar="FILE", help="YAML files of worked cases")
    plugin = commands.add_parser("plugin", help="start or check a certifier's plugin", allow_abbrev=False)
    plugins = plugin.add_subparsers(metavar="COMMAND", required=True, title="commands")
    _scaffold(plugins)
    check = _command(
        plugins,
        "check",
        ("plugin", "check"),
        "hold the installed plugins against the conformance kit; exit 1 if one is not fit",
        "Without --quick the cases are run, also with each number moved, and in other surroundings.",
    )
    check.add_argument("names", nargs="*", metavar="NAME", help="distributions or titles (default: all)")
    check.add_argument(
        "--sources", action="append", default=[], metavar="FOLDER", help="where source texts lie; repeatable"
    )
    check.add_argument(
        "--cases",
        action="append",
        default=[],
        metavar="PATH",
        help="case files or a folder of them; repeatable (default: tests/cases of the plugin's project)",
    )
    check.add_argument("--quick", action="store_true", help="look at the declarations only, run no case")
    check.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that share it (default: 1)")
    check.add_argument(
        "--only",
        action="append",
        dest="checks",
        default=[],
        metavar="CHECK",
        help="tell the notes of that check only; repeatable",
    )
    mutate = _command(
        plugins,
        "mutate",
        ("mutating", "mutation"),
        "move each number and each reading of a title, and tell which of them no case notices; exit 1 if there is one",
        "A number that could be another one unseen has no case on one side of it.",
    )
    mutate.add_argument("title", metavar="TITLE", help="the id of a title")
    mutate.add_argument("--edition", metavar="EDITION", help="an edition (default: the last)")
    mutate.add_argument("--cases", nargs="+", required=True, metavar="PATH", help="case files, or folders of them")
    mutate.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that share it (default: 1)")
    mutate.add_argument("--only", metavar="PREFIX", help="only what begins so: a path (award.blocs), a reading (X-A01)")


def _scaffold(plugins: _SubParsersAction[ArgumentParser]) -> None:
    new = _command(
        plugins,
        "new",
        ("scaffolding", "new"),
        "write the scaffold of a plugin: one title, its clauses, readings and sources, cases and tests",
        "On a terminal, what is missing is asked. What a text or a fiche means is marked as to be written; no rule is "
        "made up. With neither, the title is an invented one, whole.",
    )
    new.add_argument("name", nargs="?", metavar="NAME", help="the plugin, in lower-case letters, digits and dashes")
    new.add_argument("--title", metavar="ID", help="the id of the title (default: that of the fiche, or NAME-1)")
    new.add_argument("--certifier", metavar="TEXT", help="who certifies (default: as the fiche says, or NAME)")
    new.add_argument("--edition", metavar="EDITION", help="the edition (default: the start of the fiche, or this year)")
    new.add_argument("--dir", default=".", metavar="FOLDER", help="where to put certdomain-NAME (default: here)")
    new.add_argument("--from-text", metavar="FILE", help="a regulation in plain text: its clauses are numbered")
    new.add_argument(
        "--from-fiche",
        nargs=2,
        metavar=("FILE", "NUMBER"),
        help="an export of the national register (XML, zipped or not, or zip of CSV) and the number of a fiche in it",
    )
    new.add_argument("--yes", "--no-input", dest="yes", action="store_true", help="ask nothing, take the defaults")


def _command(
    commands: _SubParsersAction[ArgumentParser], name: str, run: tuple[str, str], says: str, more: str = ""
) -> ArgumentParser:
    made = commands.add_parser(
        name,
        help=says,
        description=f"{says[0].upper()}{says[1:]}. {more}".strip(),
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    made.set_defaults(run=run)
    made.add_argument("--json", action="store_true", help="print JSON")
    made.add_argument("--store", metavar="PATH-or-URL", help=f"the register (default: {STORE})")
    return made


def _journey(made: ArgumentParser) -> None:
    made.add_argument("journey", metavar="JOURNEY", help="the id of a journey")


def _why_not(made: ArgumentParser | _MutuallyExclusiveGroup) -> None:
    made.add_argument(
        "--why-not",
        metavar="VERDICT",
        help="only what stands in the way: of `total` or `partial`, of a bloc (BLOC, BLOC=compensated), or of an entry "
        "that was not accepted (its number); exit 1 unless nothing does",
    )


def _what_if(made: ArgumentParser) -> None:
    made.add_argument(
        "--what-if",
        metavar="FILE",
        help="commands to try on top of the journey, as an import has them (- for standard input); never recorded; "
        "exit 1 if one of them would not be accepted",
    )


def _html(made: ArgumentParser, what: str) -> None:
    made.add_argument("--html", metavar="FILE", help=f"write {what} as one HTML page to read and to print on A4")


def _dates(made: ArgumentParser) -> None:
    made.add_argument("--on", type=_day, metavar="DATE", help="as of that day (default: today in Europe/Paris)")
    made.add_argument(
        "--known-at", type=_instant, metavar="INSTANT", help="as known at that instant (2025-07-04T12:00:00+02:00)"
    )


def _edition(made: ArgumentParser) -> None:
    made.add_argument(
        "--edition",
        metavar="EDITION",
        help="ask the question under another edition of the title, installed or adopted, also later; behind a colon, "
        "choices (EDITION:READING=LETTER); or TITLE@EDITION, a digest, a file. The answer is marked as a question",
    )


def _language(made: ArgumentParser) -> None:
    made.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of the words (default: en)")


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _instant(text: str) -> datetime:
    try:
        return parse_instant(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _entry(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        msg = f"{text[:40]!r} is not the position of an entry, a whole number from 1"
        raise ArgumentTypeError(msg)
    return int(text)


def _workers(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= 64 or len(text) > 2:
        msg = f"{text[:40]!r} is not a whole number from 1 to 64"
        raise ArgumentTypeError(msg)
    return int(text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        msg = f"{text[:40]!r} is not of the form NAME=VALUE"
        raise ArgumentTypeError(msg)
    return name, value


def _version() -> str:
    from certdomain import __version__

    return __version__

"""Write docs/reference from the code, so that no page says what the code does not. `--check` writes nothing.

Run it where the project is installed: `python docs/generate.py`. A test proves that the pages are up to date.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import cast

import attrs

import certdomain
from certdomain import errors, vocabulary
from certdomain.cli.options import EXIT_CODES, parser
from certdomain.commands import COMMANDS, KINDS, SCHEMAS, Command, Diploma, Ects, Experience, Member, Selection
from certdomain.commands_schema import Checked, FieldSchema, plain, schema_of
from certdomain.conformance.checks import CHECKS
from certdomain.events import COMMAND_EVENTS, JURY_FROZEN, REGULATION_ADOPTED, STANDING_CHANGED
from certdomain.explanation import Answer
from certdomain.regulation import award, clauses, duties, gates, juries, results, terms, transitions
from certdomain.regulation.canonical import ENUMS, SHAPES
from certdomain.reports import DECISION_SCHEMA
from certdomain.reports.phrases import Says, listed
from certdomain.reports.words_en import TABLES
from certdomain.reports.words_fr import TABLES as FRENCH
from certdomain.store.entries import ENTRY
from certdomain.testing.cases import ASSERTED
from certdomain.vocabulary import BLOC_VERDICTS, RESULT_VERDICTS, TITLE_VERDICTS, Verdict

HERE = Path(__file__).parent / "reference"
CODE = Path(certdomain.__file__).parent
GENERATED = "<!-- Written by docs/generate.py: change the code, not this page. -->"

KEYS = {
    "journey": "the journey",
    "certification": "the title",
    "edition": "the edition of its regulation",
    "regulation": "the digest of that regulation, with its readings and parameters",
    "on": "the day of the question: what is dated later is left out",
    "known_at": "the instant of the question: what was learnt later is left out; null = all that is known",
    "status": "`proposed` (computed) or `decided` (by the last deliberation)",
    "confidential": "true until a certification jury has deliberated",
    "title": "`verdict`, `total` and `out_of` (points), `average20` (on 20), `display`",
    "average20": "that of the title once more, on 20",
    "proposal": "what the facts would give now, in the shape of `title`; null where nothing differs",
    "blocs": "by bloc: `verdict`, `points`, `out_of`, `mark20`, `clauses`, `display`",
    "professional": "the professional part, in the shape of a bloc; null where it is not entered, waived or unknown",
    "kept": "blocs held for good, whatever the verdict on the title",
    "retake_open": "`bloc`, `not_before`, `until`, `clauses`: what could still be asked for one day",
    "awaited": "`what` is still to come, `clauses`",
    "deadlines": "`what` must be done, `on` which day, `clauses`",
    "findings": "`clause` (null: ordered by the register itself), `whom`, `severity`, `what`, `entry`, `values`",
    "flags": "remarks on the decision, named below",
    "departures": "`entry`, `what`, `proposed`, `decided`, `reason`: where a jury left the proposal",
    "refused": "`entry`, `command`, `clauses`: the requests and acts that were refused",
    "context": "the other streams that were read, with their versions; empty for a question that is asked now",
    "competences": "by competence: true, false, or null while it is not said",
    "defects": "the faults of the text: their ids and the clauses concerned",
    "missing": "`asks`, `about`, `short` (in points, hours or criteria), `clauses`: how far from each threshold",
    "explanation": "the tree from which the verdicts are read off, below",
    "display": "the exact numbers of the same object, cut to two places and never rounded up",
}
"""What each key of a decision holds. A key of the schema that is not here is an error."""

BESIDE = {
    "clauses": "clauses that the decision or its deliberation cites",
    "findings_absent": "clauses of findings that must not be raised",
    "total": "that of `title`",
    "out_of": "that of `title`",
}
"""What a case may assert besides the keys of the JSON."""

INNER = {"answer", "circumstances", "file", "jury_records", "let_go", "record", "regulation_of", "standing"}
"""What imports and replays ask of a register; everybody else asks a journey."""

DERIVED: Mapping[gates.Day, tuple[str, str]] = {
    gates.Day.REQUEST: ("`on` of the request", "always there"),
    gates.Day.TEST: ("`test_on` of `request-retake`", "in any other request"),
    gates.Day.TRAINING_START: ("`training_start` of `request-retake`", "in any other request, or not said"),
    gates.Day.TRAINING_END: ("`training_end` of the enrolment", "not said at enrolment"),
    gates.Day.EXPERIENCE_SINCE: (
        (
            "`experience_since` of `request-professional-retake`, or the day of the first jury that refused the "
            "professional part since it was last entered, whichever is later"
        ),
        "no jury refused the part, or in any other request",
    ),
    gates.Day.FRAUD_DECISION: (
        (
            "`on` of the `decide-fraud` that established the fraud by which a bloc asked for fell, and which was not "
            "entered again since"
        ),
        "no bloc asked for fell, or in any request but `request-retake`",
    ),
    gates.Day.FRAUD_INCIDENT: (
        "`on` of the last `report-fraud` in the session of that decision; `on` of the decision where there is none",
        "as for `fraud-decision`",
    ),
    gates.Day.FALSIFICATION: (
        (
            "`on` of the last `establish-falsification` by that day, in any journey of the candidate for a title of "
            "the same `network`"
        ),
        "there is none, or the regulation has no network",
    ),
    gates.Day.FAILING_JURY: (
        "`on` of the last accepted `deliberate` by that day whose verdict on the title is not `total`, in this journey",
        "no jury has met, or all granted the title",
    ),
    gates.Day.IMMERSION_START: (
        (
            "`immersion_start` of the last accepted `choose-portfolio` for a bloc asked for, or `training-end` if that "
            "is later"
        ),
        "no portfolio was chosen with an immersion",
    ),
    gates.Day.IMMERSION_DONE: (
        "`immersion_end` of that `choose-portfolio`, or `on` of the request if that is earlier or the end was not said",
        "as for `immersion-start`",
    ),
}
"""From what each named day is derived, and when it does not exist: the words of `rules.days`."""

COUNTERS = (
    (
        "retakes of a bloc",
        "`AtMostRetakes`",
        (
            "accepted `request-retake` records that name the bloc (by id or alias), whatever their date, in this "
            "journey and in every other journey of the same candidate for the same title; a request that was referred "
            "counts once it was settled `accepted`. A retake after proven fraud counts too, unless "
            "`FraudPolicy.uses_retake` is false"
        ),
    ),
    (
        "sessions",
        "`AtMostSessions`",
        (
            "the first session, opened by the enrolment, and one for each accepted `request-retake` and "
            "`request-professional-retake` of this journey by that day; and for every other journey of the candidate "
            "for the title, one for each day on which retakes were granted"
        ),
    ),
    (
        "months of experience",
        "`Experience`",
        (
            "`months` of every `experience` in `evidence` whose field is admitted, added up; those whose field was "
            "not said count only for the question whether the certifier must say"
        ),
    ),
    ("hours in company", "`HoursPolicy`", "`hours` of every `log-company-hours` by that day, added up"),
    (
        "unjustified absence",
        "`AttendancePolicy`",
        "`unjustified_hours` of every `record-attendance` by that day, added up, divided by the hours of training",
    ),
    ("members of a jury", "`Size`, `Seat`, `Parity`", "members whose role is not in `not_counted`"),
)
"""What the numbers that conditions compare are made of."""

EXITS: Mapping[str, str] = {
    "0": "fine: what was asked is done, or shown",
    "1": "the domain says no: a command was refused, a case failed, a journey does not come out as it was recorded, "
    "a plugin has faults",
    "2": "bad input or usage: a file, an argument, a journey or a title that is not there; or output that "
    "cannot be written",
    "3": "the register is damaged or cannot be read, or somebody else wrote to it first",
    "130": "interrupted by Ctrl-C: what was recorded stays recorded",
    "141": "the reader of the output went away",
}
"""What each exit code means."""

EXIT_OF = {"BadInput": "2", "PluginError": "2", "Conflict": "3", "Damaged": "3"}
"""With what the command line ends on an exception, by the nearest class."""

Lines = Iterator[str]


def pages() -> dict[str, str]:
    """The text of each page, by its file name."""
    makers: Mapping[str, Callable[[], Lines]] = {
        "commands.md": _commands,
        "command-line.md": _command_line,
        "decision.md": _decision,
        "shapes.md": _shapes,
        "messages.md": _messages,
        "errors.md": _errors,
        "events.md": _events,
        "python.md": _python,
        "checks.md": _checks,
    }
    return {name: "\n".join((*_spaced(make()),)) + "\n" for name, make in makers.items()}


def main() -> int:
    """Write the pages, or with `--check` name those that are not up to date."""
    stale = []
    for name, text in pages().items():
        path = HERE / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{', '.join(stale) or 'nothing'} to write\n")
    return 1 if stale and "--check" in sys.argv else 0


# --- the pages -----------------------------------------------------------------------------------------------------


def _commands() -> Lines:
    yield "# Commands"
    yield GENERATED
    yield (
        "What can be recorded. A *fact* is always accepted; a *request* is accepted, refused or referred; an *act* is "
        "accepted or refused. One command is a map: `command` with its name, `journey` (or `journeys`, a list: in all "
        "of them or in none; neither for `constitute-jury`), and its fields. A field that is null is a field that is "
        "not given. In a case file the name of the command stands before its fields. In Python, a command is the class "
        "of the same name (`record-evaluation` is `RecordEvaluation`)."
    )
    common = schema_of(Command).fields
    names = {each.name for each in common}
    yield "## In every command"
    yield from _fields(common)
    for name, fields in SCHEMAS.items():
        kind = COMMANDS[name]
        own = tuple(each for each in fields if each.name not in names)
        yield f"## {name}"
        yield f"*{KINDS[kind].value.capitalize()}.* {_doc(kind).removesuffix(f' {KINDS[kind].value.capitalize()}.')}"
        yield from _fields(own) if own else ("No field of its own.",)
    yield "## Inside fields"
    yield "An item of `evidence` is a map with one of these keys, and a map of its fields below it."
    for name, part in (("diploma", Diploma), ("experience", Experience), ("ects", Ects), ("selection", Selection)):
        yield f"### {name}"
        yield _doc(part)
        yield from _fields(schema_of(cast("type[Checked]", part)).fields)
    yield "### members"
    yield f"Of `constitute-jury`. {_doc(Member)}"
    yield from _fields(schema_of(Member).fields)


def _command_line() -> Lines:
    yield "# Command line"
    yield GENERATED
    top = parser()
    yield f"`certdomain COMMAND --help` says the same. {EXIT_CODES.capitalize()}."
    yield "## Exit codes"
    yield from _table(("code", "means"), ((_code(code), says) for code, says in EXITS.items()))
    yield "## Arguments of every command"
    yield from _arguments(top, "certdomain")
    yield from _subcommands(top, "certdomain")


def _decision() -> Lines:
    yield "# Decisions"
    yield GENERATED
    yield (
        "What `certdomain decide --json` prints and `decision.to_json()` gives. Exact numbers are text: a decimal when "
        "it terminates, else a fraction such as `349/35`. `certdomain.reports.DECISION_SCHEMA` is the JSON Schema, "
        "`command_schemas()` beside it gives those of the commands."
    )
    yield "## Keys"
    properties = cast("Mapping[str, object]", DECISION_SCHEMA["properties"])
    yield from _table(("key", "holds", "in a case"), ((_code(k), KEYS[k], _asserted(k)) for k in properties))
    yield "A case may also assert these."
    beside = sorted(set(ASSERTED) - set(properties))
    yield from _table(("key", "holds"), ((_code(key), BESIDE[key]) for key in beside))
    yield "## Verdicts"
    yield (
        "On the title, on a bloc (and the professional part), on one evaluation. "
        "[Verdicts](../verdicts.md) says how they are read off."
    )
    meant = TABLES.vocabulary["verdict"]
    yield from _table(
        ("verdict", "in words", "on"),
        ((_code(each.value), meant[each.value], ", ".join(_verdict_of(each))) for each in Verdict),
    )
    yield "## Answers to commands"
    answers = TABLES.vocabulary["status"]
    yield from _table(("answer", "in words"), ((_code(a.value), answers[a.value]) for a in vocabulary.AnswerStatus))
    yield "## Flags"
    yield from _table(("flag", "means"), ((_code(name), text) for name, text in TABLES.flags.items()))
    yield "## Findings"
    yield (
        "`what` of a finding. Each also says `whom` it concerns "
        f"({', '.join(_code(each.value) for each in vocabulary.Whom)}) and its `severity` "
        f"({', '.join(_code(each.value) for each in vocabulary.Severity)})."
    )
    yield from _table(("finding", "says"), ((_code(n), _template(t)) for n, t in TABLES.findings.items()))
    yield "## Awaited"
    yield from _table(("what", "means"), ((_code(n), t.replace("{it}", "…")) for n, t in _of(TABLES.awaited)))
    yield "## Deadlines"
    yield from _table(("what", "means"), ((_code(n), t.replace("{it}", "…")) for n, t in _of(TABLES.deadlines)))
    yield "## The explanation"
    yield (
        "A node is a question: `asks` (below), `about` (a bloc, an evaluation, the title), its `answer`, `clauses`, "
        "`values`, `because` (the entries relied on) and `children`. What is `unregulated` there can be settled by "
        "naming its `asks` or `about` as the `question` of `settle`."
    )
    yield from _enum(Answer)
    yield from _table(("asks", "about what"), ((_code(n), _template(says.label)) for n, says in TABLES.nodes.items()))


def _shapes() -> Lines:
    yield "# Shapes of a regulation"
    yield GENERATED
    yield (
        "What a plugin declares. All are names of `certdomain`. `Term[X]` is a value with its clauses: `Said` (the "
        "text says it), `Read` (a reading decides) or `Left` (a parameter of the certifier). `by` names clauses. Each "
        "shape has a stored name, such as `gates.wait@1`, on which digests rest and whose meaning never changes. "
        "*Asks* names its questions in the explanation, whose words stand in [messages](messages.md); *finds* the "
        "findings that it raises. Marks are on 20, shares from 0 to 1, both exact: write `Fraction(1, 2)`, never `0.5`."
    )
    told: set[type] = set()
    sections = (
        ("Conditions of a gate", "A gate is a tuple of these.", cast("Iterable[type]", gates.Condition.__args__)),
        ("Grounds of admission", "What `AnyGround` chooses among.", gates.Ground.__args__),
        ("Rules on blocs", "The first whose audience admits the candidate holds.", award.BlocRule.__args__),
        ("Requirements of a title", "A title rule is a tuple of these.", award.Requirement.__args__),
        ("Duties", "A breach raises a finding and changes no result.", duties.DutyShape.__args__),
        ("Juries", "Who sits, and what the jury may do.", _shapes_of(juries.__name__)),
        (
            "Results",
            "Which result counts, and what absence, lateness, fraud, retakes and attendance do to it.",
            _shapes_of(results.__name__),
        ),
        ("Terms", "How a value is held, and why it holds.", _shapes_of(terms.__name__)),
        ("The text", "What a regulation says of its own text.", _shapes_of(clauses.__name__)),
        (
            "Transitions",
            "How a journey of an earlier edition comes to this one; `move-to-edition` is judged by them.",
            _shapes_of(transitions.__name__),
        ),
    )
    for title, says, kinds in sections:
        yield f"## {title}"
        yield says
        for kind in kinds:
            told.add(kind)
            yield from _shape(kind)
    yield "## Named days"
    yield (
        f"{_doc(gates.Day)} `Ahead`, `Wait`, `Until` and `NotAfterLastIssue` speak of them. A record that was voided, "
        "or whose correction says another day, counts as corrected; only what is dated up to the request is looked at."
    )
    meant = dict(_said_of(gates.Day))
    yield from _table(
        ("value", "means", "derived from", "there is none when"),
        ((_code(day.value), meant[day.name], *DERIVED[day]) for day in gates.Day),
    )
    yield "## Counters"
    yield "What is counted before it is compared."
    yield from _table(("counter", "read by", "counts"), COUNTERS)
    yield "## Everything else"
    yield "The regulation itself, its policies, and what they are made of."
    for kind in SHAPES.values():
        if kind not in told:
            yield from _shape(kind)
    yield "## Vocabularies"
    yield "Closed lists of values, by the name of their class."
    for enum in ENUMS.values():
        if enum is not gates.Day:
            yield f"### {enum.__name__}"
            yield _doc(enum)
            yield from _enum(enum)


def _messages() -> Lines:
    yield "# Messages"
    yield GENERATED
    yield (
        "Every word that a decision, an explanation or a timeline says, by its stable id, in both languages. `{…}` is "
        "a value; of several sentences the first holds whose values are all known. JSON carries the ids, never the "
        "words."
    )
    yield "## Questions"
    yield (
        "`asks` of a node of the explanation, and what is said by its answer; an answer without words is never shown. "
        "*Asked by* names the shapes that put the question."
    )
    asked: dict[str, list[str]] = {}
    for shape in SHAPES.values():
        for name in _ids(_sections(shape).get("Asks", "")):
            asked.setdefault(name, []).append(shape.__name__)
    for name, says in TABLES.nodes.items():
        yield f"### {name}"
        by = ", ".join(_code(each) for each in asked.get(name, ()))
        yield f"{_template(says.label)} · {_template(FRENCH.nodes[name].label)}{f'. Asked by {by}' if by else ''}."
        rows = list(_answers(says, FRENCH.nodes[name]))
        if rows:
            yield from _table(("answer", "English", "French"), rows)
        else:
            yield "Shown by what it points at."
    for title, says_, english, french in (
        ("Findings", "`what` of a finding.", TABLES.findings, FRENCH.findings),
        (
            "Flags",
            "In `flags` of a decision; one that begins as a silence can be answered by `settle`.",
            TABLES.flags,
            FRENCH.flags,
        ),
        ("Awaited", "`what` of what is awaited.", TABLES.awaited, FRENCH.awaited),
        ("Deadlines", "`what` of a deadline.", TABLES.deadlines, FRENCH.deadlines),
        ("Missing", "`asks` of what is missing.", TABLES.missing, FRENCH.missing),
    ):
        yield f"## {title}"
        yield says_
        yield from _table(
            ("id", "English", "French"),
            ((_code(n.replace("{}", "…")), _every(english[n]), _every(french[n])) for n in english),
        )
    yield "## Vocabularies in words"
    yield "How the values of commands and decisions are shown."
    for name, words in TABLES.vocabulary.items():
        yield f"### {name}"
        yield from _table(
            ("value", "English", "French"), ((_code(v), text, FRENCH.vocabulary[name][v]) for v, text in words.items())
        )


def _answers(english: Says, french: Says) -> Iterator[tuple[str, str, str]]:
    for answer in ("met", "unmet", "pending", "unregulated", "not_applicable", "any"):
        said = getattr(english, answer)
        if said:
            name = "any other" if answer == "any" else _code(answer.replace("_", "-"))
            yield name, _every(said), _every(getattr(french, answer))


def _every(templates: str | tuple[str, ...]) -> str:
    return " / ".join(_template(each) for each in listed(templates))


def _errors() -> Lines:
    yield "# Errors"
    yield GENERATED
    yield (
        "To say no is never an error: it is an answer. Errors are for what is broken. Each says what was found, where, "
        "and what was expected, which is how to mend it; an input is read to its end, and all its problems are told at "
        "once. `…` stands for what was found or known."
    )
    yield "## Exceptions"
    rows = []
    for name in certdomain.__all__:
        kind = getattr(certdomain, name)
        if isinstance(kind, type) and issubclass(kind, BaseException):
            code = next((EXIT_OF[each.__name__] for each in kind.__mro__ if each.__name__ in EXIT_OF), "")
            carries = ", ".join(_code(each) for each in _carried(kind)) or "its message"
            rows.append((_code(name), _doc(kind), carries, _code(code) if code else "by its class"))
    yield from _table(("exception", "means", "carries", "exit code"), rows)
    yield "## Exit codes"
    yield from _table(("code", "means"), ((_code(code), says) for code, says in EXITS.items()))
    yield "## What is expected"
    yield "By the part of the library that looks, in the order of its source."
    for path in sorted(CODE.rglob("*.py")):
        told = [(where or "", what) for where, what in _raised(path)]
        if told:
            name = ".".join(path.relative_to(CODE).with_suffix("").parts)
            yield f"### {name}"
            doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            yield doc.partition("\n")[0]
            yield from _table(("at", "expected, or what is wrong"), list(dict.fromkeys(told)))


def _carried(kind: type) -> list[str]:
    """The attributes that an exception of our own sets, its bases included."""
    found: list[str] = []
    for each in kind.__mro__:
        if each.__module__.startswith("certdomain") and "__init__" in vars(each):
            found += re.findall(r"self\.(\w+) =", inspect.getsource(vars(each)["__init__"]))
    return list(dict.fromkeys(found))


_TELLING: Mapping[str, tuple[int | str, ...]] = {
    "Problem": ("field", "expected"),
    "_bad": (0, 2),
    "refuse": (0, 2),
    "_unknown_title": (0, 2),
    "Damaged": (0, 1, 2),
    "PluginError": (0, 1),
}
"""Where, in a call that tells of an error, stand the place and the words; words after the second are advice."""


def _raised(path: Path) -> Iterator[tuple[str | None, str]]:
    """Each message of an error in a module: its place and its words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TELLING:
            given: dict[int | str, ast.expr] = {
                **dict(enumerate(node.args)),
                **{k.arg: k.value for k in node.keywords if k.arg},
            }
            place, *words = (_written(given[each]) if each in given else "" for each in _TELLING[node.func.id])
            text = "; ".join(each for each in words if each.strip("… "))
            if text:
                yield (_code(place) if place.strip("… ") else None), text
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "msg":
            text = _written(node.value)
            if text.strip("… "):
                yield None, text


def _written(node: ast.expr) -> str:
    """An expression as text: what is only known when it runs is `…`."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return re.sub(r"…+", "…", "".join(_written(each) for each in values))
        case ast.IfExp(body=body, orelse=orelse):
            return " / ".join(dict.fromkeys((_written(body), _written(orelse))))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _written(left) + _written(right)
        case _:
            return "…"


def _events() -> Lines:
    yield "# What is stored"
    yield GENERATED
    yield (
        "One record of the store is one event: a stream, a version in it (from 1), a name, and JSON in UTF-8. Names "
        "are for ever; `@1` is the version of what they name."
    )
    yield "## Streams"
    yield from _table(
        ("stream", "holds"),
        (
            ("`journey/ID`", "the commands of one journey, each with its answer"),
            ("`candidate/ID`", "what the candidate carries across journeys: retakes used, blocs kept, bans"),
            ("`jury/ID`", "the constitutions of a jury, refused ones included, and its first deliberation"),
            ("`regulation/TITLE`", "the contents adopted, each under its digest"),
        ),
    )
    yield "## Events"
    yield from _table(
        ("event", "of", "means"),
        (
            *((_code(event), _code(command), _doc(COMMANDS[command])) for command, event in COMMAND_EVENTS.items()),
            (_code(REGULATION_ADOPTED), "the register", "The first use of a regulation, or `certdomain adopt`."),
            (_code(STANDING_CHANGED), "the register", "An entry changed what the candidate carries."),
            (_code(JURY_FROZEN), "the register", "The first deliberation of a jury: it cannot be changed any more."),
        ),
    )
    yield "## Bytes and digests"
    yield (
        "What a stranger needs to take every hash anew, from the file alone: "
        "[a program that does](../how-to/checkpoints-and-proofs.md#without-this-library). The records stand in the "
        "table `stored_events`, in the columns `originator_id` (the stream), `originator_version`, `topic` (the name) "
        "and `state` (the JSON). Their order in the log is that of `rowid`, from 1 without a gap."
    )
    bytes_of = {
        "entry of the log": f"`{ENTRY.decode()}`, stream, version in decimal digits, name and JSON as stored, in "
        "UTF-8, with a zero byte between two of them",
        "leaf": "SHA-256 of a zero byte and the entry, as RFC 6962 has it; the tree and its root follow from there",
        "digest beside a row (`certdomain_chain`)": "the leaf; the CRC-32 of stream, version in digits, name and JSON, "
        "most significant bytes first; the CRC-32 of all these, least significant byte first",
        "digest of a regulation": "SHA-256 of its `content` in UTF-8",
        "`facts` of a receipt": "of the records before it in its stream: SHA-256 of `certdomain/facts@1`, then for "
        "each of them SHA-256 of the digest so far (32 bytes) and the entry",
        "`tree` of a receipt": "SHA-256 of the value of `tree` in the answer, as stored; of nothing if there is none",
        "`shapes` of a receipt": 'SHA-256 of the names that stand behind `"@":` in the content and have a version '
        "(`award.every-bloc@1`), each once, sorted, a line feed behind each",
    }
    yield from _table(("what", "its bytes"), bytes_of.items())


def _python() -> Lines:
    yield "# Python"
    yield GENERATED
    yield (
        "Everything public is a name of `certdomain`, fetched when it is first used. Commands have their own "
        "[page](commands.md), and so have the [shapes](shapes.md) in which plugins declare."
    )
    apart = {*COMMANDS.values(), *SHAPES.values(), *ENUMS.values()}
    public = [(name, getattr(certdomain, name)) for name in certdomain.__all__ if not name.startswith("__")]
    for name, thing in public:
        if not isinstance(thing, type) or thing in apart or issubclass(thing, BaseException):
            continue
        if not thing.__module__.startswith("certdomain"):
            yield f"## {name}"
            yield f"`{thing.__module__}.{thing.__qualname__}`, under the name that says why."
            continue
        yield f"## {name}"
        yield _doc(thing)
        yield from _members(thing)
    yield "## Exceptions"
    yield "To say no is never one of them."
    raised = [each for _, each in public if isinstance(each, type) and issubclass(each, BaseException)]
    missing = {each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)} - {
        *raised
    }
    if missing:
        msg = f"not public: {missing}"
        raise LookupError(msg)
    yield from _table(
        ("exception", "is a", "means"),
        ((_code(e.__name__), ", ".join(_code(base.__name__) for base in e.__bases__), _doc(e)) for e in raised),
    )
    functions = [(name, thing) for name, thing in public if inspect.isfunction(thing)]
    yield "## Functions"
    for name, function in functions:
        yield f"### {name}"
        yield _code(f"{name}{_signature(function)}")
        yield _doc(function)


def _checks() -> Lines:
    yield "# Checks of a plugin"
    yield GENERATED
    yield (
        "What `certdomain plugin check` and the pytest class "
        "`certdomain.testing.conformance.CertifierConformance` look for, by the stable name of each check. A *fault* "
        "makes the plugin unfit; a *remark* is for its author to look at. `--only NAME` tells the notes of one check. "
        "A *draft* is a title in which texts are left to be written and of which no rule judges a bloc or the title."
    )
    for subject in dict.fromkeys(check.subject for check in CHECKS):
        yield f"## {subject}"
        yield from _table(
            ("check", "kind", "finds", "how to mend it"),
            (
                (_code(check.name), "fault" if check.fault else "remark", check.finds, check.mend)
                for check in CHECKS
                if check.subject == subject
            ),
        )


# --- parts of pages ------------------------------------------------------------------------------------------------


def _fields(fields: Sequence[FieldSchema]) -> Lines:
    yield from _table(("field", "must be given", "expects", "meaning"), (_field(each) for each in fields))


def _field(each: FieldSchema) -> tuple[str, ...]:
    given = "yes" if each.required else f"no, default {_code(_default(each.default))}" if _said(each) else "no"
    return _code(each.name), given, each.words, each.doc


def _said(each: FieldSchema) -> bool:
    return isinstance(each.default, bool | str)


def _default(value: object) -> str:
    return str(plain(value)).lower() if isinstance(value, bool) else str(plain(value))


def _asserted(key: str) -> str:
    return "may be asserted" if key in ASSERTED else "is asked" if key in ("on", "known_at", "journey") else ""


def _verdict_of(verdict: Verdict) -> Iterator[str]:
    for name, among in (("title", TITLE_VERDICTS), ("bloc", BLOC_VERDICTS), ("evaluation", RESULT_VERDICTS)):
        if verdict in among:
            yield name


def _shape(kind: type) -> Lines:
    stored = next(name for name, shape in SHAPES.items() if shape is kind)
    # Two shapes may share a name: the module then tells them apart, as in the stored name.
    twins = [shape for shape in SHAPES.values() if shape.__name__ == kind.__name__]
    yield f"### {kind.__name__}" if len(twins) == 1 else f"### {stored.partition('@')[0]}"
    sections = _sections(kind)
    yield f"{_code(stored)}. {sections['']}"
    fields = [each for each in attrs.fields(cast("type[attrs.AttrsInstance]", kind)) if each.init]
    if fields:
        meant = _attributes(kind)
        yield from _table(
            ("field", "type", "default", "meaning"),
            ((*_shape_field(kind, each), meant[each.alias or each.name]) for each in fields),
        )
    told = [f"*{head}* {sections[head]}{'' if head == 'Effect' else '.'}" for head in _HEADS[1:] if head in sections]
    yield "\n\n".join(told)


_HEADS = ("Attributes", "Asks", "Finds", "Effect")


def _sections(kind: type) -> dict[str, str]:
    """The docstring of a shape by its sections; the meaning, above them, is that without a name."""
    text = inspect.cleandoc(kind.__doc__ or "")
    head, *parts = re.split(rf"^({'|'.join(_HEADS)}):\n", text, flags=re.MULTILINE)
    found = {"": " ".join(head.split())}
    found |= {name: " ".join(body.split()) for name, body in zip(parts[::2], parts[1::2], strict=True)}
    return found


def _attributes(kind: type) -> dict[str, str]:
    """The meaning of each field of a shape. A field that its docstring does not explain is an error."""
    text = inspect.cleandoc(kind.__doc__ or "")
    body = re.search(r"^Attributes:\n((?:    .*\n?|\n)*)", text, re.MULTILINE)
    found = re.findall(r"^    (\w+): (.*(?:\n {8}.*)*)", body[1] if body else "", re.MULTILINE)
    return {name: " ".join(says.split()) for name, says in found}


def _ids(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def _shape_field(kind: type, each: attrs.Attribute[object]) -> tuple[str, ...]:
    default = each.default
    if default is attrs.NOTHING:
        shown = "must be given"
    elif isinstance(default, Enum):
        shown = _code(default.value)
    else:
        shown = _code(str(default) if default != "" else '""') if not attrs.has(type(default)) else _named(default)
    return _code(each.alias or each.name), _code(_type(kind, each.name)), shown


def _type(kind: type, name: str) -> str:
    """The type of a field as its class writes it; attrs may hold another, once a converter resolved it."""
    found = (inspect.get_annotations(each).get(name) for each in kind.__mro__)
    return str(next(each for each in found if each is not None))


def _named(default: object) -> str:
    """A shape as a default, by what it holds."""
    held = [getattr(default, each.name) for each in attrs.fields(cast("type[attrs.AttrsInstance]", type(default)))]
    said = [each for each in held if each not in ((), None)]
    return "everybody" if not said else ", ".join(_code(_worth(each)) for each in said)


def _worth(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shapes_of(module: str) -> list[type]:
    return [shape for shape in SHAPES.values() if shape.__module__ == module]


def _said_of(kind: type[Enum]) -> Iterator[tuple[str, str]]:
    """The comment that stands beside each value in the source."""
    return iter(re.findall(r"^ +([A-Z_0-9]+) = [^#\n]+?(?:  # (.*))?$", inspect.getsource(kind), re.MULTILINE))


def _enum(kind: type[Enum]) -> Lines:
    """The values of an enum with their meaning. One without is an error."""
    said = dict(_said_of(kind))
    yield from _table(("value", "means"), ((_code(str(each.value)), said[each.name]) for each in kind))


def _arguments(made: ArgumentParser, name: str) -> Lines:
    rows = []
    for action in made._actions:
        if isinstance(action, _SubParsersAction):
            continue
        names = action.option_strings or [str(action.metavar)]
        value = f" {action.metavar}" if action.option_strings and action.metavar else ""
        if action.choices is not None and not value:
            value = f" {'|'.join(map(str, action.choices))}"
        says = (action.help or "").replace("%(prog)s", name)
        rows.append((", ".join(_code(f"{each}{value}") for each in names), says))
    yield from _table(("argument", "says"), rows)


def _subcommands(made: ArgumentParser, above: str) -> Lines:
    for action in made._actions:
        if not isinstance(action, _SubParsersAction):
            continue
        for name, below in action.choices.items():
            full = f"{above} {name}"
            if any(isinstance(each, _SubParsersAction) for each in below._actions):
                yield from _subcommands(below, full)
                continue
            yield f"## {full}"
            yield str(below.description)
            yield from _arguments(below, full)


def _members(thing: type) -> Lines:
    rows: list[tuple[str, ...]] = []
    if attrs.has(thing):
        rows = [
            (_code(each.name), _code(_type(thing, each.name)), "")
            for each in attrs.fields(thing)
            if each.name[0] != "_"
        ]
    for name, member in vars(thing).items():
        found = member.__func__ if isinstance(member, classmethod) else member
        if name.startswith("_") or (thing is certdomain.Register and name in INNER):
            continue
        if isinstance(found, property):
            rows.append((_code(name), "property", _doc(found)))
        elif inspect.isfunction(found):
            rows.append((_code(name), _code(_signature(found)), _doc(found)))
    if rows:
        yield from _table(("name", "type or arguments", "says"), rows)


def _signature(function: Callable[..., object]) -> str:
    found = inspect.signature(function)
    parameters = [each for name, each in found.parameters.items() if name not in ("self", "cls")]
    shown = []
    for each in parameters:
        if each.kind is each.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        default = "" if each.default is each.empty else f" = {_told(each.default)}"
        shown.append(f"{each.name}: {each.annotation}{default}")
    return f"({', '.join(shown)}) -> {found.return_annotation}"


def _told(default: object) -> str:
    return "{}" if isinstance(default, Mapping) else repr(default)


# --- Markdown ------------------------------------------------------------------------------------------------------


def _doc(thing: object) -> str:
    """The docstring as text of one paragraph, its sections (`Raises:`) included."""
    text = inspect.cleandoc(getattr(thing, "__doc__", None) or "")
    return " ".join(text.replace(">>>", "").split())


def _template(templates: str | tuple[str, ...]) -> str:
    text = templates if isinstance(templates, str) else templates[0]
    return re.sub(r"\{(\w+)(?::\w+)?\}", r"`{\1}`", re.sub(r"\{\w+:hidden\}", "", text))


def _of(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name.replace("{}", "…"), text) for name, text in table.items())


def _code(text: str) -> str:
    return f"`{text}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Lines:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

    yield "\n".join((line(head), f"|{'---|' * len(head)}", *map(line, rows)))


def _spaced(blocks: Iterable[str]) -> Iterator[str]:
    """An empty line between blocks."""
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield block


if __name__ == "__main__":
    sys.exit(main())

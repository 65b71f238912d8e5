"""Reports: every id has its words in both languages, the JSON is as its schema says, the texts say what was decided."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import certdomain
from certdomain import reports
from certdomain.calendar import noon
from certdomain.commands import (
    COMMANDS,
    KINDS,
    Command,
    ConstituteJury,
    CorrectEntry,
    Deliberate,
    EnrolCandidate,
    LogCompanyHours,
    Member,
    PublishResults,
    RecordEvaluation,
    RequestRetake,
    SendConvocation,
    VoidEntry,
    to_raw,
)
from certdomain.errors import BadInput, UnknownJourney
from certdomain.explanation import Answer, Node
from certdomain.hookspecs import Certifier
from certdomain.importing import import_file
from certdomain.journey import Decision, Journey
from certdomain.plugins import installed
from certdomain.referential import EVERYBODY, Bloc, Evaluation, Referential
from certdomain.register import Register
from certdomain.regulation import award, duties, gates, juries, results, transitions
from certdomain.regulation.clauses import (
    Clause,
    Defect,
    Effect,
    Option,
    Parameter,
    ParameterKind,
    Reading,
    Silence,
    Source,
    Words,
)
from certdomain.regulation.gates import AtMostRetakes, Gate, NotAfterLastIssue, OnlyFailedBlocs, Request
from certdomain.regulation.juries import DeliberationPolicy
from certdomain.regulation.results import HoursPolicy
from certdomain.regulation.terms import Left, Read, Said
from certdomain.regulation.tree import Regulation
from certdomain.reports.language import LANGUAGES, Language, language, places
from certdomain.reports.phrases import Says
from certdomain.reports.regulation_page import VOCABULARIES
from certdomain.reports.tables import cells, clipped, table
from certdomain.rules.results import Counts
from certdomain.vocabulary import (
    AnswerStatus,
    CertificateKind,
    Channel,
    Countersigned,
    DiplomaKind,
    ExcuseReason,
    Gender,
    Ground,
    JuryKind,
    ModuleAbsence,
    MoveGround,
    RetakeMode,
    Role,
    Route,
    Severity,
    Situation,
    Verdict,
    Whom,
)
from tests import strategies

SOURCE = Path(certdomain.__file__).parent
both = pytest.mark.parametrize("lang", LANGUAGES)


# --- a small fictional title ---------------------------------------------------------------------------------------


def _clause(number: int, lines: tuple[int, int], en: str, fr: str, effect: Effect = Effect.EXECUTED) -> Clause:
    because = Words(en="It is about the weather.", fr="Il parle du temps.") if effect is Effect.NONE else None
    return Clause(
        id=f"KIT-R{number:02}",
        source="kites",
        lines=(lines,),
        says=Words(en=en, fr=fr),
        effect=effect,
        because=because,
        quote="au vent" if number == 1 else "",
    )


def _bloc(name: str, title: str, *out_of: int) -> Bloc:
    tests = tuple(Evaluation(id=f"{name}.{i}", out_of=Fraction(most)) for i, most in enumerate(out_of, 1))
    return Bloc(id=name, name=title, evaluations=tests)


KITES = Regulation(
    certification="KITES",
    edition="2024",
    name=Words(en="Kite maker", fr="Facteur de cerfs-volants"),
    certifier="Fictional certifier",
    level=5,
    in_force_from=date(2024, 1, 1),
    sources=(
        Source(
            id="kites",
            file="kites.txt",
            sha256="0" * 64,
            lines=30,
            title=Words(en="Regulation of kites", fr="Règlement des cerfs-volants"),
        ),
    ),
    clauses=(
        _clause(1, (3, 4), "A bloc is validated from 10.", "Un bloc est validé à partir de 10 : c'est la règle."),
        _clause(2, (5, 5), "Below 8 a bloc is eliminatory.", "Sous 8, un bloc est éliminatoire."),
        _clause(3, (7, 9), "The title asks for an average of 10.", "Le titre demande 10 de moyenne."),
        _clause(4, (11, 11), "A validated bloc is kept.", "Un bloc validé est conservé."),
        _clause(5, (12, 12), "A bloc may be retaken once.", "Un bloc se repasse une fois."),
        _clause(6, (13, 13), "The jury decides.", "Le jury décide."),
        _clause(7, (14, 14), "70 hours in company are due.", "70 heures en entreprise sont dues."),
        _clause(8, (20, 20), "It is often windy.", "Il vente souvent.", Effect.NONE),
    ),
    referential=Referential(blocs=(_bloc("FLY", "Flying", 40, 60), _bloc("SEW", "Sewing", 100))),
    award=award.AwardPolicy(
        blocs=(
            award.BlocByMark(
                pass_mark=Said(Fraction(10), ("KIT-R01",)), eliminatory_below=Said(Fraction(8), ("KIT-R02",))
            ),
        ),
        titles=(
            award.TitleRule(
                requires=(
                    award.NoBlocEliminatory(by=("KIT-R02",)),
                    award.GeneralAverage(
                        at_least=Said(Fraction(10), ("KIT-R03",)),
                        over=Read(
                            "KIT-A1",
                            (("a", award.AverageBase.BLOC_POINTS), ("b", award.AverageBase.BLOC_MEAN)),
                            ("KIT-R03",),
                        ),
                    ),
                ),
                by=("KIT-R03",),
            ),
        ),
        keeps=("KIT-R04",),
        partial_by=("KIT-R04",),
    ),
    last_issue=Left("last_issue_on", ("KIT-R05",)),
    gates=(
        Gate(
            request=Request.RETAKE,
            conditions=(
                OnlyFailedBlocs(by=("KIT-R05",)),
                AtMostRetakes(most=Said(1, ("KIT-R05",))),
                NotAfterLastIssue(day=gates.Day.TEST),
            ),
        ),
    ),
    hours=HoursPolicy(
        whole=Said(Fraction(70), ("KIT-R07",)),
        per_bloc=Said(Fraction(35), ("KIT-R07",)),
        floor=Said(Fraction(0), ("KIT-R07",)),
        reducible=EVERYBODY,
    ),
    deliberation=DeliberationPolicy(by=("KIT-R06",), sovereign=Said(value=True, by=("KIT-R06",))),
    readings=(
        Reading(
            id="KIT-A1",
            clauses=("KIT-R03",),
            asks=Words(en="What is the average of?", fr="De quoi est-ce la moyenne ?"),
            options=(
                Option(letter="a", says=Words(en="of all points", fr="de tous les points")),
                Option(letter="b", says=Words(en="of the bloc marks", fr="des notes de bloc")),
            ),
            chosen="a",
            quote="de moyenne",
        ),
    ),
    parameters=(
        Parameter(
            name="last_issue_on",
            kind=ParameterKind.DATE,
            clauses=("KIT-R05",),
            says=Words(en="The last day of issue.", fr="La date limite de délivrance."),
        ),
    ),
    silences=(
        Silence(
            topic="last-issue-unknown",
            says=Words(en="No day is given.", fr="Aucun jour n'est donné."),
            ask=Words(en="the guild", fr="la guilde"),
        ),
    ),
    defects=(
        Defect(
            id="KIT-D1",
            lines=((7, 7),),
            says=Words(en="Line 7 is torn.", fr="La ligne 7 est déchirée."),
            clauses=("KIT-R03",),
        ),
    ),
)

START, TEST, JURY = date(2024, 9, 2), date(2025, 6, 2), date(2025, 7, 4)


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:", plugins=[Certifier(name="Fictional certifier", regulations=(KITES,))]) as opened:
        yield opened


def _enrolled(register: Register, name: str = "K1", **marks: str) -> Journey:
    """A journey with those marks: fly1, fly2, sew; all hours done."""
    journey = register.journey(name)
    _do(journey, EnrolCandidate(on=START, certification="KITES", route=Route.STUDENT))
    _do(journey, LogCompanyHours(on=TEST, hours=Fraction(70)))
    for test, points in {"FLY.1": "fly1", "FLY.2": "fly2", "SEW.1": "sew"}.items():
        if points in marks:
            _do(journey, RecordEvaluation(on=TEST, evaluation=test, points=Fraction(marks[points])))
    return journey


def _do(journey: Journey, command: Command, days: int = 0) -> None:
    journey.do(command, recorded_at=noon(command.on) + timedelta(days=days))


def _deliberated(register: Register, journey: Journey, **own: object) -> Decision:
    jury = ConstituteJury(
        on=TEST,
        jury="J1",
        kind=JuryKind.CERTIFICATION,
        certification="KITES",
        meets_on=JURY,
        members=(Member(role=Role.PRESIDENT),),
    )
    register.do(jury, recorded_at=noon(TEST))
    _do(journey, Deliberate(on=JURY, jury="J1", **own))  # type: ignore[arg-type]  # fields of the command
    return journey.decide(JURY)


# --- every id has words --------------------------------------------------------------------------------------------

# What a place in an f-string of the rules may hold.
_PLACES: dict[str, type[Enum]] = {"r.counts.value": Counts, "duty.what.value": duties.Event}


# Events whose anchor stands in the very command (the day of the test, of the last exam), which cannot be left out.
ANCHORED: Mapping[duties.Event, tuple[type[Command], str]] = {
    duties.Event.CONVOCATION: (SendConvocation, "test_on"),
    duties.Event.PUBLICATION: (PublishResults, "last_exam_on"),
    duties.Event.DRAW: (RecordEvaluation, "on"),
}


def test_an_event_that_always_has_its_anchor_cannot_come_before_it() -> None:
    """So that no words are kept for findings that nothing can raise."""
    for event, (command, name) in ANCHORED.items():
        assert attrs.fields_dict(command)[name].default is attrs.NOTHING, event


class _Module:
    """One module of the rules, read for the ids that it may put on nodes, findings, flags and deadlines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}
        self.imported = {
            alias.name for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        self.constants = {
            target.id: node.value.value
            for node in self.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def calls(self, name: str) -> Iterator[tuple[ast.Call, _Module, ast.FunctionDef | None]]:
        """All calls of a function or method of that name, here and elsewhere, with the function they stand in."""
        for module in MODULES:
            for holder in (*module.functions.values(), None):
                for node in ast.walk(holder) if holder is not None else iter(module.tree.body):
                    if isinstance(node, ast.Call) and module.means(node.func, name, self):
                        yield node, module, holder

    def means(self, func: ast.expr, name: str, owner: _Module) -> bool:
        """Whether what is called here is the function or method of that name of the owner."""
        if isinstance(func, ast.Attribute):
            return func.attr == name
        if not isinstance(func, ast.Name) or func.id != name:
            return False
        return self is owner or (name in self.imported and name not in self.functions)

    def argument(self, call: ast.Call, position: int, keyword: str) -> ast.expr | None:
        named = next((each.value for each in call.keywords if each.arg == keyword), None)
        if named is not None:
            return named
        return call.args[position] if len(call.args) > position else None

    def texts(self, value: ast.expr | None, holder: ast.FunctionDef | None) -> set[str]:
        """All texts that an expression may come to; an expression that is not understood fails the test."""
        match value:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp():
                return self.texts(value.body, holder) | self.texts(value.orelse, holder)
            case ast.Attribute(attr="asks" | "what"):
                return set()  # a copy of what was said elsewhere
            case ast.Name(id=name) if name in CONSTANTS:
                return {str(CONSTANTS[name])}
            case ast.Name(id=name) if holder is not None:
                return self._passed(name, holder)
            case ast.JoinedStr():
                found = {""}
                for part in value.values:
                    if isinstance(part, ast.Constant):
                        added = {str(part.value)}
                    else:
                        assert isinstance(part, ast.FormattedValue)
                        added = self._place(part.value, holder)
                    found = {text + each for text in found for each in added}
                return found
            case _:
                shown = "nothing" if value is None else ast.unparse(value)
                pytest.fail(f"{self.path.name}: no words can be looked up for {shown}")

    def _place(self, value: ast.expr, holder: ast.FunctionDef | None) -> set[str]:
        known = _PLACES.get(ast.unparse(value))
        return self.texts(value, holder) if known is None else {member.value for member in known}

    def _passed(self, name: str, holder: ast.FunctionDef) -> set[str]:
        """What is passed for a parameter of a function, wherever the module calls it."""
        names = [each.arg for each in holder.args.args]
        assert name in names, f"{self.path.name}: {name} in {holder.name} is not a parameter"
        at = names.index(name) - (names[0] == "self")
        found: set[str] = set()
        for call, module, caller in self.calls(holder.name):
            found |= module.texts(module.argument(call, at, name), caller)
        return found


MODULES = [_Module(path) for path in (*sorted((SOURCE / "rules").rglob("*.py")), SOURCE / "decider.py")]
CONSTANTS = {name: value for module in MODULES for name, value in module.constants.items()}


def _asked() -> set[str]:
    found: set[str] = set()
    for module in MODULES:
        for call, caller, holder in module.calls("Node"):
            found |= caller.texts(caller.argument(call, 0, "asks"), holder)
    return found


def _found() -> set[str]:
    found: set[str] = set()
    for module in MODULES:
        for call, caller, holder in module.calls("Finding"):
            found |= caller.texts(caller.argument(call, 9, "what"), holder)
    return found - {f"{event.value}-too-early" for event in ANCHORED}


def _flagged() -> set[str]:
    found: set[str] = set()
    for module in MODULES:
        for function in module.functions.values():
            if function.name.endswith("_flags"):
                docstring = ast.get_docstring(function, clean=False)
                texts = {
                    node.value
                    for node in ast.walk(function)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str)
                }
                found |= texts - {docstring}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.keyword) and node.arg == "flags":
                names = [each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)]
                found |= {str(CONSTANTS[name]) for name in names if name in CONSTANTS}
    return found


def _patterns(name: str) -> set[str]:
    """The patterns of the texts given as `what`: each place is a pair of braces."""
    found = set()
    for module in MODULES:
        for call, _, _ in module.calls(name):
            value = module.argument(call, 9, "what")
            match value:
                case ast.Constant(value=str(text)):
                    found.add(text)
                case ast.JoinedStr():
                    parts = ["{}" if isinstance(part, ast.FormattedValue) else part for part in value.values]
                    texts = [part if isinstance(part, str) else str(part.value) for part in parts]  # type: ignore[attr-defined]
                    found.add(re.sub(r"^(\{\}) portfolio$", r"\1 portfolio", "".join(texts)))
                case _:
                    found.add("{}")
    return found


IDS: Mapping[str, tuple[str, set[str]]] = {
    "questions": ("nodes", _asked()),
    "findings": ("findings", _found()),
    "flags": ("flags", _flagged()),
    "what is awaited": ("awaited", _patterns("Awaited")),
    "deadlines": ("deadlines", _patterns("Deadline")),
    "commands": ("commands", set(COMMANDS)),
}


class TestWords:
    """Nothing that the rules can say is without words in either language."""

    @both
    def test_every_finding_has_words_without_its_values(self, lang: str) -> None:
        """Counted over a register it has none: what is found is told all the same, and never by its id."""
        words = language(lang)
        for what in words.tables.findings:
            told = words.finding(what, {})
            assert told.endswith(".")
            assert "{" not in told
            assert what not in told

    @both
    @pytest.mark.parametrize("what", IDS)
    def test_every_id_of_the_source_has_words(self, what: str, lang: str) -> None:
        table_name, ids = IDS[what]
        known = set(getattr(language(lang).tables, table_name))

        assert ids, f"no {what} were found in the source"
        assert sorted(ids - known) == []

    @pytest.mark.parametrize("what", ["questions", "findings", "flags", "deadlines", "commands"])
    def test_no_words_are_left_over(self, what: str) -> None:
        """Words for an id that nobody uses are a rule that went away, or a spelling mistake."""
        table_name, ids = IDS[what]

        assert sorted(set(getattr(language("en").tables, table_name)) - ids) == []

    def test_the_ids_were_looked_for_where_they_are(self) -> None:
        """A few ids of each way to make one: the reading of the source has not gone blind."""
        assert {"bloc.mark", "evaluation.late", "gate.portfolio-signed-all", "part.complete"} <= IDS["questions"][1]
        assert {"recorded-twice", "hand-in-too-early", "not-countersigned", "jury-not-briefed"} <= IDS["findings"][1]
        assert {"assumed-all-blocs", "attendance-over-limit", "portfolio-after-test"} <= IDS["flags"][1]

    @pytest.mark.parametrize(
        ("vocabulary", "members"),
        [
            ("answer", Answer),
            ("verdict", Verdict),
            ("status", AnswerStatus),
            ("whom", Whom),
            ("severity", Severity),
            ("effect", Effect),
            ("route", Route),
            ("situation", Situation),
            ("ground", Ground),
            ("ground", MoveGround),
            ("excuse-reason", ExcuseReason),
            ("absence", ModuleAbsence),
            ("countersigned", Countersigned),
            ("retake-mode", RetakeMode),
            ("channel", Channel),
            ("kind", JuryKind),
            ("kind", CertificateKind),
            ("diploma", DiplomaKind),
            ("role", Role),
            ("gender", Gender),
            ("parameter-kind", ParameterKind),
            ("bound-same-day", duties.Bound),
            *((name, kind) for kind, name in VOCABULARIES.items()),
        ],
    )
    @both
    def test_every_member_of_a_vocabulary_has_a_word(self, vocabulary: str, members: type[Enum], lang: str) -> None:
        known = language(lang).tables.vocabulary[vocabulary]

        assert {member.value for member in members} <= set(known)

    @both
    def test_every_command_has_a_name(self, lang: str) -> None:
        assert set(COMMANDS) <= set(language(lang).tables.vocabulary["command"])

    @pytest.mark.parametrize("module", [award, results, gates, juries, duties, transitions])
    @both
    def test_every_shape_of_a_policy_has_words(self, module: object, lang: str) -> None:
        own = [
            thing
            for thing in vars(module).values()
            if isinstance(thing, type) and thing.__module__ == module.__name__  # type: ignore[attr-defined]
        ]
        names = {re.sub(r"(?<!^)(?=[A-Z])", "-", thing.__name__).lower() for thing in own if attrs.has(thing)}
        enums = {thing for thing in own if issubclass(thing, Enum)}

        assert names <= set(language(lang).tables.policies)
        assert enums <= set(VOCABULARIES)

    def test_both_languages_say_the_same_things(self) -> None:
        """Same ids, same number of templates, same places: what one language tells, the other tells too."""
        english, french = language("en").tables, language("fr").tables
        for name in (
            "nodes",
            "findings",
            "flags",
            "awaited",
            "deadlines",
            "missing",
            "commands",
            "policies",
            "phrases",
        ):
            ours, theirs = getattr(english, name), getattr(french, name)
            assert list(ours) == list(theirs), name
            for key in ours:
                assert _places(ours[key]) == _places(theirs[key]), (name, key)
        assert list(english.vocabulary) == list(french.vocabulary)
        for name, words in english.vocabulary.items():
            assert list(words) == list(french.vocabulary[name]), name
            for key in words:
                assert _places(words[key]) == _places(french.vocabulary[name][key]), (name, key)

    def test_no_word_is_empty(self) -> None:
        for lang in LANGUAGES:
            tables = language(lang).tables
            texts = [text for name in attrs.asdict(tables, recurse=False).values() for text in _texts(name)]
            assert all(text.strip() for text in texts)

    def test_french_is_set_as_french_is(self) -> None:
        words = language("fr")
        tables = attrs.asdict(words.tables, recurse=False)
        texts = [text for name, value in tables.items() if name not in ("colon", "quoted") for text in _texts(value)]
        for text in texts:
            _well_set(words.tables.typeset(text))

    def test_another_language_is_bad_input(self) -> None:
        with pytest.raises(BadInput, match="found 'de'; expected one of en, fr"):
            language("de")


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from _texts(each)
        case tuple():
            for each in value:
                yield from _texts(each)
        case Says():
            for each in attrs.astuple(value):
                yield from _texts(each)
        case _:
            return


def _places(value: object) -> object:
    """The places of templates, in the order of the templates."""
    match value:
        case Says():
            return [_places(each) for each in attrs.astuple(value)]
        case tuple():
            return [_places(each) for each in value]
        case str():
            return places(value)
        case _:
            return value


def _well_set(text: str) -> None:
    """French typography: no space that a line may break at before a double sign, guillemets, curved apostrophes."""
    assert not re.search(r"[ ][:;!?»%](?!\S)", text), text
    assert "« " not in text, text
    assert "'" not in text, text
    assert '"' not in text, text


# --- numbers and days ----------------------------------------------------------------------------------------------


class TestLanguage:
    def test_numbers_are_cut_and_never_rounded_up(self) -> None:
        english, french = language("en"), language("fr")

        assert english.number(Fraction("9.995")) == "9.99"
        assert french.number(Fraction("9.995")) == "9,99"
        assert english.number(Fraction(349, 35)) == "9.97"
        assert english.number(Fraction(12)) == "12"

    def test_what_is_cut_to_nothing_is_not_nothing(self) -> None:
        assert language("en").number(Fraction(1, 300)) == "less than 0.01"
        assert language("fr").counted(Fraction(1, 300), "points") == "moins de 0,01 point"

    @pytest.mark.parametrize(
        ("number", "en", "fr"),
        [
            ("0", "0 points", "0 point"),
            ("0.25", "0.25 point", "0,25 point"),
            ("1", "1 point", "1 point"),
            ("1.5", "1.5 points", "1,5 point"),
            ("2", "2 points", "2 points"),
        ],
    )
    def test_units_agree(self, number: str, en: str, fr: str) -> None:
        assert language("en").counted(Fraction(number), "points") == en
        assert language("fr").counted(Fraction(number), "points") == fr

    def test_days(self) -> None:
        assert language("en").day(date(2025, 7, 4)) == "4 July 2025"
        assert language("fr").day(date(2025, 7, 4)) == "4 juillet 2025"
        assert language("fr").day(date(2025, 1, 1)) == "1er janvier 2025"

    def test_instants_say_their_offset(self) -> None:
        instant = datetime(2025, 7, 4, 10, 30, tzinfo=UTC)

        assert language("en").instant(instant) == "4 July 2025 10:30 UTC"
        assert language("fr").instant(noon(date(2025, 7, 4))) == "4 juillet 2025 10:00 UTC"

    def test_guillemets(self) -> None:
        assert language("fr").quote("ainsi") == "«\u00a0ainsi\u00a0»"

    def test_an_unknown_question_is_still_answered(self) -> None:
        assert language("en").node(Node("kite.flies", "K1", Answer.MET)) == "kite.flies K1: yes."
        assert language("en").finding("kite-lost", {}) == "kite-lost"
        assert language("en").flag("kite-unregulated") == "kite-unregulated"


# --- the decision as JSON ------------------------------------------------------------------------------------------

KEYS = {
    "journey", "certification", "edition", "regulation", "on", "known_at", "status", "confidential", "title",
    "proposal", "blocs", "professional", "kept", "retake_open", "awaited", "deadlines", "findings", "flags",
    "departures", "refused", "context", "explanation", "missing", "competences", "defects", "average20",
}  # fmt: skip


def _at(data: object, *path: str | int) -> object:
    """What stands in JSON data at the end of a path."""
    for step in path:
        assert isinstance(data, Mapping | list)
        data = data[step]  # type: ignore[index]  # a list has numbers, a map has names
    return data


def _valid(data: object) -> None:
    json.dumps(data, allow_nan=False)
    Draft202012Validator(reports.DECISION_SCHEMA).validate(data)


class TestDecisionJson:
    def test_the_schema_is_one(self) -> None:
        Draft202012Validator.check_schema(reports.DECISION_SCHEMA)
        assert set(reports.DECISION_SCHEMA["required"]) >= KEYS  # type: ignore[call-overload]  # a list

    def test_a_quarter_of_a_point_short(self, register: Register) -> None:
        data = _enrolled(register, fly1="19.75", fly2="30", sew="50").decide(JURY).to_json()

        _valid(data)
        assert data["title"] == {
            "verdict": "partial",
            "total": "99.75",
            "out_of": "200",
            "average20": "9.975",
            "display": {"total": "99.75", "out_of": "200.00", "average20": "9.97"},
        }
        assert data["status"] == "proposed"
        assert data["confidential"] is True
        assert _at(data, "blocs", "FLY", "mark20") == "9.95"
        assert data["kept"] == ["SEW"]
        assert _at(data, "missing", 0, "about") == "title"
        assert _at(data, "missing", 0, "display") == {"short": "0.25"}
        assert _at(data, "missing", 1, "about") == "FLY"
        assert _at(data, "missing", 1, "short") == "0.25"

    def test_what_does_not_terminate_is_a_fraction(self, register: Register) -> None:
        data = _enrolled(register, fly1="20/3", fly2="60", sew="100").decide(JURY).to_json()

        assert _at(data, "blocs", "FLY", "points") == "200/3"
        assert _at(data, "blocs", "FLY", "display", "points") == "66.66"

    def test_the_same_verdict_with_other_points_is_a_proposal(self, register: Register) -> None:
        journey = _enrolled(register, fly1="40", fly2="60", sew="60")
        decided = _deliberated(register, journey)
        fields = {"points": "59.75"}
        _do(journey, CorrectEntry(on=JURY, entry=5, reason="a slip", fields=fields), days=1)
        decision = journey.decide(JURY)

        assert decided.proposal is None
        assert decision.proposal is not None
        assert (decision.title.total, decision.proposal.total) == (Fraction(160), Fraction("159.75"))
        assert "now differs: title granted (159.75/200). It waits" in decision.explain("en")
        assert "\nWhy\n" in decision.explain("en")

    def test_decided(self, register: Register) -> None:
        journey = _enrolled(register, fly1="20", fly2="30", sew="45")
        data = _deliberated(register, journey, title="total", reason="It flew.").to_json()

        _valid(data)
        assert data["status"] == "decided"
        assert data["confidential"] is False
        assert _at(data, "title", "verdict") == "total"
        assert _at(data, "proposal", "verdict") == "partial"
        assert data["departures"] == [
            {"entry": 6, "what": "title", "proposed": "partial", "decided": "total", "reason": "It flew."}
        ]

    def test_known_at_is_an_instant(self, register: Register) -> None:
        journey = _enrolled(register, fly1="20", fly2="30", sew="50")
        data = journey.decide(JURY, known_at=noon(TEST)).to_json()

        assert data["known_at"] == "2025-06-02T10:00:00+00:00"


class TestCommandSchemas:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_each_is_a_schema_and_says_what_it_is(self, name: str) -> None:
        schema = reports.command_schemas()[name]
        Draft202012Validator.check_schema(schema)

        assert schema["description"]
        assert "on" in schema["required"]  # type: ignore[operator]  # a list

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(command=strategies.commands)
    def test_every_command_fits_its_own(self, command: Command) -> None:
        raw = to_raw(command)
        if not isinstance(command, ConstituteJury):
            raw["journey"] = "J1"
        Draft202012Validator(reports.command_schemas()[str(raw["command"])]).validate(raw)

    @pytest.mark.parametrize(
        "raw",
        [
            {"journey": "J1", "command": "record-absence", "on": "2025-06-02"},
            {"command": "record-absence", "on": "2025-06-02", "evaluation": "B1.1"},
            {
                "journey": "J1",
                "journeys": ["J1"],
                "command": "record-absence",
                "on": "2025-06-02",
                "evaluation": "B1.1",
            },
            {"journey": "J1", "command": "record-absence", "on": "2025-06-02", "evaluation": "B1.1", "colour": "red"},
        ],
    )
    def test_what_is_not_a_command_does_not_fit(self, raw: dict[str, object]) -> None:
        assert not Draft202012Validator(reports.command_schemas()["record-absence"]).is_valid(raw)

    def test_one_journey_and_nulls_fit(self) -> None:
        raw = {"journey": "J1", "journeys": None, "command": "record-absence", "on": "2025-06-02", "evaluation": "B1.1"}

        assert Draft202012Validator(reports.command_schemas()["record-absence"]).is_valid({**raw, "ref": None})


# --- in words ------------------------------------------------------------------------------------------------------


class TestExplain:
    def test_the_decisive_reason_comes_first(self, register: Register) -> None:
        text = _enrolled(register, fly1="19.75", fly2="30", sew="50").decide(JURY).explain("en")
        why, _, rest = text.partition("The blocs\n")

        assert "The title is not granted in full; these blocs are kept: SEW." in why
        assert "The general average is 9.97 on 20 (99.75 points out of 200), below the 10" in why
        assert "KIT-R03, source kites, lines 7-9: The title asks for an average of 10." in why
        assert "KIT-R02" not in why
        assert "KIT-R02, source kites, line 5" in rest
        assert "FLY (Flying): not validated; 49.75 points out of 100, that is 9.95 on 20" in rest
        assert "0.25 point at FLY" in rest

    def test_an_eliminatory_bloc_is_the_reason_though_the_average_holds(self, register: Register) -> None:
        text = _enrolled(register, fly1="0", fly2="30", sew="100").decide(JURY).explain("en")
        why = text.partition("The blocs\n")[0]

        assert "Bloc FLY is eliminatory: 6 on 20, for a floor of 8" in why
        assert "below the 10 that validates it" not in why

    def test_readings_silences_and_defects(self, register: Register) -> None:
        text = _enrolled(register, fly1="19.75", fly2="30", sew="50").decide(JURY).explain("en")

        assert "KIT-A1: What is the average of? Taken: (a) of all points." in text
        assert "the default reading" in text
        assert "No day is given." in text
        assert "Ask: the guild" in text
        assert "KIT-D1: Line 7 is torn." in text

    def test_a_switched_reading_says_so(self, register: Register) -> None:
        register.adopt("KITES", readings={"KIT-A1": "b"})
        text = _enrolled(register, fly1="19.75", fly2="30", sew="50").decide(JURY).explain("fr")

        assert "KIT-A1\u00a0: De quoi est-ce la moyenne\u202f? Retenu\u00a0: (b) des notes de bloc." in text
        assert "choisie par le certificateur" in text

    def test_departures_with_the_written_reason(self, register: Register) -> None:
        journey = _enrolled(register, fly1="20", fly2="30", sew="45")
        told = _deliberated(register, journey, title="total", reason="Elle a\nvolé.").explain("fr")
        text = re.sub(r"\n *", " ", told)

        assert "le titre\u00a0: titre délivré au lieu de validation partielle (entrée 6)." in text
        assert "«\u00a0Elle a volé.\u00a0»" in text
        assert "Ce que les faits donneraient maintenant diffère\u00a0: validation partielle." in text

    def test_what_is_awaited_and_what_comes_next(self, register: Register) -> None:
        text = _enrolled(register, fly1="20").decide(TEST).explain("en")

        assert "The title is pending: something is still awaited." in text
        assert "Awaited: results of FLY.2 and SEW.1" in text
        assert "FLY and SEW may be asked for again" in text

    def test_hours_are_missing_by_how_much(self, register: Register) -> None:
        journey = register.journey("K2")
        _do(journey, EnrolCandidate(on=START, certification="KITES", route=Route.STUDENT))
        _do(journey, LogCompanyHours(on=TEST, hours=Fraction("69.5")))
        text = journey.decide(JURY).explain("fr")

        assert "69,5 heures en entreprise ont été faites\u202f; il en faut 70\u00a0: il manque 0,5 heure." in text

    def test_refusals_are_named(self, register: Register) -> None:
        journey = _enrolled(register, fly1="20", fly2="30", sew="50")
        retake = RequestRetake(
            on=JURY,
            blocs=("SEW",),
            mode=RetakeMode.RESIT,
            channel=Channel.EMAIL,
            test_on=date(2026, 6, 1),
        )
        answer = journey.do(retake, recorded_at=noon(JURY))
        text = journey.decide(JURY).explain("en")

        assert "request for a retake (entry 6)" in text
        told = reports.explain_answer(answer, journey.regulation(), "en")
        assert told.startswith("Refused.\n- Bloc SEW was not failed (validated): there is nothing to retake.\n")
        assert "KIT-R05, source kites, line 12: A bloc may be retaken once." in told
        assert reports.explain_answer(answer, None, "en") == "Refused. KIT-R05\n"

    def test_french_text_is_well_set(self, register: Register) -> None:
        journey = _enrolled(register, fly1="19.75", fly2="30", sew="50")
        text = _deliberated(register, journey).explain("fr")

        _well_set(text)
        assert "Décision sur le parcours K1\u00a0: Facteur de cerfs-volants, au 4 juillet 2025" in text
        assert "KIT-R03, source kites, lignes 7-9\u00a0: Le titre demande 10 de moyenne." in text

    def test_no_line_is_too_long(self, register: Register) -> None:
        for lang in LANGUAGES:
            text = _enrolled(register, f"L-{lang}", fly1="19.75", fly2="30", sew="50").decide(JURY).explain(lang)
            assert max(len(line) for line in text.splitlines()) <= 100


class TestCard:
    def test_the_card(self, register: Register) -> None:
        decision = _enrolled(register, fly1="19.75", fly2="30", sew="50").decide(JURY)

        assert reports.card(decision, decision.under) == (
            "K1 · KITES                                             4 July 2025, edition 2024\n"
            "Kite maker\n"
            "PARTLY GRANTED · proposed, confidential\n"
            "99.75 points out of 200, that is 9.97 on 20.\n"
            "\n"
            "FLY  ████████│█·│··········   9.95  not validated    Flying\n"
            "SEW  ████████│██│··········  10.00  validated, kept  Sewing\n"
            "\n"
            "Missing  0.25 point in all for the general average\n"
            "         0.25 point at FLY\n"
            "Next     FLY may be asked for again\n"
            "Flags    admission-unregulated, last-issue-unknown\n"
        )

    @pytest.mark.parametrize("width", [10, 40, 60, 80, 200])
    @both
    def test_it_keeps_to_its_width(self, register: Register, width: int, lang: str) -> None:
        decision = _enrolled(register, fly1="19.75", fly2="30").decide(JURY)
        lines = reports.card(decision, decision.under, lang, width).splitlines()

        assert all(cells(line) <= max(width, 60) for line in lines)
        assert len(lines) <= 20

    def test_colours_only_when_asked(self, register: Register) -> None:
        decision = _enrolled(register, fly1="19.75", fly2="30", sew="50").decide(JURY)
        coloured = reports.card(decision, decision.under, colour=True)

        assert "\x1b" not in reports.card(decision, decision.under)
        assert re.sub(r"\x1b\[\d+m", "", coloured) == reports.card(decision, decision.under)

    def test_a_bar_below_its_tick_does_not_touch_it(self, register: Register) -> None:
        decision = _enrolled(register, fly1="19.99", fly2="30", sew="50").decide(JURY)

        assert "FLY  ████████│█·│" in reports.card(decision, decision.under)

    def test_what_the_facts_would_give_now(self, register: Register) -> None:
        journey = _enrolled(register, fly1="20", fly2="30", sew="45")
        decision = _deliberated(register, journey, title="total", reason="It flew.")

        assert "Now" in reports.card(decision, decision.under)


class TestTimeline:
    def test_what_was_known_late_and_what_became_of_it(self, register: Register) -> None:
        journey = _enrolled(register, fly1="20", fly2="30", sew="45")
        _deliberated(register, journey)
        _do(journey, CorrectEntry(on=JURY, entry=5, fields={"points": "50"}, reason="misread"), days=3)
        _do(journey, RecordEvaluation(on=TEST, evaluation="SEW.1", points=Fraction(60)), days=60)
        _do(journey, VoidEntry(on=JURY, entry=8, reason="another candidate"), days=61)
        text = reports.timeline(journey.records(), journey.regulation(), "en")
        rows = text.splitlines()

        assert rows[0].split() == ["No", "On", "Recorded", "at", "What", "Answer", "Edition", "Remarks"]
        assert "corrected by entry 7" in text
        assert "known late" in text
        assert "voided by" in text
        assert "Deliberation of jury J1" in text
        assert "accepted: KIT-R06" in text
        assert max(len(row) for row in rows) <= 140
        data = {each["position"]: each for each in reports.timeline_json(journey.records())}
        assert data[5]["mended_by"] == [{"entry": 7, "command": "correct-entry"}]
        assert data[8]["mended_by"] == [{"entry": 9, "command": "void-entry"}]
        assert [at for at, each in data.items() if each["mended_by"]] == [5, 8]
        receipts = [each.answer.receipt for each in journey.records()]
        assert [each["receipt"] for each in data.values()] == [each and attrs.asdict(each) for each in receipts]
        assert data[6]["receipt"] is not None

    def test_a_correction_of_what_the_jury_went_by_is_known_late(self, register: Register) -> None:
        journey = _enrolled(register, fly1="20", fly2="30", sew="45")
        _deliberated(register, journey)
        _do(journey, CorrectEntry(on=TEST, entry=5, fields={"points": "50"}, reason="misread"), days=90)

        text = " ".join(reports.timeline(journey.records(), journey.regulation()).split())
        assert text.count("known late") == 1

    def test_without_records_or_regulation(self, register: Register) -> None:
        assert reports.timeline([], None, "fr") == "Rien n’a été enregistré.\n"
        journey = _enrolled(register)
        assert "titre entier" in reports.timeline(journey.records(), None, "fr")

    def test_as_data(self, register: Register) -> None:
        data = reports.timeline_json(_enrolled(register, fly1="20").records())
        json.dumps(data)

        assert [each["position"] for each in data] == [1, 2, 3]
        assert data[2]["fields"] == {"evaluation": "FLY.1", "points": "20"}
        assert data[2]["command"] == "record-evaluation"

    @both
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(command=strategies.commands)
    def test_every_command_can_be_told(self, lang: str, command: Command) -> None:
        from certdomain.reports.timeline import command_words

        assert command_words(command, language(lang))


class TestTable:
    def test_columns_are_aligned_and_numbers_to_the_right(self) -> None:
        assert table(("name", "mark"), [("Ana", "9.5"), ("Bo", "12"), ("Éloïse", None)]) == (
            "name    mark\n------  ----\nAna      9.5\nBo        12\nÉloïse"
        )

    def test_wide_letters_take_two_columns(self) -> None:
        assert cells("日本") == 4
        assert clipped("日本語", 5) == "日本…"
        assert table(("a", "b"), [("日本", "x"), ("abcd", "y")]).splitlines()[2:] == ["日本  x", "abcd  y"]

    def test_what_a_person_wrote_moves_no_cursor(self) -> None:
        assert "\x1b" not in table(("a",), [("x\x1b[2J\ny",)])
        assert len(table(("a",), [("x\ny",)]).splitlines()) == 3

    def test_it_wraps_to_a_width(self) -> None:
        text = table(("id", "words"), [("1", "one two three four five six seven eight nine ten")], width=30)

        assert max(len(line) for line in text.splitlines()) <= 30
        assert "ten" in text

    def test_no_rows_no_headers_and_rows_that_do_not_fit(self) -> None:
        assert table(("a", "b"), []) == "a  b\n-  -"
        assert table((), []) == ""
        with pytest.raises(ValueError, match="a row has 1 cells, and there are 2 headers"):
            table(("a", "b"), [("x",)])


class TestRegulation:
    def test_the_page(self) -> None:
        text = reports.show_regulation(KITES, "en")

        assert "KITES — Kite maker" in text
        assert "Edition: 2024, in force from 1 January 2024" in text
        assert 'KIT-R01, source kites, lines 3-4 (decides): A bloc is validated from 10. "au vent"' in text
        assert "Bloc: validated at 10 on 20, eliminatory below 8, without rounding [KIT-R01, KIT-R02]" in text
        assert "(a) of all points ← taken" in text
        assert "last_issue_on (date): unknown [KIT-R05]" in text
        assert "Clauses without effect, and why" in text
        assert "It is about the weather." in text
        assert "Ask: the guild" in text
        assert "KIT-D1, line 7: Line 7 is torn. [KIT-R03]" in text
        assert "The text is silent on:" in text

    def test_in_french(self) -> None:
        text = reports.show_regulation(KITES, "fr")

        _well_set(text)
        assert "Un bloc est validé à partir de 10\u00a0: c’est la règle." in text
        assert "«\u00a0au vent\u00a0»" in text

    def test_as_data(self) -> None:
        data = reports.regulation_json(KITES)
        json.dumps(data)

        assert _at(data, "readings", 0, "chosen") == "a"
        assert _at(data, "clauses", 7, "because", "fr") == "Il parle du temps."


# --- the titles that are installed, with the journeys they ship ----------------------------------------------------


@pytest.fixture(scope="module")
def demo() -> Iterator[Register]:
    if not installed():
        pytest.skip("no title is installed")
    with Register.open("memory:") as opened:
        for editions in installed().values():
            for declared in editions:
                package = declared.distribution.replace("-", "_")
                with as_file(files(package) / "demo.jsonl") as path:
                    if path.exists():
                        import_file(opened, path)
        yield opened


def _decisions(register: Register) -> Iterator[Decision]:
    for name in register.journeys():
        journey = register.journey(name)
        days = sorted({record.command.on for record in journey.records()})
        for day in {days[len(days) // 2], days[-1]}:
            try:
                yield journey.decide(day)
            except UnknownJourney:
                continue


class TestInstalled:
    def test_every_decision_is_as_its_schema_says(self, demo: Register) -> None:
        for decision in _decisions(demo):
            _valid(decision.to_json())

    @both
    def test_every_question_has_a_sentence_of_its_own(self, demo: Register, lang: str) -> None:
        words = language(lang)
        for decision in _decisions(demo):
            trees = [decision.explanation]
            trees += [r.answer.tree for r in demo.journey(decision.journey).records() if r.answer.tree is not None]
            for node in (node for tree in trees for node in tree.walk() if node.asks != "see"):
                generic = words.phrase("node", label="", answer=words.answer(node.answer)).strip()
                assert not words.node(node).endswith(generic), (node.asks, node.answer, node.values)

    @both
    def test_everything_can_be_told(self, demo: Register, lang: str) -> None:
        for decision in _decisions(demo):
            journey = demo.journey(decision.journey)
            told = [decision.explain(lang), reports.card(decision, decision.under, lang)]
            told.append(reports.timeline(journey.records(), decision.under, lang))
            told += [reports.explain_answer(r.answer, decision.under, lang) for r in journey.records()]
            for text in told:
                assert "{" not in text
                assert "None" not in text
            assert len(told[1].splitlines()) <= 22
            if lang == "fr":
                assert not re.search(r"[ ][:;!?»](?!\S)|« ", told[0]), decision.journey

    @both
    def test_every_regulation_fits_its_page(self, lang: str) -> None:
        for editions in installed().values():
            for declared in editions:
                text = reports.show_regulation(declared.regulation, lang)
                assert all(clause.id in text for clause in declared.regulation.clauses)
                assert not re.search(r"^\s*- [a-z]+-[a-z-]+( \[|$)", text, re.MULTILINE), "a policy without words"
                json.dumps(reports.regulation_json(declared.regulation))


def test_no_fact_is_told_as_refused() -> None:
    """Facts are noted: the words for statuses are those of requests and acts."""
    assert {kind.value for kind in KINDS.values()} == {"fact", "request", "act"}
    assert isinstance(language("en"), Language)

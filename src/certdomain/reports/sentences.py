"""A regulation in whole sentences: one row for each thing that it declares, in the order in which it is read.

A row is a sentence, the clauses that it comes from, the readings that it rests on and the parameters that it needs.
Numbers are exact: nothing is cut, nothing rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import TypeVar, assert_never, cast

import attrs

from certdomain.calendar import Period
from certdomain.marks import total, written
from certdomain.referential import EVERYBODY, Audience, Bloc, Evaluation
from certdomain.regulation import award, duties, gates, juries, results, transitions
from certdomain.regulation.clauses import Effect
from certdomain.regulation.settlement import settled
from certdomain.regulation.terms import Left, Said, Term, Threshold
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import Law, cited_by, law_of
from certdomain.reports.language import Language, places
from certdomain.reports.phrases import Templates, listed
from certdomain.vocabulary import RetakeMode, Role, Route

T = TypeVar("T")

GROUPS = (
    "identity",
    "structure",
    "admission",
    "evaluations",
    "bloc",
    "title",
    "retakes",
    "part",
    "portfolio",
    "fraud",
    "juries",
    "duties",
    "certificates",
    "transitions",
    "others",
)
"""The headings of a regulation, in the order in which it is read."""

_GROUP_OF: Mapping[gates.Request, str] = {
    gates.Request.ENROL: "admission",
    gates.Request.CHOOSE_OPTION: "admission",
    gates.Request.EXCUSE: "evaluations",
    gates.Request.MAKE_UP: "evaluations",
    gates.Request.RETAKE: "retakes",
    gates.Request.PROFESSIONAL_RETAKE: "part",
    gates.Request.CHOOSE_PORTFOLIO: "portfolio",
    gates.Request.PRESENT_PORTFOLIO: "portfolio",
}
_PARAMETER = "parameter "
_UNSAID = Said(value=False)
_OTHERS = "*"

# Sentences that do not name the request: of which request, modes and fraud they speak by themselves.
_NATURAL: Mapping[str, tuple[gates.Request, tuple[RetakeMode, ...], bool | None]] = {
    "only-failed-blocs": (gates.Request.RETAKE, (), None),
    "at-most-retakes": (gates.Request.RETAKE, (), None),
    "at-most-sessions": (gates.Request.RETAKE, (), None),
    "one-centre": (gates.Request.RETAKE, (RetakeMode.RESIT,), None),
    "all-blocs-of-fraud": (gates.Request.RETAKE, (), True),
    "admitted-reason": (gates.Request.EXCUSE, (), None),
}
_NAMING = ("id", "bloc", "evaluation", "kind", "jury", "of_jury", "thing", "trait", "role", "roles", "origin")


@attrs.frozen(kw_only=True)
class Row:
    """One declaration in words. `silent`: the row says that the text says nothing.

    `about`: of which declaration it speaks, so that the same one is found in another regulation.
    """

    group: str
    says: str
    clauses: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    silent: bool = False
    about: tuple[str, ...] = attrs.field(default=(), eq=False)


def rows(regulation: Regulation, words: Language) -> tuple[Row, ...]:
    """All that a regulation declares, one row each, by group and in the order of the declaration."""
    writer = _Writer(settled(_tagged(regulation)), law_of(regulation), words)
    for write in (
        _identity,
        _structure,
        _gates,
        _evaluations,
        _blocs,
        _titles,
        _retakes,
        _part,
        _fraud,
        _juries,
        _duties,
        _certificates,
        _transitions,
        _others,
        _silences,
    ):
        write(writer)
    return tuple(sorted(writer.rows, key=lambda row: GROUPS.index(row.group)))


def sentences(words: Language) -> Mapping[str, Templates]:
    """The sentences of a language, by id."""
    return _tables(words)[0]


def term(words: Language, vocabulary: str, value: str) -> str:
    """The word that a sentence has for a value; a value of none (an id, the name of a group) is its own word."""
    return words.tables.typeset(_tables(words)[1][vocabulary].get(value, value))


def exactly(number: Fraction | int, words: Language) -> str:
    """A number, exact: 0,125 or 1/3."""
    return written(Fraction(number)).replace(".", words.tables.point)


def share(number: Fraction, words: Language) -> str:
    """A share in hundredths where that ends, else as a fraction."""
    hundredths = written(100 * number)
    if "/" in hundredths:
        return exactly(number, words)
    return words.tables.typeset(f"{exactly(100 * number, words)}{words.tables.percent}")


def sentence(words: Language, name: str, /, **values: object) -> str:
    """The first sentence of that id whose places all have a value, filled; a sentence begins with a capital."""
    said = {key: value for key, value in values.items() if value is not None}
    for template in listed(sentences(words)[name]):
        if places(template) <= said.keys():
            found = words.fill(template, said)
            assert found is not None  # noqa: S101  all places have a value
            return found
    msg = f"no sentence {name!r} for {', '.join(sorted(said))}"
    raise KeyError(msg)


def _tables(words: Language) -> tuple[Mapping[str, Templates], Mapping[str, Mapping[str, str]]]:
    if words.code == "fr":
        from certdomain.reports import sentences_fr

        return sentences_fr.SENTENCES, sentences_fr.TERMS
    from certdomain.reports import sentences_en

    return sentences_en.SENTENCES, sentences_en.TERMS


@attrs.define
class _Writer:
    """What is being written: the settled regulation, and the rows so far."""

    regulation: Regulation
    law: Law
    words: Language
    rows: list[Row] = attrs.field(factory=list)
    whom: Audience | None = EVERYBODY  # of whom the next rows speak; None = of all others
    context: tuple[str, ...] = ()  # of what they speak
    those: str = ""  # of which blocs alone, as a sentence to fill
    lead: str = ""  # the request that they are about, where their own words do not name it

    def row(self, group: str, name: str, /, *cites: object, **values: object) -> None:
        """A row with that sentence. `cites`: shapes, terms and clauses that it comes from."""
        told = [str(values[key]) for key in _NAMING if values.get(key)]
        self.say(group, self.sentence(name, **values), *cites, about=(name, *self.context, *told))

    def say(self, group: str, says: str, *cites: object, about: tuple[str, ...]) -> None:
        if self.lead:
            says = self.sentence("for-request", to=self.lead, says=f"{says[:1].lower()}{says[1:]}")
            about = (*about, self.lead)
        if self.those:
            name = "for-other-blocs" if self.those == _OTHERS else "for-blocs"
            says = self.sentence(name, blocs=self.those, says=f"{says[:1].lower()}{says[1:]}")
        if self.whom is None:
            says = self.sentence("for-others", says=f"{says[:1].lower()}{says[1:]}")
        elif self.whom != EVERYBODY:
            candidates = self.candidates(self.whom)
            says = self.sentence("for-audience", audience=candidates, says=f"{says[:1].lower()}{says[1:]}")
        found = cited_by(tuple(cites))
        self.rows.append(
            Row(
                group=group,
                says=says[:1].upper() + says[1:],
                clauses=tuple(each for each in found if each in self.law.clauses),
                readings=tuple(each for each in found if each in self.law.readings),
                parameters=tuple(each.removeprefix(_PARAMETER) for each in found if each.startswith(_PARAMETER)),
                about=about,
            )
        )

    def flagged(self, group: str, name: str, term_: Term[bool], /, **values: object) -> None:
        """A row for a yes or a no."""
        self.row(group, f"{name}-{'yes' if term_.value else 'no'}", term_, **values)

    def sentence(self, name: str, /, **values: object) -> str:
        return sentence(self.words, name, **values)

    def term(self, vocabulary: str, value: Enum | str) -> str:
        return term(self.words, vocabulary, cast("str", value.value) if isinstance(value, Enum) else value)

    def terms(self, vocabulary: str, values: Iterable[Enum | str]) -> list[str]:
        return [self.term(vocabulary, value) for value in values]

    def number(self, number: Fraction | int) -> str:
        return exactly(number, self.words)

    def listed(self, items: Iterable[str], last: str = "and") -> str:
        found = list(items)
        if len(found) < 2:
            return "".join(found)
        return f"{', '.join(found[:-1])} {self.sentence(last)} {found[-1]}"

    def limit(self, threshold: Threshold, unit: str | None = None) -> str:
        """A limit with its sense, in a unit: at least 36 months."""
        limit = threshold.limit
        shown = self.number(limit) if unit is None else f"{self.number(limit)} {self.words.tables.units[unit][1]}"
        return self.words.term("sense", threshold.sense.value).format(limit=shown)

    def candidates(self, audience: Audience) -> str:
        """Whom an audience means, as it stands after "candidates"."""
        ways = ""
        if audience.routes:
            others = [route for route in Route if route not in audience.routes]
            if len(others) == 1 and len(audience.routes) > 1:
                ways = self.sentence("audience-but", route=self.term("route-noun", others[0]))
            else:
                ways = self.listed(self.terms("route", audience.routes), "or")
        if not audience.situations:
            return ways
        found = self.listed(self.terms("situation", audience.situations), "or")
        if not ways:
            return self.sentence("situations-bare", situations=found)
        return self.sentence("situations", routes=ways, situations=found)

    def speak_of(self, audience: Audience, *before: Audience) -> None:
        """The next rows are for those candidates; after rules for others, a rule for everybody is for the rest."""
        self.whom = None if before and audience == EVERYBODY else audience
        self.context = () if audience == EVERYBODY else (self.candidates(audience),)

    def speak_of_blocs(self, blocs: Sequence[str], *, others: bool = False) -> None:
        """The next rows are for those blocs alone; or for the `others`, after rules for some."""
        self.those = _OTHERS if others else self.listed(blocs)
        self.context = (*self.context, *blocs)

    def evaluation(self, name: str) -> str:
        """An evaluation by its id, and by its name where it has one."""
        found = self.law.regulation.referential.evaluation(name)
        called = "" if found is None else found[1].name
        return f"{name} ({self.words.tables.typeset(called)})" if called and called != name else name

    def evaluations(self, names: Iterable[str]) -> str:
        return self.listed(self.evaluation(name) for name in names)

    def blocs(self, group: str | None) -> str:
        """Every bloc of a group, with their ids where a group is meant."""
        if group is None:
            return self.term("blocs", "blocs")
        ids = ", ".join(bloc.id for bloc in self.law.regulation.referential.group(group))
        known = self.term("blocs", group)
        head = known if known != group else f"{self.term('blocs', 'blocs')} {group}"
        return f"{head} ({ids})" if ids else head


# --- identity and structure ---------------------------------------------------------------------------------------


def _identity(writer: _Writer) -> None:
    regulation, words = writer.regulation, writer.words
    name = words.words(regulation.name)
    writer.row("identity", "name", certification=regulation.certification, name=name)
    writer.row("identity", "certifier", certifier=regulation.certifier)
    if regulation.network is not None:
        writer.row("identity", "network", network=regulation.network)
    if regulation.level is not None:
        writer.row("identity", "level", level=regulation.level)
    since = None if regulation.in_force_from is None else words.day(regulation.in_force_from)
    writer.row("identity", "edition", edition=regulation.edition, day=since)
    if regulation.registration is not None:
        registration = regulation.registration
        writer.row("identity", "registration", registration.by, until=words.day(registration.until))
        writer.flagged("identity", "after-expiry", registration.after_expiry)
    if regulation.last_issue is not None:
        last = regulation.last_issue.value
        writer.row("identity", "last-issue", regulation.last_issue, day=None if last is None else words.day(last))


def _structure(writer: _Writer) -> None:
    referential = writer.regulation.referential
    for bloc in referential.lines:
        _bloc(writer, bloc, part=bloc is referential.part)
    counts = [each.counts_for for bloc in referential.lines for each in bloc.evaluations]
    one_way = len({bloc.group for bloc in referential.blocs}) == 1 and all(
        each.audience == EVERYBODY for bloc in referential.lines for each in bloc.evaluations
    )
    known = [each for each in counts if each is not None]
    if known and len(known) == len(counts) and one_way:
        writer.row("structure", "total-points", points=writer.number(total(known)))
    if referential.part is not None and referential.part_audience != EVERYBODY:
        writer.row("structure", "part-audience", audience=writer.candidates(referential.part_audience))
    if referential.modules:
        count = writer.words.counted(len(referential.modules), "modules")
        writer.row("structure", "modules", number=count, modules=", ".join(referential.modules))


def _bloc(writer: _Writer, bloc: Bloc, *, part: bool) -> None:
    named = bloc.name and bloc.name != bloc.id
    # Evaluations that not everybody sits make no one sum.
    counts = [e.counts_for for e in bloc.evaluations if e.counts_for is not None]
    same = len(counts) == len(bloc.evaluations) and all(e.audience == EVERYBODY for e in bloc.evaluations)
    points = writer.number(total(counts)) if counts and same else None
    evaluations = writer.words.semicolon.join(_evaluation(writer, each) for each in bloc.evaluations)
    kind = "part" if part else "bloc"
    if evaluations:
        name = "bloc-no-name" if not named and not part else f"{kind}-points" if points is not None else kind
        shown = writer.words.tables.typeset(bloc.name or bloc.id)
        writer.row("structure", name, id=bloc.id, name=shown, points=points, evaluations=evaluations)
    if bloc.aliases:
        writer.row("structure", "aliases", id=bloc.id, aliases=writer.listed(bloc.aliases))
    if bloc.competences:
        ids = ", ".join(each.id for each in bloc.competences)
        number = writer.words.counted(len(bloc.competences), "competences")
        writer.row("structure", "competences", id=bloc.id, number=number, competences=ids)
    for each in bloc.competences:
        if each.criteria:
            count, criteria = writer.words.counted(len(each.criteria), "criteria"), ", ".join(each.criteria)
            writer.row("structure", "competence", id=each.id, number=count, criteria=criteria)


def _evaluation(writer: _Writer, evaluation: Evaluation) -> str:
    name = writer.evaluation(evaluation.id)
    form = "evaluation"
    if evaluation.out_of is not None:
        form = "evaluation-points" if evaluation.weight is None else "evaluation-weighted"
    out_of = None if evaluation.out_of is None else writer.number(evaluation.out_of)
    weight = None if evaluation.weight is None else writer.number(evaluation.weight)
    says = writer.sentence(form, name=name, out_of=out_of, weight=weight)
    if evaluation.audience == EVERYBODY:
        return says
    return writer.sentence("evaluation-audience", evaluation=says, audience=writer.candidates(evaluation.audience))


# --- requests -----------------------------------------------------------------------------------------------------


def _gates(writer: _Writer) -> None:
    bans: dict[Period, list[tuple[str, gates.NotBanned]]] = {}
    for gate in writer.regulation.gates:
        written_before: gates.ByChannel | None = None
        for number, condition in enumerate(gate.conditions):
            following = gate.conditions[number + 1] if number + 1 < len(gate.conditions) else None
            if isinstance(condition, gates.NotBanned):
                told = _phrase(writer, "to", gate)
                if gate.audience != EVERYBODY:
                    whom = writer.candidates(gate.audience)
                    told = writer.sentence("evaluation-audience", evaluation=told, audience=whom)
                bans.setdefault(condition.length.value, []).append((told, condition))
            elif isinstance(condition, gates.ByChannel) and _is_ahead(following):
                written_before = condition  # one sentence says both
            else:
                _condition(writer, gate, condition, written_before)
                written_before = None
    for length, found in bans.items():
        to = writer.listed(dict.fromkeys(told for told, _ in found))
        cited = [condition for _, condition in found]
        falls = writer.regulation.falsification
        writer.row("fraud", "not-banned", falls, *cited, to=to, period=writer.words.period(length))


def _is_ahead(condition: gates.Condition | None) -> bool:
    return isinstance(condition, gates.Ahead) and condition.day is gates.Day.REQUEST


def _phrase(writer: _Writer, vocabulary: str, gate: gates.Gate) -> str:
    """What is asked for: the request, its mode, and whether fraud came before."""
    modes: tuple[RetakeMode | None, ...] = (None,)
    if gate.request is gates.Request.RETAKE and gate.modes:
        modes = gate.modes
    keys = [gate.request.value if mode is None else f"{gate.request.value}/{mode.value}" for mode in modes]
    thing = writer.listed(writer.terms(vocabulary, keys), "or")
    if gate.after_fraud is None:
        return thing
    return writer.sentence("after-fraud" if gate.after_fraud else "without-fraud", thing=thing)


def _condition(  # noqa: PLR0915  one arm for each condition
    writer: _Writer, gate: gates.Gate, condition: gates.Condition, channel: gates.ByChannel | None
) -> None:
    group, words = _GROUP_OF[gate.request], writer.words
    said: dict[str, object] = {
        "to": _phrase(writer, "to", gate),
        "thing": _phrase(writer, "thing", gate),
    }
    writer.speak_of(gate.audience)
    name = _dashed(type(condition).__name__)
    cites: list[object] = [condition]
    match condition:
        case gates.ForWhom():
            said["whom"] = writer.candidates(condition.audience)
        case gates.NotBanned():  # pragma: no cover  all bans are told in one row
            said["period"] = words.period(condition.length.value)
        case gates.Ahead():
            request = condition.day is gates.Day.REQUEST
            name = "ahead" if not request else "ahead-request" if channel is None else "by-channel-ahead"
            if channel is not None:
                cites.insert(0, channel)
                said["among"] = writer.listed(writer.terms("channel", channel.among), "or")
            said |= _days(writer, condition.day, condition.anchor, condition.period.value)
        case gates.Wait():
            own = {gates.Day.REQUEST: "wait-request", gates.Day.IMMERSION_DONE: "wait-immersion-done"}
            name = own.get(condition.day, "wait")
            said |= _days(writer, condition.day, condition.anchor.value, condition.period.value)
            said["no_anchor"] = writer.term("no-anchor", condition.no_anchor)
        case gates.Until():
            name = "until-request" if condition.day is gates.Day.REQUEST else "until"
            said |= _days(writer, condition.day, condition.anchor, condition.period.value)
        case gates.NotAfterLastIssue():
            said["happens"] = writer.term("happens", condition.day)
            cites.append(writer.regulation.last_issue)
        case gates.NotAfterExpiry():
            cites.append(() if writer.regulation.registration is None else writer.regulation.registration.by)
        case gates.ByChannel():
            said["among"] = writer.listed(writer.terms("channel", condition.among), "or")
        case gates.AtMostRetakes() | gates.AtMostSessions():
            unit = "times" if isinstance(condition, gates.AtMostRetakes) else "sessions"
            said["most"] = words.counted(condition.most.value, unit)
        case gates.AdmittedReason():
            said["among"] = writer.listed(writer.terms("excuse-reason", condition.among), "or")
        case gates.AnyGround():
            grounds = [_ground(writer, each) for each in condition.grounds.value]
            said["grounds"] = words.semicolon.join(grounds) if grounds else None
            writer.speak_of(_both(gate.audience, condition.audience))
        case gates.SelectionPassed():
            name = "selection"
            said["parts"] = writer.listed(writer.terms("selection", condition.parts)) if condition.parts else None
            writer.speak_of(_both(gate.audience, condition.audience))
        case gates.Unregulated():
            said["topic"] = writer.term("topic", gate.request)
        case (
            gates.OnlyFailedBlocs()
            | gates.OneCentre()
            | gates.AllBlocsOfFraud()
            | gates.FailedPart()
            | gates.FavourableContext()
            | gates.PortfolioChosen()
            | gates.PortfolioSigned()
            | gates.BeforeJury()
            | gates.VaeAdmissible()
            | gates.ExcuseAccepted()
            | gates.AnOption()
            | gates.OptionNotSat()
        ):
            pass
        case _:
            assert_never(condition)
    natural = _NATURAL.get(name)
    if natural is not None and natural != (gate.request, gate.modes, gate.after_fraud):
        writer.lead = _phrase(writer, "to", gate)
    writer.row(group, name, *cites, **said)
    writer.speak_of(EVERYBODY)
    writer.lead = ""


def _both(one: Audience, other: Audience) -> Audience:
    """Those who are of two audiences."""
    if not one.routes or not other.routes:
        routes = one.routes or other.routes
    else:
        routes = tuple(route for route in one.routes if route in other.routes)
    return Audience(routes=routes, situations=one.situations or other.situations)


def _days(writer: _Writer, day: gates.Day, anchor: gates.Day, period: Period) -> dict[str, object]:
    return {
        "happens": writer.term("happens", day),
        "anchor": writer.term("day", anchor),
        "period": writer.words.period(period),
    }


def _ground(writer: _Writer, ground: gates.Ground) -> str:
    match ground:
        case gates.Diploma():
            what = writer.listed(writer.terms("diploma", ground.kinds), "or")
            what = what or writer.sentence("diploma-any")
            if ground.level is not None:
                what = writer.sentence("diploma-level", kinds=what, level=str(ground.level))
        case gates.Experience():
            form = "experience-discretionary" if ground.discretionary else "experience"
            what = writer.sentence(form, months=writer.limit(ground.months.value, "months"))
        case gates.Ects():
            what = writer.sentence("ects-sector" if ground.same_sector else "ects", credits=str(ground.credits))
        case _:
            assert_never(ground)
    if ground.fields:
        what = writer.sentence("in-fields", what=what, fields=", ".join(ground.fields))
    if ground.entry_years:
        years = writer.listed(map(str, ground.entry_years), "or")
        what = writer.sentence("entry-years", what=what, years=years)
    return what


# --- results, blocs, title ----------------------------------------------------------------------------------------


def _evaluations(writer: _Writer) -> None:
    regulation, group = writer.regulation, "evaluations"
    if regulation.absence is not None:
        absence = regulation.absence
        writer.row(group, "absence", absence.effect, effect=writer.term("absence-effect", absence.effect.value))
        if absence.part_by:
            writer.row(group, "absence-part", absence.part_by)
        writer.row(group, "meanwhile", absence.meanwhile, meanwhile=writer.term("meanwhile", absence.meanwhile.value))
        period = writer.words.period(absence.make_up_within.value)
        limit = absence.make_up_limit
        asked = limit is not None and limit.value is results.MakeUpLimit.ASKED
        name = "make-up-asked" if asked else "make-up"
        writer.row(group, name, absence.make_up_within, absence.make_up_limit, period=period)
    if regulation.late is not None:
        writer.row(group, "late", regulation.late.by, evaluations=writer.evaluations(regulation.late.evaluations))
    if regulation.reports is not None:
        limits, least = regulation.reports, regulation.reports.least.value
        writer.row(
            group,
            "reports",
            limits.least,
            limits.most,
            least=None if least is None else str(least),
            most=str(limits.most.value),
            evaluations=writer.evaluations(limits.evaluations),
        )
    if regulation.attendance is not None:
        _attendance(writer, regulation.attendance)
    for duty in regulation.duties:
        if isinstance(duty, duties.GroupSize):
            of = writer.evaluation(duty.evaluation)
            writer.row(group, "group-size", duty.by, least=str(duty.least), most=str(duty.most), evaluation=of)
        elif isinstance(duty, duties.ModuleScale):
            scales = writer.listed(map(writer.number, duty.out_of), "or")
            writer.row(group, "module-scale", duty.by, out_of=scales)
            if duty.zero_by:
                writer.row(group, "module-zero", duty.zero_by)


def _attendance(writer: _Writer, policy: results.AttendancePolicy) -> None:
    group, words = "evaluations", writer.words
    base = writer.term("penalty-base", policy.base.value)
    writer.row(group, "attendance", policy.by, policy.base, evaluation=writer.evaluation(policy.evaluation), base=base)
    bands = [writer.sentence("band", upto=share(band.upto, words), cut=share(band.cut, words)) for band in policy.bands]
    writer.row(group, "attendance-bands", policy.by, bands=words.semicolon.join(bands))
    hours = policy.hours.value
    writer.row(group, "attendance-hours", policy.hours, hours=None if hours is None else writer.number(hours))
    writer.flagged(group, "upper", policy.upper_included)
    writer.flagged(group, "agreement", policy.needs_agreement)
    writer.row(group, "beyond", policy.beyond, policy.beyond_by, beyond=writer.term("beyond", policy.beyond.value))
    if policy.ceiling_by and policy.bands:
        writer.row(group, "ceiling", policy.ceiling_by, upto=share(policy.bands[-1].upto, words))


def _blocs(writer: _Writer) -> None:
    policy, group = writer.regulation.award, "bloc"
    for number, rule in enumerate(policy.blocs):
        before = [each for each in policy.blocs[:number] if _share_blocs(each, rule)]
        writer.speak_of(rule.audience, *(each.audience for each in before if each.audience != EVERYBODY))
        writer.speak_of_blocs(rule.blocs, others=not rule.blocs and any(each.blocs for each in before))
        _bloc_rule(writer, rule)
    writer.speak_of(EVERYBODY)
    writer.speak_of_blocs(())
    if policy.keeps:
        writer.row(group, "keeps", policy.keeps)
    if policy.partial_by:
        writer.row(group, "partial", policy.partial_by)
    averaged = any(isinstance(each, award.GeneralAverage) for rule in policy.titles for each in rule.requires)
    if averaged or writer.law.regulation.award.compensated_kept != _UNSAID:
        writer.flagged(group, "compensated", policy.compensated_kept)


def _share_blocs(one: award.BlocRule, other: award.BlocRule) -> bool:
    """Whether two rules may be meant for the same bloc."""
    return not one.blocs or not other.blocs or bool(set(one.blocs) & set(other.blocs))


def _bloc_rule(writer: _Writer, rule: award.BlocRule) -> None:
    group = "bloc"
    match rule:
        case award.BlocByMark():
            mark = writer.number(rule.pass_mark.value)
            writer.row(group, "pass-mark", rule.pass_mark, mark=mark)
            if rule.eliminatory_below is not None:
                floor = writer.number(rule.eliminatory_below.value)
                writer.row(group, "eliminatory", rule.eliminatory_below, mark=floor)
            rounding = writer.term("rounding", rule.rounding.value)
            writer.row(group, "bloc-rounding", rule.rounding, rounding=rounding)
            if rule.retaken_needs_pass is not None:
                writer.flagged(group, "retaken", rule.retaken_needs_pass)
        case award.BlocByCompetences():
            part = rule.share.value
            shown = None if part is None else share(part, writer.words)
            writer.row(group, "by-competences", rule.needed, rule.share, share=shown)
            _by_bloc(writer, rule.by_bloc)
        case award.BlocByCriteria():
            least = writer.limit(rule.share.value)
            writer.row(group, "by-criteria", rule.share, share=least)
            _criteria(writer, rule)
        case award.BlocByVerdict():
            writer.row(group, "by-verdict", rule.by)
            _by_bloc(writer, rule.by_bloc)
        case _:
            assert_never(rule)


def _criteria(writer: _Writer, rule: award.BlocByCriteria) -> None:
    group = "bloc"
    inapplicable = writer.term("inapplicable", rule.inapplicable.value)
    writer.row(group, "inapplicable", rule.inapplicable, inapplicable=inapplicable)
    if rule.doubtful:
        writer.row(group, "doubtful", doubtful=writer.listed(rule.doubtful))
    if rule.moved.value:
        moved = [writer.sentence("moved-one", criterion=code, competence=to) for code, to in rule.moved.value]
        writer.row(group, "moved", rule.moved, moved=writer.listed(moved))
    else:
        writer.row(group, "moved-none", rule.moved)
    if rule.left_out.value:
        writer.row(group, "criteria-out", rule.left_out, left_out=writer.listed(rule.left_out.value))
    else:
        writer.row(group, "criteria-out-none", rule.left_out)
    for bloc, number in rule.announced:
        count = None if number.value is None else str(number.value)
        writer.row(group, "announced", number, bloc=bloc, number=count)
    _by_bloc(writer, rule.by_bloc)


def _by_bloc(writer: _Writer, found: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    for bloc, by in found:
        name = writer.words.tables.typeset(writer.law.bloc_name(bloc))
        writer.row("bloc", "by-bloc", by, bloc=f"{bloc} ({name})" if name else bloc)


def _titles(writer: _Writer) -> None:
    titles = writer.regulation.award.titles
    for number, rule in enumerate(titles):
        writer.speak_of(rule.audience, *(each.audience for each in titles[:number]))
        writer.row("title", "title-rule", rule.by)
        for requirement in rule.requires:
            _requirement(writer, requirement)
    writer.speak_of(EVERYBODY)


def _requirement(writer: _Writer, requirement: award.Requirement) -> None:
    group = "title"
    match requirement:
        case award.EveryBloc():
            name = "every-bloc-assumed" if requirement.assumed else "every-bloc"
            writer.row(group, name, requirement.by, blocs=writer.blocs(requirement.group))
        case award.BlocsOutOf():
            least = str(requirement.at_least)
            ids = [bloc.id for bloc in writer.regulation.referential.group(requirement.group)]
            shown = writer.listed(ids, "or") or requirement.group
            writer.row(group, "blocs-out-of", requirement.by, at_least=least, blocs=shown)
        case award.GeneralAverage():
            mark = writer.number(requirement.at_least.value)
            writer.row(group, "average", requirement.at_least, mark=mark)
            writer.row(
                group, "average-over", requirement.over, over=writer.term("average-base", requirement.over.value)
            )
            if writer.regulation.referential.part is not None:
                without = writer.term("without-part", requirement.without_part.value)
                writer.row(group, "average-without", requirement.without_part, without_part=without)
            rounding = writer.term("rounding", requirement.rounding.value)
            writer.row(group, "average-rounding", requirement.rounding, rounding=rounding)
        case award.NoBlocEliminatory():
            writer.row(group, "none-eliminatory", requirement.by)
        case award.GroupsSat():
            always = writer.listed(writer.blocs(name) for name in requirement.always)
            one_of = writer.words.semicolon.join(
                f"{name} ({', '.join(bloc.id for bloc in writer.regulation.referential.group(name))})"
                for name in requirement.one_of
            )
            writer.row(group, "groups-sat", requirement.by, always=always or None, one_of=one_of or None)
        case award.PartAtLeast():
            mark = writer.number(requirement.floor.value)
            writer.row(group, "part-floor", requirement.floor, mark=mark)
            failing = writer.term("part-failure", requirement.failing.value)
            writer.row(group, "part-failing", requirement.failing, failing=failing)
            rounding = writer.term("rounding", requirement.rounding.value)
            writer.row(group, "part-rounding", requirement.rounding, rounding=rounding)
        case _:
            assert_never(requirement)


def _retakes(writer: _Writer) -> None:
    carry, group = writer.regulation.carry, "retakes"
    if carry is None:
        return
    writer.flagged(group, "reuse", carry.reuse_unretaken)
    writer.row(group, "last-result", carry.by)
    if writer.regulation.referential.part is not None:
        writer.row(group, "resit-carry", carry.resit, carry.by, resit=writer.term("part-carry", carry.resit.value))
        if carry.tutor:
            writer.row(group, "tutor", carry.by, tutor=writer.evaluations(carry.tutor))
    if carry.repeat_by:
        writer.row(group, "repeat", carry.repeat_by)


def _part(writer: _Writer) -> None:
    regulation, group = writer.regulation, "part"
    if regulation.exemption is not None:
        exemption = regulation.exemption
        writer.row(group, "exemption", exemption.by, audience=writer.candidates(exemption.audience))
    hours = regulation.hours
    if hours is not None:
        whole = writer.number(hours.whole.value)
        writer.speak_of(hours.audience)
        writer.row(group, "hours", hours.whole, whole=whole)
        per_bloc = writer.number(hours.per_bloc.value)
        writer.row(group, "hours-bloc", hours.per_bloc, per_bloc=per_bloc, whole=whole)
        floor, whom = writer.number(hours.floor.value), writer.candidates(hours.reducible)
        writer.row(group, "hours-floor" if whom else "hours-floor-all", hours.floor, floor=floor, audience=whom)
        writer.row(group, "hours-missing", hours.missing, hours.whole)
        writer.speak_of(EVERYBODY)


def _fraud(writer: _Writer) -> None:
    fraud, group = writer.regulation.fraud, "fraud"
    if fraud is not None:
        if fraud.withheld_by:
            writer.row(group, "fraud-withheld", fraud.withheld_by)
        if fraud.signature_by:
            writer.row(group, "fraud-signature", fraud.signature_by)
        if fraud.refusal_by:
            writer.row(group, "fraud-refusal", fraud.refusal_by)
        writer.row(group, "fraud", fraud.loses, loses=writer.term("fraud-loss", fraud.loses.value))
        writer.flagged(group, "fraud-retake", fraud.uses_retake)
    if writer.regulation.falsification:
        writer.row(group, "falsification", writer.regulation.falsification)


# --- juries, duties, certificates ---------------------------------------------------------------------------------


def _juries(writer: _Writer) -> None:
    for policy in writer.regulation.juries:
        writer.speak_of(policy.audience)
        _jury(writer, policy)
    writer.speak_of(EVERYBODY)
    deliberation = writer.regulation.deliberation
    if deliberation is not None:
        writer.row("juries", "deliberation", deliberation.by)
        writer.flagged("juries", "sovereign", deliberation.sovereign)
        if deliberation.minutes_by:
            writer.row("juries", "minutes", deliberation.minutes_by)


def _jury(writer: _Writer, policy: juries.JuryPolicy) -> None:
    group, name, of_jury = "juries", writer.term("jury", policy.kind), writer.term("of-jury", policy.kind)
    writer.row(group, "jury", policy.by, jury=name)
    if policy.size is not None:
        size = policy.size.value
        members = writer.words.counted(size.n, "members")
        writer.row(group, "jury-size-more" if size.or_more else "jury-size", policy.size, jury=name, n=members)
    for seat in policy.seats:
        form = "seat" if seat.most is None else "seat-exact" if seat.most == seat.least else "seat-between"
        if form == "seat-between" and not seat.least:
            form = "seat-up-to"
        most = None if seat.most is None else str(seat.most)
        shown = seat.least if seat.most is None else seat.most
        role = writer.listed(writer.terms("role" if shown < 2 else "roles", seat.roles), "or")
        if seat.external:
            role += writer.sentence("external-one" if shown < 2 else "external-many")
        writer.row(group, form, seat.by, jury=name, least=str(seat.least), most=most, role=role)
    for bar in policy.bars:
        role = writer.listed(writer.terms("role", bar.roles), "or")
        form = "bar-role" if role else "bar"
        writer.row(group, form, bar.by, of_jury=of_jury, role=role, trait=writer.term("trait", bar.trait))
    if policy.parity is not None:
        writer.row(group, "parity", policy.parity, jury=name, parity=writer.term("parity", policy.parity.value))
    if policy.trade is not None:
        _trade(writer, policy.trade, name)
    if policy.not_counted:
        roles = writer.listed(writer.terms("roles", policy.not_counted))
        writer.row(group, "not-counted", policy.by, jury=name, role=roles)
    if policy.briefed_by:
        writer.row(group, "briefed", policy.briefed_by, of_jury=of_jury)
    if policy.sponsored is not None:
        value = policy.sponsored.value
        number = None if value is None else str(value)
        form = "sponsored-none" if value == 0 else "sponsored"
        writer.row(group, form, policy.sponsored, jury=name, sponsored=number)


def _trade(writer: _Writer, trade: juries.Trade, name: str) -> None:
    words = writer.words
    idle = None if trade.idle is None else words.period(trade.idle.value)
    form = "trade" if idle is None else "trade-idle"
    at_least = words.period(trade.at_least.value)
    external = writer.sentence("external-many") if trade.external_only else ""
    for asked, said in (("trade-blocking", trade.blocking), ("trade-remarked", trade.remarked)):
        roles: tuple[Role, ...] = said.value
        nobody = not (trade.blocking.value or trade.remarked.value) and asked == "trade-blocking"
        if not roles and not nobody:
            continue
        writer.row(
            "juries",
            form,
            trade.at_least,
            trade.idle,
            trade.blocking,
            trade.remarked,
            jury=name,
            at_least=at_least,
            idle=idle,
            roles=(writer.listed(writer.terms("roles", roles)) or writer.sentence("trade-members")) + external,
            otherwise=writer.sentence("trade-nothing" if nobody else asked),
        )


def _duties(writer: _Writer) -> None:
    group = "duties"
    for duty in writer.regulation.duties:
        match duty:
            case duties.Duty():
                _duty(writer, duty)
            case duties.WithinHours():
                hours = writer.number(duty.hours.value)
                of = writer.evaluation(duty.evaluation)
                writer.row(group, "within-hours", duty.hours, hours=hours, evaluation=of)
            case duties.MeasuresAhead():
                writer.row(group, "measures-ahead", duty.by)
            case duties.GroupSize() | duties.ModuleScale():
                pass  # told among the evaluations
            case _:
                assert_never(duty)


def _duty(writer: _Writer, duty: duties.Duty) -> None:
    words, period = writer.words, duty.period.value
    event, anchor = writer.term("event", duty.what), writer.term("anchor", duty.what)
    if duty.evaluation is not None:
        concerned = [duty.evaluation] if duty.earlier is None else [duty.earlier, duty.evaluation]
        of = writer.sentence("duty-evaluation", evaluation=" → ".join(map(writer.evaluation, concerned)))
    else:
        of = ""
    if period.n:
        when = writer.term("bound", duty.bound).format(period=words.period(period), anchor=anchor)
    else:
        when = writer.term("bound-same-day", duty.bound).format(anchor=anchor)
    says = writer.sentence("duty", event=event, when=when, evaluation=of, whom=writer.term("whom", duty.whom))
    if duty.needs_anchor:
        says += writer.sentence("duty-anchor", anchor=anchor)
    writer.say("duties", says, duty.period, about=("duty", event, of))


def _certificates(writer: _Writer) -> None:
    policy = writer.regulation.certificates
    if policy is None:
        return
    for kind, by in policy.kinds:
        writer.row("certificates", "certificate", by, kind=writer.term("certificate", kind))
    if not policy.kinds:
        writer.row("certificates", "certificates-none")


# --- transitions between editions ---------------------------------------------------------------------------------


def _transitions(writer: _Writer) -> None:
    for transition in writer.regulation.transitions:
        editions = writer.listed(transition.editions, "or")
        origin = writer.sentence("of-edition", editions=editions or None)
        for ground in transition.grounds:
            _transition(writer, ground, transition.by, origin)


def _transition(writer: _Writer, ground: transitions.TransitionGround, by: tuple[str, ...], origin: str) -> None:
    group, words = "transitions", writer.words
    match ground:
        case transitions.ByEntryDate():
            since, entry = ground.since.value, writer.term("entry-day", ground.entry.value)
            day = None if since is None else words.day(since)
            writer.row(group, "by-entry-date", by, ground, origin=origin, entry=entry, day=day)
        case transitions.ByCandidateOption():
            until = ground.until.value
            writer.row(
                group, "by-candidate-option", by, ground, origin=origin, day=None if until is None else words.day(until)
            )
        case transitions.ByMoreFavourable():
            favour = writer.term("favour", ground.compares.value)
            writer.row(group, "by-more-favourable", by, ground, origin=origin, favour=favour)
        case transitions.ByCertifier():
            writer.row(group, "by-certifier", by, ground, origin=origin)
        case _:
            assert_never(ground)


# --- what is left, and what is silent -----------------------------------------------------------------------------


def _others(writer: _Writer) -> None:
    """Clauses that no declaration cites: they are said as the regulation says them."""
    cited = {clause for row in writer.rows for clause in row.clauses}
    for clause in writer.law.regulation.clauses:
        if clause.id in cited or clause.effect is Effect.NONE:
            continue
        says = writer.words.words(clause.says)
        if clause.effect is Effect.RECORDED:
            says = writer.sentence("recorded", says=says)
        group = "others" if clause.effect is Effect.RECORDED else "structure"
        writer.say(group, says, clause.id, about=("clause", clause.id))


def _silences(writer: _Writer) -> None:
    """In each group, what the text has no rule on: there the certifier must say."""
    for group, topic in silent_topics(writer.law.regulation):
        says = writer.sentence("silent", topic=writer.term("topic", topic))
        writer.rows.append(Row(group=group, says=says, silent=True, about=("silent", topic)))


def silent_topics(regulation: Regulation) -> tuple[tuple[str, str], ...]:
    """On what the regulation has no rule at all: the group it belongs to, and the topic."""
    part = regulation.referential.part is not None
    options = len({bloc.group for bloc in regulation.referential.blocs}) > 1
    gated = {gate.request for gate in regulation.gates}
    found: list[tuple[str, str, bool]] = [
        ("identity", "registration", regulation.registration is None),
        ("identity", "last-issue", regulation.last_issue is None),
        ("evaluations", "absence", regulation.absence is None),
        ("evaluations", "late", regulation.late is None),
        ("evaluations", "reports", regulation.reports is None),
        ("evaluations", "attendance", regulation.attendance is None),
        ("retakes", "carry", regulation.carry is None),
        ("part", "exemption", part and regulation.exemption is None),
        ("part", "hours", regulation.hours is None),
        ("fraud", "fraud", regulation.fraud is None),
        ("fraud", "falsification", not regulation.falsification),
        ("juries", "juries", not regulation.juries),
        ("juries", "deliberation", regulation.deliberation is None),
        ("duties", "duties", not regulation.duties),
        ("certificates", "certificates", regulation.certificates is None),
    ]
    for request in gates.Request:
        meant = {gates.Request.CHOOSE_OPTION: options, gates.Request.PROFESSIONAL_RETAKE: part}.get(request, True)
        found.append((_GROUP_OF[request], request.value, meant and request not in gated))
    return tuple((group, topic) for group, topic, silent in found if silent)


# --- walking ------------------------------------------------------------------------------------------------------


_KEPT = frozenset({"sources", "clauses", "referential", "readings", "parameters", "defects", "silences"})


def _tagged(regulation: Regulation) -> Regulation:
    """The same regulation, where what is left to the certifier names its parameter among the clauses."""
    return _rebuilt(regulation, _KEPT)


def _tag(thing: object) -> object:
    if isinstance(thing, Left):
        return Left(thing.name, (*thing.clauses, f"{_PARAMETER}{thing.name}"))
    if isinstance(thing, tuple):
        return tuple(_tag(each) for each in thing)
    if attrs.has(type(thing)):
        return _rebuilt(thing)
    return thing


def _rebuilt(thing: T, kept: frozenset[str] = frozenset()) -> T:
    make = cast("Callable[..., T]", type(thing))
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(thing)))
    held = {field: getattr(thing, field.name) for field in fields if field.init}
    return make(**{field.alias: value if field.name in kept else _tag(value) for field, value in held.items()})


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")

"""The commands: what can be recorded in a register, one frozen class each, named in the imperative.

A constructor takes friendly values (text for dates and numbers, lists for tuples, an enum or its text) and raises
`BadCommand` with every problem at once. `command_from` makes a command from the map of a file, `to_raw` gives it
back: `command_from(to_raw(command), where="here") == command`.

A field whose default is `None` may be left out, and means what its own line says; in a file, null is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar, cast

from attrs import evolve, field, frozen
from attrs.converters import optional

from certdomain import commands_reading as read
from certdomain.commands_parts import (
    EVIDENCE,
    MEMBERS,
    Diploma,
    Ects,
    Evidence,
    Experience,
    Member,
    Proof,
    Selection,
    evidence,
    members,
)
from certdomain.commands_reading import EntryRef, Json, fault, nearest, shown, within
from certdomain.commands_schema import (
    CORRECTIONS,
    Checked,
    FieldSchema,
    about,
    corrections,
    read_fields,
    schema_of,
)
from certdomain.errors import BadCommand, Problem
from certdomain.frozenmap import EMPTY, FrozenMap
from certdomain.vocabulary import (
    AnswerStatus,
    CertificateKind,
    Channel,
    Countersigned,
    ExcuseReason,
    Ground,
    JuryKind,
    Kind,
    ModuleAbsence,
    MoveGround,
    RetakeMode,
    Route,
    Situation,
    Verdict,
)

__all__ = [
    "COMMANDS",
    "KINDS",
    "SCHEMAS",
    "AgreeAttendancePenalty",
    "ChooseOption",
    "ChoosePortfolio",
    "Command",
    "ConstituteJury",
    "CorrectEntry",
    "DecideFraud",
    "DecideVaeAdmissibility",
    "Deliberate",
    "DestroyCopies",
    "Diploma",
    "DiscloseMarks",
    "DrawUpMinutes",
    "Ects",
    "EnrolCandidate",
    "EntryRef",
    "EstablishFalsification",
    "Evidence",
    "Experience",
    "FieldSchema",
    "GrantAccommodation",
    "HearCandidate",
    "IssueCertificate",
    "Json",
    "Kind",
    "LogCompanyHours",
    "Member",
    "MoveToEdition",
    "PresentPortfolio",
    "Proof",
    "PublishResults",
    "RecogniseBloc",
    "RecordAbsence",
    "RecordAttendance",
    "RecordEvaluation",
    "RecordModule",
    "RecordPortfolioResult",
    "RecordPositioning",
    "ReportFraud",
    "RequestMakeUp",
    "RequestProfessionalRetake",
    "RequestRetake",
    "Selection",
    "SendConvocation",
    "Settle",
    "SubmitExcuse",
    "SubmitReport",
    "TransmitPortfolio",
    "VoidEntry",
    "WithdrawAward",
    "WithdrawCandidate",
    "command_from",
    "corrected",
    "journeys_of",
    "name_of",
    "to_raw",
]

C = TypeVar("C", bound="Command")

_COMMANDS: dict[str, type[Command]] = {}
_KINDS: dict[type[Command], Kind] = {}
_NAMES: dict[type[Command], str] = {}
_ENVELOPE = frozenset({"command", "journey", "journeys"})


@frozen(kw_only=True)
class Command(Checked):
    """What every command carries."""

    on: date = field(converter=read.day, metadata=about(read.day, "Day of the fact, request or act, in Europe/Paris."))
    by: str = field(
        default="system", converter=read.identifier, metadata=about(read.identifier, "Who recorded it: an opaque id.")
    )
    ref: str | None = field(
        default=None, converter=optional(read.identifier), metadata=about(read.identifier, "The document it rests on.")
    )
    key: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "Unique in the journey: makes it idempotent, and can be pointed at."),
    )


def _named(kind: type[C], of: Kind) -> type[C]:
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()
    _COMMANDS[name], _KINDS[kind], _NAMES[kind] = kind, of, name
    return kind


def _fact(kind: type[C]) -> type[C]:
    return _named(kind, Kind.FACT)


def _request(kind: type[C]) -> type[C]:
    return _named(kind, Kind.REQUEST)


def _act(kind: type[C]) -> type[C]:
    return _named(kind, Kind.ACT)


@_request
@frozen(kw_only=True)
class EnrolCandidate(Command):
    """A candidate asks to be enrolled for a title. Request."""

    certification: str = field(converter=read.identifier, metadata=about(read.identifier, "The title."))
    route: Route = field(converter=read.route, metadata=about(read.route, "How the candidate comes to it."))
    scope: tuple[str, ...] | None = field(
        default=None,
        converter=optional(read.scope),
        metadata=about(read.scope, "The blocs aimed at; by default the whole title."),
    )
    candidate: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "Opaque id of the candidate; by default the id of the journey."),
    )
    situation: Situation | None = field(
        default=None,
        converter=optional(read.situation),
        metadata=about(read.situation, "Whether employed or seeking a job."),
    )
    entry_year: int | None = field(
        default=None,
        converter=optional(read.course_year),
        metadata=about(read.course_year, "The year of the course that the candidate enters, from 1."),
    )
    centre: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "The centre, by an opaque id."),
    )
    training_start: date | None = field(
        default=None, converter=optional(read.day), metadata=about(read.day, "First day of training.")
    )
    training_end: date | None = field(
        default=None, converter=optional(read.day), metadata=about(read.day, "Last day of training.")
    )
    training_hours: Fraction | None = field(
        default=None, converter=optional(read.hours), metadata=about(read.hours, "Hours of training planned.")
    )
    option: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "The optional bloc chosen at enrolment."),
    )
    edition: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "The edition of the regulation; by default the one in force on that day."),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(),
        converter=evidence,
        metadata=about(evidence, "What the candidate brings: diplomas, experience, credits, selection.", EVIDENCE),
    )


@_act
@frozen(kw_only=True)
class RecordPositioning(Command):
    """The positioning of a candidate before training. Act."""

    company_hours: Fraction | None = field(
        default=None,
        converter=optional(read.hours),
        metadata=about(read.hours, "Hours in company that the positioning sets."),
    )
    professional_exempt: bool = field(
        default=False, converter=read.flag, metadata=about(read.flag, "Whether it exempts from the professional part.")
    )


@_request
@frozen(kw_only=True)
class ChooseOption(Command):
    """A candidate chooses an optional bloc. Request."""

    bloc: str = field(converter=read.identifier, metadata=about(read.identifier, "The optional bloc."))


@_act
@frozen(kw_only=True)
class RecogniseBloc(Command):
    """The certifier recognises a bloc that is not sat here. Act."""

    bloc: str = field(converter=read.identifier, metadata=about(read.identifier, "The bloc recognised."))
    ground: Ground = field(converter=read.ground, metadata=about(read.ground, "Why it is recognised."))
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=evidence, metadata=about(evidence, "What the recognition rests on.", EVIDENCE)
    )


@_act
@frozen(kw_only=True)
class GrantAccommodation(Command):
    """The certifier adapts the tests to a candidate's disability. Act."""

    measures: tuple[str, ...] = field(
        converter=read.measures, metadata=about(read.measures, "The measures granted, in words.")
    )
    identified_before_training: bool | None = field(
        default=None,
        converter=optional(read.flag),
        metadata=about(read.flag, "Whether the needs were identified before training; by default not said."),
    )


@_fact
@frozen(kw_only=True)
class LogCompanyHours(Command):
    """Hours spent in company; they add up. Fact."""

    hours: Fraction = field(converter=read.hours, metadata=about(read.hours, "Hours to add."))


@_fact
@frozen(kw_only=True)
class RecordAttendance(Command):
    """Hours missed without excuse; they add up. Fact."""

    unjustified_hours: Fraction = field(converter=read.hours, metadata=about(read.hours, "Hours to add."))


@_act
@frozen(kw_only=True)
class AgreeAttendancePenalty(Command):
    """The certifier agrees to the penalty for missed hours. Act."""


@_act
@frozen(kw_only=True)
class SendConvocation(Command):
    """The candidate is convened to evaluations. Act."""

    evaluations: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The evaluations."))
    test_on: date = field(converter=read.day, metadata=about(read.day, "Day of the test."))


@_fact
@frozen(kw_only=True)
class RecordEvaluation(Command):
    """The result of one evaluation, or of a bloc assessed as one. Fact.

    Exactly one of `evaluation` and `bloc`; exactly one of `points`, `mark`, `verdict`, `competences` and `criteria`.
    """

    evaluation: str | None = field(
        default=None, converter=optional(read.identifier), metadata=about(read.identifier, "The evaluation.")
    )
    bloc: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "A whole bloc as one result, where its rule is not by points."),
    )
    points: Fraction | None = field(
        default=None, converter=optional(read.points), metadata=about(read.points, "Points obtained.")
    )
    mark: Fraction | None = field(default=None, converter=optional(read.mark), metadata=about(read.mark, "Mark on 20."))
    verdict: Verdict | None = field(
        default=None, converter=optional(read.result_verdict), metadata=about(read.result_verdict, "Validated or not.")
    )
    competences: Mapping[str, bool] | None = field(
        default=None, converter=optional(read.flags), metadata=about(read.flags, "Each competence, acquired or not.")
    )
    criteria: Mapping[str, bool] | None = field(
        default=None, converter=optional(read.flags), metadata=about(read.flags, "Each criterion, met or not.")
    )
    not_applicable: Mapping[str, str] = field(
        default=EMPTY,
        converter=read.reasons,
        metadata=about(read.reasons, "Each criterion that does not apply, and why."),
    )
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default the last one opened for the bloc."),
    )
    group_size: int | None = field(
        default=None,
        converter=optional(read.ordinal),
        metadata=about(read.ordinal, "Number of candidates in the group."),
    )
    drawn_on: date | None = field(
        default=None,
        converter=optional(read.day),
        metadata=about(read.day, "Day on which the groups were drawn by lot."),
    )
    started_at: time | None = field(
        default=None,
        converter=optional(read.clock),
        metadata=about(read.clock, "Time of day in Europe/Paris at which the test began."),
    )
    sent_at: time | None = field(
        default=None,
        converter=optional(read.clock),
        metadata=about(read.clock, "Time of day in Europe/Paris at which the work was sent."),
    )
    assessors: str | None = field(
        default=None, converter=optional(read.identifier), metadata=about(read.identifier, "The jury that assessed it.")
    )

    def _disagreements(self) -> tuple[Problem, ...]:
        faults = []
        if (self.evaluation is None) is (self.bloc is None):
            faults.append(_one_of("evaluation", evaluation=self.evaluation, bloc=self.bloc))
        payloads = (self.points, self.mark, self.verdict, self.competences, self.criteria)
        a, b, c, d, e = payloads  # counted by hand: this runs by the hundred thousand, and == None is slow on fractions
        if (a is None) + (b is None) + (c is None) + (d is None) + (e is None) != 4:
            names = ("points", "mark", "verdict", "competences", "criteria")
            faults.append(_one_of("points", **dict(zip(names, payloads, strict=True))))
        if d is not None and d == EMPTY:
            faults.append(fault("competences", "an empty map", "at least one competence"))
        if e is not None and e == EMPTY == self.not_applicable:
            faults.append(fault("criteria", "an empty map", "at least one criterion"))
        if self.not_applicable is not EMPTY:
            faults.extend(self._not_applicable())
        return tuple(faults)

    def _not_applicable(self) -> list[Problem]:
        if self.criteria is None and self.not_applicable != EMPTY:
            return [
                fault("not_applicable", "a map without `criteria`", "criteria that do not apply, beside `criteria`")
            ]
        if not isinstance(self.criteria, FrozenMap) or not isinstance(self.not_applicable, FrozenMap):
            return []
        return [
            fault(f"not_applicable.{each}", "a criterion that has a result", "a criterion absent from `criteria`")
            for each in self.not_applicable
            if each in self.criteria
        ]


@_fact
@frozen(kw_only=True)
class RecordModule(Command):
    """The result of one module. Fact.

    Either `points` and `out_of`, or `absent`.
    """

    module: str = field(converter=read.identifier, metadata=about(read.identifier, "The module."))
    points: Fraction | None = field(
        default=None, converter=optional(read.points), metadata=about(read.points, "Points obtained.")
    )
    out_of: Fraction | None = field(
        default=None, converter=optional(read.out_of), metadata=about(read.out_of, "Points that could be obtained.")
    )
    absent: ModuleAbsence | None = field(
        default=None,
        converter=optional(read.module_absence),
        metadata=about(read.module_absence, "An absence without excuse."),
    )

    def _disagreements(self) -> tuple[Problem, ...]:
        given = (self.points is not None, self.out_of is not None)
        if given != ((self.absent is None),) * 2:
            names = {"points": self.points, "out_of": self.out_of, "absent": self.absent}
            found = " and ".join(name for name, value in names.items() if value is not None)
            return (fault("points", found or "nothing", "both points and out_of, or absent alone"),)
        if isinstance(self.points, Fraction) and isinstance(self.out_of, Fraction) and self.points > self.out_of:
            return (fault("points", "more than out_of", "points up to out_of"),)
        return ()


@_fact
@frozen(kw_only=True)
class RecordAbsence(Command):
    """The candidate was absent from an evaluation. Fact."""

    evaluation: str = field(converter=read.identifier, metadata=about(read.identifier, "The evaluation missed."))
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default the last one opened for the bloc."),
    )


@_request
@frozen(kw_only=True)
class SubmitExcuse(Command):
    """The candidate asks that an absence be excused. Request."""

    evaluation: str = field(converter=read.identifier, metadata=about(read.identifier, "The evaluation missed."))
    reason: ExcuseReason = field(converter=read.excuse_reason, metadata=about(read.excuse_reason, "The reason given."))
    evidence: bool = field(converter=read.flag, metadata=about(read.flag, "Whether it is proven by a document."))
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default the last one opened for the bloc."),
    )


@_request
@frozen(kw_only=True)
class RequestMakeUp(Command):
    """The candidate asks to sit missed evaluations again. Request."""

    evaluations: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The evaluations missed."))


@_fact
@frozen(kw_only=True)
class SubmitReport(Command):
    """The candidate hands in a report or a file. Fact."""

    evaluation: str = field(converter=read.identifier, metadata=about(read.identifier, "The evaluation it belongs to."))
    due: date | None = field(
        default=None, converter=optional(read.day), metadata=about(read.day, "Day on which it was due.")
    )
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default the last one opened for the bloc."),
    )
    situations: int | None = field(
        default=None, converter=optional(read.count), metadata=about(read.count, "Number of situations presented.")
    )
    activities_covered: int | None = field(
        default=None,
        converter=optional(read.count),
        metadata=about(read.count, "Number of activities that the situations cover."),
    )


@_act
@frozen(kw_only=True)
class DrawUpMinutes(Command):
    """The minutes of evaluations are drawn up (procès-verbal d'épreuve). Act."""

    evaluations: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The evaluations."))
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default the last one opened for the bloc."),
    )


@_fact
@frozen(kw_only=True)
class ReportFraud(Command):
    """A fraud is reported during an evaluation. Fact."""

    evaluation: str = field(converter=read.identifier, metadata=about(read.identifier, "The evaluation."))
    countersigned: Countersigned = field(
        converter=read.countersigned, metadata=about(read.countersigned, "What the candidate did with the report.")
    )
    refusal_noted: bool = field(
        default=False,
        converter=read.flag,
        metadata=about(read.flag, "Whether the refusal to sign is noted on the report."),
    )
    reported_on: date | None = field(
        default=None, converter=optional(read.day), metadata=about(read.day, "Day of the report.")
    )
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default the last one opened for the bloc."),
    )


@_fact
@frozen(kw_only=True)
class HearCandidate(Command):
    """The candidate gives observations before a decision on fraud. Fact."""

    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default that of the last report of fraud."),
    )


@_act
@frozen(kw_only=True)
class DecideFraud(Command):
    """The certifier decides on a report of fraud. Act."""

    established: bool = field(converter=read.flag, metadata=about(read.flag, "Whether the fraud is established."))
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session; by default that of the last report of fraud."),
    )


@_act
@frozen(kw_only=True)
class EstablishFalsification(Command):
    """The certifier establishes that documents were falsified; `on` is the day of notification. Act."""


@_request
@frozen(kw_only=True)
class RequestRetake(Command):
    """The candidate asks to retake blocs. Request."""

    blocs: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The blocs to retake."))
    mode: RetakeMode = field(converter=read.retake_mode, metadata=about(read.retake_mode, "Resit, or repeat the year."))
    channel: Channel = field(converter=read.channel, metadata=about(read.channel, "How the request came."))
    test_on: date = field(converter=read.day, metadata=about(read.day, "Day of the test asked for."))
    training_start: date | None = field(
        default=None, converter=optional(read.day), metadata=about(read.day, "First day of the repeated training.")
    )
    centre: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "The centre, where it is another."),
    )
    session: str | None = field(
        default=None,
        converter=optional(read.session),
        metadata=about(read.session, "The session it opens; by default the next number."),
    )


@_request
@frozen(kw_only=True)
class RequestProfessionalRetake(Command):
    """The candidate asks to retake the professional part. Request."""

    experience_since: date = field(converter=read.day, metadata=about(read.day, "First day of the new experience."))


@_request
@frozen(kw_only=True)
class ChoosePortfolio(Command):
    """The candidate asks to be assessed by portfolio. Request."""

    blocs: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The blocs concerned."))
    context_favourable: bool = field(
        converter=read.flag, metadata=about(read.flag, "Whether the context of work is judged favourable.")
    )
    immersion_start: date | None = field(
        default=None, converter=optional(read.day), metadata=about(read.day, "First day of immersion.")
    )
    immersion_end: date | None = field(
        default=None, converter=optional(read.day), metadata=about(read.day, "Last day of immersion.")
    )


@_fact
@frozen(kw_only=True)
class TransmitPortfolio(Command):
    """The portfolio is handed over. Fact."""

    blocs: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The blocs concerned."))
    signed: bool = field(converter=read.flag, metadata=about(read.flag, "Whether it is signed."))


@_request
@frozen(kw_only=True)
class PresentPortfolio(Command):
    """The candidate asks to present the portfolio. Request."""

    blocs: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The blocs concerned."))
    jury: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "The jury it is presented to."),
    )


@_fact
@frozen(kw_only=True)
class RecordPortfolioResult(Command):
    """The result of a portfolio. Fact.

    Exactly one of `points` and `verdict`.
    """

    bloc: str = field(converter=read.identifier, metadata=about(read.identifier, "The bloc."))
    points: Fraction | None = field(
        default=None, converter=optional(read.points), metadata=about(read.points, "Points obtained.")
    )
    verdict: Verdict | None = field(
        default=None, converter=optional(read.result_verdict), metadata=about(read.result_verdict, "Validated or not.")
    )

    def _disagreements(self) -> tuple[Problem, ...]:
        if (self.points is None) is (self.verdict is None):
            return (_one_of("points", points=self.points, verdict=self.verdict),)
        return ()


@_act
@frozen(kw_only=True)
class DecideVaeAdmissibility(Command):
    """The certifier decides whether an application for VAE is admissible. Act."""

    admissible: bool = field(converter=read.flag, metadata=about(read.flag, "Whether it is admissible."))
    blocs: tuple[str, ...] | None = field(
        default=None,
        converter=optional(read.ids),
        metadata=about(read.ids, "The blocs it holds for; by default all that were asked."),
    )


@_act
@frozen(kw_only=True)
class ConstituteJury(Command):
    """A jury is constituted; it belongs to no journey. Act."""

    jury: str = field(converter=read.identifier, metadata=about(read.identifier, "Its id, shared by the journeys."))
    kind: JuryKind = field(converter=read.jury_kind, metadata=about(read.jury_kind, "What it is for."))
    certification: str = field(converter=read.identifier, metadata=about(read.identifier, "The title."))
    meets_on: date = field(converter=read.day, metadata=about(read.day, "Day of its meeting."))
    members: tuple[Member, ...] = field(converter=members, metadata=about(members, "Its members.", MEMBERS))
    route: Route | None = field(
        default=None,
        converter=optional(read.route),
        metadata=about(read.route, "The route it sits for, where it sits for one."),
    )
    briefed: bool = field(
        default=True, converter=read.flag, metadata=about(read.flag, "Whether its members were briefed.")
    )
    cohort: int | None = field(
        default=None,
        converter=optional(read.ordinal),
        metadata=about(read.ordinal, "The number of the cohort (promotion), from 1."),
    )


@_act
@frozen(kw_only=True)
class Deliberate(Command):
    """A certification jury deliberates on a journey. Act.

    `title` and `blocs` are the jury's own verdicts, only where they depart from the proposal.
    """

    jury: str = field(converter=read.identifier, metadata=about(read.identifier, "The jury."))
    title: Verdict | None = field(
        default=None,
        converter=optional(read.title_verdict),
        metadata=about(read.title_verdict, "Its own verdict on the title."),
    )
    blocs: Mapping[str, Verdict] = field(
        default=EMPTY, converter=read.bloc_verdicts, metadata=about(read.bloc_verdicts, "Its own verdicts on blocs.")
    )
    reason: str | None = field(
        default=None, converter=optional(read.prose), metadata=about(read.prose, "Why it departs from the proposal.")
    )


@_act
@frozen(kw_only=True)
class Settle(Command):
    """The certifier says what the text leaves open. Act.

    Exactly one of `entry` (the referred request) and `question` (a flag or an unregulated item).
    """

    entry: EntryRef | None = field(
        default=None, converter=optional(read.entry), metadata=about(read.entry, "The referred request.")
    )
    question: str | None = field(
        default=None,
        converter=optional(read.prose),
        metadata=about(read.prose, "A flag or an unregulated item of the decision."),
    )
    answer: str = field(
        converter=read.answer,
        metadata=about(read.answer, "To a request `accepted` or `refused`; to a question, words."),
    )
    reason: str = field(converter=read.prose, metadata=about(read.prose, "Why."))

    @property
    def status(self) -> AnswerStatus | None:
        """The answer to a request; `None` for a question."""
        return None if self.entry is None else AnswerStatus(self.answer)

    def _disagreements(self) -> tuple[Problem, ...]:
        if (self.entry is None) is (self.question is None):
            return (_one_of("entry", entry=self.entry, question=self.question),)
        if self.entry is not None and isinstance(self.answer, str) and self.answer not in _ANSWERS:
            expected = f"one of {', '.join(_ANSWERS)}, as `entry` is a request{nearest(self.answer, _ANSWERS)}"
            return (fault("answer", shown(self.answer), expected),)
        return ()


@_fact
@frozen(kw_only=True)
class DiscloseMarks(Command):
    """Marks were made known before the deliberation. Fact."""

    evaluations: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The evaluations concerned."))


@_act
@frozen(kw_only=True)
class PublishResults(Command):
    """The results are published. Act."""

    last_exam_on: date = field(converter=read.day, metadata=about(read.day, "Day of the last exam of the session."))


@_act
@frozen(kw_only=True)
class IssueCertificate(Command):
    """A certificate is issued. Act."""

    kind: CertificateKind = field(
        converter=read.certificate_kind, metadata=about(read.certificate_kind, "What is issued.")
    )
    bloc: str | None = field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "The bloc, for a certificate of one bloc."),
    )


@_act
@frozen(kw_only=True)
class WithdrawAward(Command):
    """The certifier withdraws an award. Act."""

    reason: str = field(converter=read.prose, metadata=about(read.prose, "Why."))


@_fact
@frozen(kw_only=True)
class DestroyCopies(Command):
    """The candidate's copies were destroyed. Fact."""

    evaluations: tuple[str, ...] = field(converter=read.ids, metadata=about(read.ids, "The evaluations concerned."))


@_fact
@frozen(kw_only=True)
class WithdrawCandidate(Command):
    """The candidate leaves the journey. Fact."""

    reason: str | None = field(default=None, converter=optional(read.prose), metadata=about(read.prose, "Why."))


@_act
@frozen(kw_only=True)
class MoveToEdition(Command):
    """The journey is moved to another edition of its regulation. Act."""

    edition: str = field(converter=read.identifier, metadata=about(read.identifier, "The edition."))
    reason: str = field(converter=read.prose, metadata=about(read.prose, "Why."))
    ground: MoveGround | None = field(
        default=None,
        converter=optional(read.move_ground),
        metadata=about(
            read.move_ground,
            "On what ground of the new edition's text; by default one that follows from the file itself.",
        ),
    )


@_act
@frozen(kw_only=True)
class CorrectEntry(Command):
    """A record is corrected; it keeps its place. Act."""

    entry: EntryRef = field(converter=read.entry, metadata=about(read.entry, "The record."))
    reason: str = field(converter=read.prose, metadata=about(read.prose, "Why."))
    fields: Mapping[str, Json] = field(
        converter=corrections,
        metadata=about(
            corrections, "The corrected fields, as a file writes them; null takes a field away.", CORRECTIONS
        ),
    )


@_act
@frozen(kw_only=True)
class VoidEntry(Command):
    """A record is voided: it counts no more. Act."""

    entry: EntryRef = field(converter=read.entry, metadata=about(read.entry, "The record."))
    reason: str = field(converter=read.prose, metadata=about(read.prose, "Why."))


COMMANDS: Mapping[str, type[Command]] = MappingProxyType(_COMMANDS)
"""Every command, by the name that files use."""

KINDS: Mapping[type[Command], Kind] = MappingProxyType(_KINDS)
"""What each command records, by its class."""

SCHEMAS: Mapping[str, tuple[FieldSchema, ...]] = MappingProxyType(
    {name: schema_of(kind).fields for name, kind in COMMANDS.items()}
)
"""The fields of each command: the source of documents, JSON Schemas and messages."""

_ANSWERS = (AnswerStatus.ACCEPTED.value, AnswerStatus.REFUSED.value)


def _one_of(name: str, **given: object) -> Problem:
    found = " and ".join(each for each, value in given.items() if value is not None)
    return fault(name, found or "nothing", f"exactly one of {', '.join(given)}")


def name_of(kind: type[Command]) -> str:
    """The name of a command in files, such as `enrol-candidate`.

    Raises:
        KeyError: for a class that is not a command of this library.
    """
    return _NAMES[kind]


def command_from(raw: Mapping[str, object], *, where: str, line: int | None = None) -> Command:
    """Make a command from the map of a file; `where` and `line` say where it stands, for messages.

    The ids of the journeys may stand in it: their form is checked, and `journeys_of` reads them.

    Raises:
        BadCommand: with every problem.
    """
    try:
        return _command_from(raw)
    except BadCommand as error:
        raise BadCommand([evolve(each, where=where, line=line) for each in error.problems]) from None


def _command_from(raw: Mapping[str, object]) -> Command:
    name = raw.get("command")
    kind = _COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None:
        near = nearest(name, _COMMANDS)
        expected = f"the name of a command{near}" if near else f"one of {', '.join(_COMMANDS)}"
        raise BadCommand([fault("command", shown(name), expected)])
    faults = _journey_faults(raw, kind) if "journey" in raw or "journeys" in raw else ()
    return read_fields(kind, raw, name_of(kind), beside=faults, ignored=_ENVELOPE)


def _journey_faults(raw: Mapping[str, object], kind: type[Command]) -> tuple[Problem, ...]:
    journey, journeys = raw.get("journey"), raw.get("journeys")
    if kind is ConstituteJury:
        given = [name for name in ("journey", "journeys") if raw.get(name) is not None]
        return tuple(fault(name, shown(raw[name]), "no journey: a jury is shared by journeys") for name in given)
    faults: list[Problem] = []
    if journey is not None:
        faults.extend(within(read.identifier(cast("str", journey)), "journey"))
    if journeys is not None:
        faults.extend(within(read.ids(cast("list[str]", journeys)), "journeys"))
    if journey is not None and journeys is not None:
        faults.append(_one_of("journey", journey=journey, journeys=journeys))
    return tuple(faults)


def journeys_of(raw: Mapping[str, object], *, where: str, line: int | None = None) -> tuple[str, ...]:
    """The journeys that the map of a file names: `journey`, or `journeys`; none for a jury that is constituted.

    Raises:
        BadCommand: when both are given, or neither, or what is given is not an id or a list of ids.
    """
    name = raw.get("command")
    kind = _COMMANDS.get(name, Command) if isinstance(name, str) else Command
    faults = _journey_faults(raw, kind)
    journey, journeys = raw.get("journey"), raw.get("journeys")
    if kind is not ConstituteJury and journey is None and journeys is None:
        faults = (_one_of("journey", journey=None, journeys=None),)
    if faults:
        raise BadCommand([evolve(each, where=where, line=line) for each in faults])
    if journeys is not None:
        return read.ids(cast("list[str]", journeys))
    return () if journey is None else (read.identifier(cast("str", journey)),)


def to_raw(command: Command) -> dict[str, object]:
    """The command as a file writes it: its name, and what differs from the defaults; exact numbers are text."""
    return {"command": name_of(type(command)), **cast("dict[str, object]", command.to_raw())}


def corrected(command: Command, fields: Mapping[str, object]) -> Command:
    """The command with other values in some fields, typed by its own schema. Null takes an optional field away.

    Raises:
        BadCommand: with every problem; paths begin with `fields`. The `key` stays: it is what points at the record.
    """
    name = name_of(type(command))
    raw = to_raw(command)
    fixed = [fault(each, shown(fields[each]), "no correction of it") for each in ("command", "key") if each in fields]
    try:
        for each, value in fields.items():
            if each not in ("command", "key"):
                raw[each] = value
        del raw["command"]
        return read_fields(type(command), raw, name, beside=fixed)
    except BadCommand as error:
        raise BadCommand(
            [evolve(each, where="correct-entry", field=f"fields.{each.field}") for each in error.problems]
        ) from None

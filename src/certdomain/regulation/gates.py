"""Shapes of requests: a gate is a tuple of small conditions over named days and counters."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from certdomain.calendar import Period
from certdomain.referential import EVERYBODY, Audience
from certdomain.regulation.terms import Term, Threshold
from certdomain.vocabulary import Channel, DiplomaKind, ExcuseReason, RetakeMode


class Request(Enum):
    """What can be asked of the certifier; the value is the command's name."""

    ENROL = "enrol-candidate"  # to be enrolled
    CHOOSE_OPTION = "choose-option"  # to choose, or change, an optional bloc
    EXCUSE = "submit-excuse"  # to have an absence excused
    MAKE_UP = "request-make-up"  # a new date for excused evaluations
    RETAKE = "request-retake"  # to retake blocs
    PROFESSIONAL_RETAKE = "request-professional-retake"  # to retake the professional part
    CHOOSE_PORTFOLIO = "choose-portfolio"  # to be assessed by portfolio
    PRESENT_PORTFOLIO = "present-portfolio"  # to present the portfolio to a jury


class Day(Enum):
    """The named days that conditions speak of. Each is derived in `rules.days`, and nowhere else."""

    REQUEST = "request"  # `on` of the request
    TEST = "test"  # the day of the test that is asked for
    TRAINING_START = "training-start"  # start of the training of a repeat year
    TRAINING_END = "training-end"  # last day of the training path, of the enrolment
    EXPERIENCE_SINCE = "experience-since"  # first day of experience, not before the failing jury
    FRAUD_DECISION = "fraud-decision"  # the decision that established the fraud
    FRAUD_INCIDENT = "fraud-incident"  # the day of the last report of it
    FALSIFICATION = "falsification"  # notification of the last ban of the network
    FAILING_JURY = "failing-jury"  # the last deliberation that did not grant the title
    IMMERSION_START = "immersion-start"  # start of the immersion, not before the end of the path
    IMMERSION_DONE = "immersion-done"  # end of the immersion, or the request if it goes on


class NoAnchor(Enum):
    """What it means that the day a condition counts from does not exist."""

    NOTHING_TO_WAIT_FOR = "nothing-to-wait-for"  # the condition is met
    CANNOT_BE_MET = "cannot-be-met"  # the condition is not met


@frozen(kw_only=True)
class ForWhom:
    """Only candidates of that audience may ask.

    Attributes:
        audience: the candidates meant.
        by: clauses that say so; cited.

    Asks:
        `gate.for-whom`

    Effect:
        Anybody else is refused. To apply conditions to some candidates only, use `audience` of the `Gate` instead.
    """

    audience: Audience
    by: tuple[str, ...]


@frozen(kw_only=True)
class NotBanned:
    """No ban of the network runs: it runs from its notification until `length` later, that day excluded.

    Attributes:
        length: how long a ban lasts, from the day of `establish-falsification`.

    Asks:
        `gate.not-banned`

    Effect:
        Refused while it runs, with the first day that is free again. A ban counts for every title with the same
        `network`; it needs `falsification` clauses on the title where it was established.
    """

    length: Term[Period]


@frozen(kw_only=True)
class Ahead:
    """`day` is at least `period` before `anchor`, counted backwards from it.

    Attributes:
        day: the day judged, such as `request`.
        anchor: the day counted back from, such as `test`.
        period: how long before, at least.

    Asks:
        `gate.ahead`

    Effect:
        Refused after the last day, which is named. Refused too where one of the days is not known. Cites `period.by`.
    """

    day: Day
    anchor: Day
    period: Term[Period]


@frozen(kw_only=True)
class Wait:
    """`day` is not before `anchor` + `period`.

    Attributes:
        day: the day judged.
        anchor: the day counted from.
        period: how long to wait, at least.
        no_anchor: what it means that the anchor does not exist.

    Asks:
        `gate.wait`

    Effect:
        Refused before the first day, which is named. Cites `period.by` and `anchor.by`.
    """

    day: Day
    anchor: Term[Day]
    period: Term[Period]
    no_anchor: NoAnchor


@frozen(kw_only=True)
class Until:
    """`day` is not after `anchor` + `period`.

    Attributes:
        day: the day judged.
        anchor: the day counted from.
        period: how long there is, at most.

    Asks:
        `gate.until`

    Effect:
        Refused after the last day, which is named. Refused too where one of the days is not known. Cites `period.by`.
    """

    day: Day
    anchor: Day
    period: Term[Period]


@frozen(kw_only=True)
class NotAfterLastIssue:
    """`day` is not after the last issue date (`last_issue` of the regulation).

    Attributes:
        day: the day judged.

    Asks:
        `gate.last-issue`

    Effect:
        Cites `last_issue.by`. An unknown date is met, and said so by the flag `last-issue-unknown`; a regulation
        without `last_issue` is not concerned.
    """

    day: Day


@frozen(kw_only=True)
class NotAfterExpiry:
    """The request is not after the end of the registration (`registration` of the regulation).

    Asks:
        `gate.registration`

    Effect:
        Refused after `registration.until`; cites `registration.by`. A regulation without `registration` is not
        concerned.
    """


@frozen(kw_only=True)
class ByChannel:
    """The request came by one of those channels. Only `request-retake` has a channel.

    Attributes:
        among: the channels admitted.
        by: clauses that say so; cited.

    Asks:
        `gate.channel`

    Effect:
        Refused by any other.
    """

    among: tuple[Channel, ...]
    by: tuple[str, ...]


@frozen(kw_only=True)
class OnlyFailedBlocs:
    """Every bloc asked for has failed: not validated, eliminatory, invalidated, not sat or unregulated.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.failed-blocs`, `gate.bloc-failed`

    Effect:
        A bloc that is validated, kept or still pending is refused: there is nothing to retake.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class AtMostRetakes:
    """Fewer than `most` retakes of each bloc were used, over all journeys of the candidate for the title.

    Attributes:
        most: how many retakes of one bloc there are: 1 = once.

    Asks:
        `gate.retakes-left`, `gate.retakes`

    Effect:
        Refused once they are used up; then the bloc is no longer in `retake_open`. Cites `most.by`.
    """

    most: Term[int]


@frozen(kw_only=True)
class AtMostSessions:
    """Fewer than `most` sessions were opened, the first included, over all journeys of the candidate for the title.

    Attributes:
        most: how many sessions there are in all, the one that opens with the enrolment included.

    Asks:
        `gate.sessions`

    Effect:
        Refused once they are used up. Cites `most.by`.
    """

    most: Term[int]


@frozen(kw_only=True)
class OneCentre:
    """No resit is registered at another centre.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.one-centre`

    Effect:
        Compares `centre` of `request-retake` with that of accepted resits, in all journeys of the candidate for the
        title; a centre not said is not judged.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class AllBlocsOfFraud:
    """All blocs that the proven fraud took away are asked for together.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.all-of-fraud`

    Effect:
        Refused with the blocs that are missing.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class FailedPart:
    """The professional part was refused by a jury.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.failed-part`

    Effect:
        For `request-professional-retake`; the part is then listed in `retake_open`.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class FavourableContext:
    """The establishment judged the company context favourable.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.context`

    Effect:
        Looks at `context_favourable` of `choose-portfolio`.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class PortfolioChosen:
    """The portfolio was chosen, and accepted, for every bloc.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.portfolio-chosen-all`, `gate.portfolio-chosen`

    Effect:
        For `present-portfolio`; looks at accepted `choose-portfolio` records.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class PortfolioSigned:
    """The portfolio of every bloc was transmitted and signed.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.portfolio-signed-all`, `gate.portfolio-signed`

    Effect:
        For `present-portfolio`; looks at `transmit-portfolio` records that are signed.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class BeforeJury:
    """The jury that hears the portfolio, if it is named, is composed as such a jury must be.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.before-jury`

    Effect:
        Holds the jury against the `JuryPolicy` of kind `portfolio`; a jury not named is not judged.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class VaeAdmissible:
    """No decision says that the candidate is not admissible to the VAE.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.admissible`

    Finds:
        `not-admissible`

    Effect:
        The last `decide-vae-admissibility` counts. On the route `vae`, a result recorded for an inadmissible candidate
        does not count, and is found.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class AdmittedReason:
    """The excuse is one of those reasons, with evidence.

    Attributes:
        among: the reasons admitted.
        by: clauses that say so; cited.

    Asks:
        `gate.reason`

    Effect:
        For `submit-excuse`: refused with any other reason, or without evidence.
    """

    among: tuple[ExcuseReason, ...]
    by: tuple[str, ...]


@frozen(kw_only=True)
class ExcuseAccepted:
    """Every evaluation was missed with an accepted excuse.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.excuse-accepted`, `gate.excused`

    Effect:
        For `request-make-up`.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class AnOption:
    """The bloc chosen is of that group of options.

    Attributes:
        group: the group of blocs among which one is chosen.
        by: clauses that say so; cited.

    Asks:
        `gate.option`

    Effect:
        Looks at `option` of `enrol-candidate` (nothing chosen is not judged) and `bloc` of `choose-option`.
    """

    group: str
    by: tuple[str, ...]


@frozen(kw_only=True)
class OptionNotSat:
    """No evaluation of the option chosen before was sat.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `gate.option-open`

    Effect:
        For `choose-option`: an option may be changed until then.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class Diploma:
    """A diploma of at least that level, of one of those kinds, in one of those fields.

    Attributes:
        by: clauses that say so; cited.
        level: the least level, 1 to 8; None = any.
        kinds: the kinds admitted; empty = any.
        fields: the fields of study admitted, as `evidence` writes them; empty = any.
        entry_years: the years of the course for which it opens admission; empty = any.

    Asks:
        `ground.diploma`

    Effect:
        A field that was not said leaves it to the certifier: the enrolment is referred.
    """

    by: tuple[str, ...]
    level: int | None = None
    kinds: tuple[DiplomaKind, ...] = ()
    fields: tuple[str, ...] = ()
    entry_years: tuple[int, ...] = ()


@frozen(kw_only=True)
class Experience:
    """Professional experience, in months, of one or several posts together.

    Attributes:
        months: how many months, and whether "at least" or "more than".
        fields: the fields of work admitted; empty = any.
        discretionary: true where the text says that it *may* admit: the certifier says, the enrolment is referred.
        entry_years: the years of the course for which it opens admission; empty = any.

    Asks:
        `ground.experience`

    Effect:
        Cites `months.by`.
    """

    months: Term[Threshold]
    fields: tuple[str, ...] = ()
    discretionary: bool = False
    entry_years: tuple[int, ...] = ()


@frozen(kw_only=True)
class Ects:
    """Credits, in one of those fields, or in a sector that the School judged the same.

    Attributes:
        credits: how many credits, at least; those of several courses add up.
        by: clauses that say so; cited.
        fields: the fields of study admitted; empty = any.
        same_sector: whether the credits must be marked `same_sector` instead of being in one of the fields.
        entry_years: the years of the course for which it opens admission; empty = any.

    Asks:
        `ground.ects`

    Effect:
        A field that was not said leaves it to the certifier.
    """

    credits: int
    by: tuple[str, ...]
    fields: tuple[str, ...] = ()
    same_sector: bool = False
    entry_years: tuple[int, ...] = ()


Ground = Diploma | Experience | Ects


@frozen(kw_only=True)
class AnyGround:
    """One of those grounds, of the entry year if one is given.

    Attributes:
        grounds: the grounds, of which one is enough.
        audience: the candidates of whom a ground is asked; for the others the question does not arise.

    Asks:
        `gate.grounds`

    Effect:
        Cites `grounds.by`, or the clauses of each ground where that is empty.
    """

    grounds: Term[tuple[Ground, ...]]
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class SelectionPassed:
    """The selection was passed.

    Attributes:
        by: clauses that say so; cited.
        parts: what it consists of: `file`, `written`, `interview`; empty = no part named. A selection said in one word
            counts as passed whole.
        audience: the candidates of whom it is asked.

    Asks:
        `gate.selection`

    Effect:
        Looks at `selection` in `evidence` of `enrol-candidate`; none = refused.
    """

    by: tuple[str, ...]
    parts: tuple[str, ...] = ()
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class Unregulated:
    """Beyond the other conditions the text is silent: a request that passes them is referred to the certifier.

    Asks:
        `gate.silent`

    Effect:
        For a text that bars a request in some cases (a ban) and never says when it is granted. A gate with it does not
        count as a rule on that request.
    """


Condition = (
    ForWhom
    | NotBanned
    | Ahead
    | Wait
    | Until
    | NotAfterLastIssue
    | NotAfterExpiry
    | ByChannel
    | OnlyFailedBlocs
    | AtMostRetakes
    | AtMostSessions
    | OneCentre
    | AllBlocsOfFraud
    | FailedPart
    | FavourableContext
    | PortfolioChosen
    | PortfolioSigned
    | BeforeJury
    | VaeAdmissible
    | AdmittedReason
    | ExcuseAccepted
    | AnOption
    | OptionNotSat
    | AnyGround
    | SelectionPassed
    | Unregulated
)


@frozen(kw_only=True)
class Gate:
    """The conditions of one request. All gates whose selectors fit apply together.

    Attributes:
        request: the request.
        conditions: all must be met.
        modes: for a retake: only those modes; empty = both.
        after_fraud: for a retake: True = only blocs that proven fraud took away, False = never those, None = all.
        audience: only those candidates; for the others the gate is not there.

    Asks:
        `request`

    Effect:
        No gate for a request, or none that fits: the text is silent and the request is referred. An enrolment without a
        gate is accepted, with the flag `admission-unregulated`.
    """

    request: Request
    conditions: tuple[Condition, ...]
    modes: tuple[RetakeMode, ...] = ()
    after_fraud: bool | None = None
    audience: Audience = EVERYBODY


def regulates(gates: tuple[Gate, ...], request: Request) -> bool:
    """Whether the text has a rule on that request, not only something that bars it."""
    return any(
        gate.request is request and not any(isinstance(condition, Unregulated) for condition in gate.conditions)
        for gate in gates
    )

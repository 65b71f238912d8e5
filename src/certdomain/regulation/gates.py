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

    ENROL = "enrol-candidate"
    CHOOSE_OPTION = "choose-option"
    EXCUSE = "submit-excuse"
    MAKE_UP = "request-make-up"
    RETAKE = "request-retake"
    PROFESSIONAL_RETAKE = "request-professional-retake"
    CHOOSE_PORTFOLIO = "choose-portfolio"
    PRESENT_PORTFOLIO = "present-portfolio"


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

    NOTHING_TO_WAIT_FOR = "nothing-to-wait-for"
    CANNOT_BE_MET = "cannot-be-met"


@frozen(kw_only=True)
class ForWhom:
    """Only candidates of that audience."""

    audience: Audience
    by: tuple[str, ...]


@frozen(kw_only=True)
class NotBanned:
    """No ban of the network runs: it runs from its notification until `length` later, that day excluded."""

    length: Term[Period]


@frozen(kw_only=True)
class Ahead:
    """`day` is at least `period` before `anchor`, counted backwards from it."""

    day: Day
    anchor: Day
    period: Term[Period]


@frozen(kw_only=True)
class Wait:
    """`day` is not before `anchor` + `period`."""

    day: Day
    anchor: Term[Day]
    period: Term[Period]
    no_anchor: NoAnchor


@frozen(kw_only=True)
class Until:
    """`day` is not after `anchor` + `period`."""

    day: Day
    anchor: Day
    period: Term[Period]


@frozen(kw_only=True)
class NotAfterLastIssue:
    """`day` is not after the last issue date (unknown: met, and said)."""

    day: Day


@frozen(kw_only=True)
class NotAfterExpiry:
    """The enrolment is not after the end of the registration."""


@frozen(kw_only=True)
class ByChannel:
    """The request came by one of those channels."""

    among: tuple[Channel, ...]
    by: tuple[str, ...]


@frozen(kw_only=True)
class OnlyFailedBlocs:
    """Every bloc asked for was sat and is not validated."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class AtMostRetakes:
    """Fewer than `most` retakes of each bloc were used, over all journeys of the candidate for the title."""

    most: Term[int]


@frozen(kw_only=True)
class AtMostSessions:
    """Fewer than `most` sessions were opened, the first included, over all journeys of the candidate for the title."""

    most: Term[int]


@frozen(kw_only=True)
class OneCentre:
    """No resit is registered at another centre."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class AllBlocsOfFraud:
    """All blocs that the proven fraud took away are asked for together."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class FailedPart:
    """The professional part was refused by a jury."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class FavourableContext:
    """The establishment judged the company context favourable."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class PortfolioChosen:
    """The portfolio was chosen, and accepted, for every bloc."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class PortfolioSigned:
    """The portfolio of every bloc was transmitted and signed."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class BeforeJury:
    """The jury that hears the portfolio, if it is named, is composed as such a jury must be."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class VaeAdmissible:
    """No decision says that the candidate is not admissible to the VAE."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class AdmittedReason:
    """The excuse is one of those reasons, with evidence."""

    among: tuple[ExcuseReason, ...]
    by: tuple[str, ...]


@frozen(kw_only=True)
class ExcuseAccepted:
    """Every evaluation was missed with an accepted excuse."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class AnOption:
    """The bloc is of that group of options."""

    group: str
    by: tuple[str, ...]


@frozen(kw_only=True)
class OptionNotSat:
    """No evaluation of the option chosen before was sat."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class Diploma:
    """A diploma of at least that level, of one of those kinds, in one of those fields (empty = any)."""

    by: tuple[str, ...]
    level: int | None = None
    kinds: tuple[DiplomaKind, ...] = ()
    fields: tuple[str, ...] = ()
    entry_years: tuple[int, ...] = ()


@frozen(kw_only=True)
class Experience:
    """Professional experience, in months. `discretionary`: it may, not must, be admitted: the certifier says."""

    months: Term[Threshold]
    fields: tuple[str, ...] = ()
    discretionary: bool = False
    entry_years: tuple[int, ...] = ()


@frozen(kw_only=True)
class Ects:
    """Credits, in one of those fields, or in a sector that the School judged the same."""

    credits: int
    by: tuple[str, ...]
    fields: tuple[str, ...] = ()
    same_sector: bool = False
    entry_years: tuple[int, ...] = ()


Ground = Diploma | Experience | Ects


@frozen(kw_only=True)
class AnyGround:
    """One of those grounds, of the entry year if one is asked for."""

    grounds: Term[tuple[Ground, ...]]
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class SelectionPassed:
    """The selection was passed; `parts` names what it must consist of (file, written, interview)."""

    by: tuple[str, ...]
    parts: tuple[str, ...] = ()
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class Unregulated:
    """Beyond the other conditions the text is silent: a request that passes them is referred to the certifier."""


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

    `modes`: for a retake, only those modes; `after_fraud`: only (or never) for blocs that proven fraud took away;
    `audience`: only those candidates.
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

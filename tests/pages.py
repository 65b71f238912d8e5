"""For the tests of HTML pages: a fictional journey in which much happens, and a parser that forgives nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from html.parser import HTMLParser

import attrs
from attrs import define, field, frozen

from certdomain.calendar import noon
from certdomain.commands import (
    ChoosePortfolio,
    Command,
    ConstituteJury,
    CorrectEntry,
    Deliberate,
    EnrolCandidate,
    Evidence,
    Member,
    RecordAbsence,
    RecordEvaluation,
    ReportFraud,
    RequestMakeUp,
    RequestRetake,
    Settle,
    SubmitExcuse,
    VoidEntry,
)
from certdomain.envelope import Recorded
from certdomain.hookspecs import Certifier
from certdomain.journey import Decision, Journey
from certdomain.register import Register
from certdomain.regulation.clauses import Defect, Words
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import (
    Channel,
    Countersigned,
    ExcuseReason,
    JuryKind,
    RetakeMode,
    Role,
    Route,
    Verdict,
)
from tests.fictional import GNOMONICS

START, TEST, JURY = date(2024, 9, 2), date(2025, 6, 2), date(2025, 7, 1)
LATER = date(2025, 12, 1)
HOSTILE = "<script>alert('1')</script>&amp;\"'\u202egnp.exe"
REASON = f"Un oral remarquable {HOSTILE}"

TORN = attrs.evolve(
    GNOMONICS,
    clauses=tuple(
        attrs.evolve(each, quote="moyenne & <b>coefficients</b>") if each.id == "BTF-R04" else each
        for each in GNOMONICS.clauses
    ),
    defects=(
        Defect(
            id="BTF-D1",
            lines=((7, 7),),
            says=Words(en="Line 7 is torn.", fr="La ligne 7 est déchirée."),
            clauses=("BTF-R04",),
        ),
    ),
)
"""The fictional brevet, with a quote that looks like markup and a fault in its text."""

OUT_OF = {"COM1.1": 20, "COM1.2": 40, "COM2.1": 20, "A1.1": 20, "A2.1": 10}


@frozen
class Filed:
    """A journey as the pages take it."""

    decision: Decision
    records: tuple[Recorded, ...]

    @property
    def regulation(self) -> Regulation:
        return self.decision.under


def register_of(*regulations: Regulation) -> Register:
    """A register in memory with those titles."""
    return Register.open("memory:", plugins=[Certifier(name="Fictional certifier", regulations=regulations)])


def full_journey(register: Register, name: str = "G-1") -> Journey:
    """Marks, an absence, an excuse refused and one accepted, a request that the text is silent on, a jury that leaves
    the proposal, a fact known late, a correction, a record made void, a retake refused and one accepted."""
    journey = register.journey(name)

    def do(command: Command, days: int = 0) -> None:
        journey.do(command, recorded_at=noon(command.on).astimezone(UTC) + timedelta(days=days))

    def mark(evaluation: str, on_20: str, on: date = TEST, *, days: int = 0, key: str | None = None) -> None:
        points = Fraction(on_20) * OUT_OF[evaluation] / 20
        do(RecordEvaluation(on=on, evaluation=evaluation, points=points, key=key), days)

    enrolment = EnrolCandidate(
        on=START,
        certification=GNOMONICS.certification,
        route=Route.STUDENT,
        scope=("COM1", "COM2", "A1", "A2"),
        evidence=[Evidence.diploma(level=4)],
    )
    do(enrolment)
    do(RequestMakeUp(on=TEST, evaluations=("A1.1",)))
    mark("COM1.1", "12")
    mark("COM1.2", "8")
    mark("COM2.1", "9", key="com2")
    mark("A2.1", "10", key="twice")
    do(RecordAbsence(on=TEST, evaluation="A1.1"))
    do(SubmitExcuse(on=TEST, evaluation="A1.1", reason=ExcuseReason.SICK_LEAVE, evidence=True))
    do(ReportFraud(on=date(2025, 6, 5), evaluation="COM1.2", countersigned=Countersigned.SIGNED, ref=HOSTILE[:30]))
    members = (Member(role=Role.PRESIDENT), Member(role=Role.TRAINER))
    for jury, on in (("J1", JURY), ("J2", LATER)):
        constituted = ConstituteJury(
            on=on,
            jury=jury,
            kind=JuryKind.CERTIFICATION,
            certification=GNOMONICS.certification,
            meets_on=on,
            members=members,
        )
        register.do(constituted, recorded_at=noon(on))
    do(Deliberate(on=JURY, jury="J1", title=Verdict.TOTAL))  # no reason: refused
    do(Deliberate(on=JURY, jury="J1", blocs={"COM2": "validated"}, reason=REASON.replace("\u202e", "")))
    mark("A1.1", "28/3", days=45)
    do(CorrectEntry(on=date(2025, 7, 10), entry="com2", reason="A sub-total was left out.", fields={"points": "9.5"}))
    mark("A2.1", "10", on=date(2025, 7, 11), key="again")
    do(VoidEntry(on=date(2025, 7, 12), entry="again", reason="Recorded twice."))
    for sent, test in ((date(2025, 8, 20), date(2025, 9, 1)), (date(2025, 8, 20), date(2025, 10, 20))):
        asked = RequestRetake(on=sent, blocs=("A1",), mode=RetakeMode.RESIT, channel=Channel.EMAIL, test_on=test)
        do(asked)
    mark("A1.1", "11", on=date(2025, 10, 20))
    do(ChoosePortfolio(on=date(2025, 10, 21), blocs=("COM2",), context_favourable=True))
    do(Settle(on=date(2025, 10, 25), entry=19, answer="refused", reason="Not for a brevet."))
    do(ChoosePortfolio(on=date(2025, 11, 3), blocs=("COM1",), context_favourable=True))
    return journey


def full(name: str = "G-1") -> Filed:
    """That journey and its decision of the last day."""
    with register_of(TORN) as register:
        journey = full_journey(register, name)
        return Filed(journey.decide(LATER), journey.records())


# --- pages --------------------------------------------------------------------------------------------------------

VOID = frozenset({"br", "col", "hr", "link", "meta", "img", "input"})


@define
class Tag:
    """An element of a page."""

    name: str
    attributes: dict[str, str | None]
    children: list[Tag | str] = field(factory=list)

    def all(self, *names: str) -> list[Tag]:
        """Every element below of one of these names, in the order of the page."""
        return [tag for tag in self._below() if tag.name in names]

    def of_class(self, name: str) -> list[Tag]:
        """Every element below that has a class."""
        return [tag for tag in self._below() if name in (tag.attributes.get("class") or "").split()]

    @property
    def text(self) -> str:
        """All text below, spaces as they are, titles of pictures left out."""
        return "".join(
            child if isinstance(child, str) else "" if child.name in ("title", "style") else child.text
            for child in self.children
        )

    def _below(self) -> Iterator[Tag]:
        for child in self.children:
            if isinstance(child, Tag):
                yield child
                yield from child._below()


class Strict(HTMLParser):
    """Reads a page; what is not closed, closed twice or closed crosswise is an error, and so is an id used twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Tag("", {})
        self._open = [self.top]
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Tag(tag, dict(attrs))
        assert len(made.attributes) == len(attrs), f"<{tag}> has an attribute twice"
        self._open[-1].children.append(made)
        if (name := made.attributes.get("id")) is not None:
            self.ids.append(name)
        if tag not in VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID, f"</{tag}>"
        assert self._open[-1].name == tag, f"</{tag}> where <{self._open[-1].name}> is open"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        assert len(self._open) == 1, f"never closed: {[tag.name for tag in self._open[1:]]}"


def read(page: str) -> Tag:
    """A page as its elements, if it is well formed."""
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert len(parser.ids) == len(set(parser.ids)), "an id is used twice"
    return parser.top


def instant(text: str) -> datetime:
    """An instant of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)

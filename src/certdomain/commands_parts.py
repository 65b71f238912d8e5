"""What commands hold: the evidence of a candidate and the members of a jury."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import cast

import attrs
from attrs import evolve, frozen
from attrs.converters import optional

from certdomain import commands_reading as read
from certdomain.commands_reading import Broken, Form, Numeric, broken, fault, nearest, shown
from certdomain.commands_schema import Checked, about, read_part, schema_of
from certdomain.errors import Problem
from certdomain.vocabulary import DiplomaKind, Gender, Role


@frozen(kw_only=True)
class Diploma(Checked):
    """A diploma or certification already held."""

    level: int = attrs.field(converter=read.level, metadata=about(read.level, "Level of the national framework."))
    kind: DiplomaKind | None = attrs.field(
        default=None, converter=optional(read.diploma_kind), metadata=about(read.diploma_kind, "What diploma it is.")
    )
    field: str | None = attrs.field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "Field of study: sales, commerce, administration, or any other text."),
    )


@frozen(kw_only=True)
class Experience(Checked):
    """Professional experience."""

    months: Fraction = attrs.field(converter=read.months, metadata=about(read.months, "Length in months."))
    field: str | None = attrs.field(
        default=None,
        converter=optional(read.identifier),
        metadata=about(read.identifier, "Field of work: sales, commerce, administration, or any other text."),
    )


@frozen(kw_only=True)
class Ects(Checked):
    """Credits of higher education."""

    credits: Fraction = attrs.field(
        converter=read.credit_points, metadata=about(read.credit_points, "ECTS credits obtained.")
    )
    field: str = attrs.field(converter=read.identifier, metadata=about(read.identifier, "Field of study."))
    same_sector: bool = attrs.field(
        default=False,
        converter=read.flag,
        metadata=about(read.flag, "Whether they were obtained in the sector of the title."),
    )


@frozen(kw_only=True)
class Selection(Checked):
    """The selection tests: each part passed or failed, or the whole in one word."""

    file: bool | None = attrs.field(
        default=None, converter=optional(read.passed), metadata=about(read.passed, "The application file.")
    )
    written: bool | None = attrs.field(
        default=None, converter=optional(read.passed), metadata=about(read.passed, "The written tests.")
    )
    interview: bool | None = attrs.field(
        default=None, converter=optional(read.passed), metadata=about(read.passed, "The interview.")
    )
    whole: bool | None = attrs.field(
        default=None,
        converter=optional(read.passed),
        metadata=about(read.passed, "The whole selection; a file writes it `selection: passed`."),
    )

    @property
    def passed(self) -> bool:
        """Whether the selection is passed: the whole, or every part that was held."""
        return all(part for part in (self.file, self.written, self.interview, self.whole) if part is not None)

    def _disagreements(self) -> tuple[Problem, ...]:
        parts = any(part is not None for part in (self.file, self.written, self.interview))
        if parts is (self.whole is None):
            return ()
        found = "both" if parts else "nothing"
        return (fault("", found, "either `passed` or `failed`, or one of file, written, interview at least"),)

    def to_raw(self) -> object:
        """`passed` or `failed`, or a map of the parts."""
        return super().to_raw() if self.whole is None else "passed" if self.whole else "failed"


Proof = Diploma | Experience | Ects | Selection
"""What an item of evidence may be of."""

_PROOFS: Mapping[str, type[Proof]] = {
    "diploma": Diploma,
    "experience": Experience,
    "ects": Ects,
    "selection": Selection,
}
_PROOF = f"a map of one of {', '.join(_PROOFS)}"


def _proof(value: Proof) -> Proof:
    return value if isinstance(value, (Diploma, Experience, Ects, Selection)) else cast("Proof", broken(value, _PROOF))


@frozen(kw_only=True)
class Evidence(Checked):
    """One item of what a candidate brings: a diploma, experience, credits, or the selection tests."""

    of: Proof = attrs.field(
        converter=_proof, metadata=about(_proof, "What it is evidence of.", Form(_PROOF, {"type": "object"}))
    )

    @classmethod
    def diploma(cls, level: int | str, kind: DiplomaKind | str | None = None, field: str | None = None) -> Evidence:
        """A diploma or certification, by its level (1 to 8)."""
        return cls(of=Diploma(level=level, kind=kind, field=field))

    @classmethod
    def experience(cls, months: Numeric, field: str | None = None) -> Evidence:
        """Professional experience, in months."""
        return cls(of=Experience(months=months, field=field))

    @classmethod
    def ects(cls, credits: Numeric, field: str, same_sector: bool = False) -> Evidence:
        """Credits of higher education."""
        return cls(of=Ects(credits=credits, field=field, same_sector=same_sector))

    @classmethod
    def selection(
        cls,
        passed: bool | None = None,
        *,
        file: bool | None = None,
        written: bool | None = None,
        interview: bool | None = None,
    ) -> Evidence:
        """The selection tests: the whole (`passed`), or its parts."""
        return cls(of=Selection(whole=passed, file=file, written=written, interview=interview))

    def to_raw(self) -> object:
        """A map from what it is to its fields, such as `{"diploma": {"level": 5}}`."""
        name = next(name for name, kind in _PROOFS.items() if type(self.of) is kind)
        return {name: self.of.to_raw()}


@frozen(kw_only=True)
class Member(Checked):
    """A member of a jury, as the rules of composition see them; who it is stays outside."""

    role: Role = attrs.field(converter=read.role, metadata=about(read.role, "In what quality the member sits."))
    external: bool = attrs.field(
        default=False, converter=read.flag, metadata=about(read.flag, "Whether from outside the centre.")
    )
    gender: Gender | None = attrs.field(
        default=None, converter=optional(read.gender), metadata=about(read.gender, "Where a text asks for parity.")
    )
    trade_since: date | None = attrs.field(
        default=None, converter=optional(read.day), metadata=about(read.day, "First day in the trade.")
    )
    trade_until: date | None = attrs.field(
        default=None,
        converter=optional(read.day),
        metadata=about(read.day, "Last day in the trade; inactivity is counted from that very day."),
    )
    trained_candidate: bool = attrs.field(
        default=False, converter=read.flag, metadata=about(read.flag, "Whether the member trained the candidate.")
    )
    accompanied_candidate: bool = attrs.field(
        default=False,
        converter=read.flag,
        metadata=about(read.flag, "Whether the member accompanied the candidate's portfolio or VAE."),
    )
    linked_to_candidate: bool = attrs.field(
        default=False, converter=read.flag, metadata=about(read.flag, "Whether the two are kin or otherwise tied.")
    )
    employed_by_centre: bool = attrs.field(
        default=False, converter=read.flag, metadata=about(read.flag, "Whether the centre employs the member.")
    )
    marks: bool = attrs.field(
        default=True, converter=read.flag, metadata=about(read.flag, "Whether the member gives marks.")
    )
    active: bool = attrs.field(
        default=True, converter=read.flag, metadata=about(read.flag, "Whether the member works in the trade today.")
    )


def evidence(value: Sequence[Evidence] | Sequence[Mapping[str, object]]) -> tuple[Evidence, ...]:
    """A list of items of evidence, possibly empty."""
    return cast("tuple[Evidence, ...]", read.items(value, _evidence, EVIDENCE.words, least=0))


def members(value: Sequence[Member] | Sequence[Mapping[str, object]]) -> tuple[Member, ...]:
    """A list of members, at least one."""
    return cast("tuple[Member, ...]", read.items(value, _read_member, MEMBERS.words))


def _evidence(value: object) -> Evidence:
    if isinstance(value, Evidence):
        return value
    if not isinstance(value, Mapping) or len(value) != 1:
        return cast("Evidence", broken(value, _PROOF))
    ((name, inner),) = value.items()
    kind = _PROOFS.get(name) if isinstance(name, str) else None
    if kind is None:
        unknown = fault(f".{read.key_path(name)}", shown(name), f"one of {', '.join(_PROOFS)}{nearest(name, _PROOFS)}")
        return cast("Evidence", Broken((unknown,)))
    if kind is Selection and isinstance(inner, (str, bool)):
        whole = read.passed(inner)
        found: object = whole if isinstance(whole, Broken) else Selection(whole=whole)
    else:
        found = read_part(kind, inner, name)
    if isinstance(found, Broken):
        return cast("Evidence", Broken(evolve(each, field=f".{name}{each.field}") for each in found.problems))
    return Evidence(of=cast("Proof", found))


def _read_member(value: object) -> Member:
    return read_part(Member, value, "a member")


def _object(kind: type[Checked]) -> dict[str, object]:
    schema = schema_of(kind)
    return {
        "type": "object",
        "properties": {each.name: {**each.json, "description": each.doc} for each in schema.fields},
        "required": sorted(schema.required),
        "additionalProperties": False,
    }


EVIDENCE = Form(
    f"a list of items, each {_PROOF}",
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "diploma": _object(Diploma),
                "experience": _object(Experience),
                "ects": _object(Ects),
                "selection": {"anyOf": [{"enum": ["passed", "failed", True, False]}, _object(Selection)]},
            },
            "minProperties": 1,
            "maxProperties": 1,
        },
    },
)
MEMBERS = Form(
    "a list of members, at least one, each a map with its role",
    {"type": "array", "items": _object(Member), "minItems": 1},
)

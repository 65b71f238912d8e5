"""A fiche of the national register (RNCP or RS), as a value."""

from __future__ import annotations

import json
import re
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import cast

import attrs
from attrs import frozen

from certdomain.errors import Problem
from certdomain.vocabulary import Route

ROUTES: tuple[tuple[str, Route, str], ...] = (
    ("FI", Route.STUDENT, "Après un parcours de formation sous statut d'élève ou d'étudiant"),
    ("CA", Route.APPRENTICESHIP, "En contrat d'apprentissage"),
    ("FC", Route.CONTINUING, "Après un parcours de formation continue"),
    ("CQ", Route.PROFESSIONALISATION, "En contrat de professionnalisation"),
    ("CL", Route.INDIVIDUAL, "Par candidature individuelle"),
    ("VAE", Route.VAE, "Par expérience"),
)
"""The routes of the register: code in the XML (`SI_JURY_FI`), our word, label in the CSV."""

_OPTION = re.compile(r"\b[Oo](?:ptions?|PTIONS?)\s+[«“\"]?\s*([A-Z0-9])(?![\w'’])")
_FURTHER = re.compile(r"\s*(?:,|et|ou|/|&)\s*([A-Z0-9])(?![\w'’])")
_CHOSEN = re.compile(r"\b(?:facultati(?:f|ve|fs|ves)|optionnel(?:le|s|les)?|au choix)\b", re.IGNORECASE)


@frozen(kw_only=True)
class Abbreviation:
    """The kind of diploma: its code ("CAP") and what the code stands for."""

    code: str
    label: str = ""


@frozen(kw_only=True)
class RegistryCertifier:
    """A body that certifies. `active`: None where the export does not say."""

    name: str
    siret: str = ""
    active: bool | None = None
    trade_name: str = ""


@frozen(kw_only=True)
class RegistryRoute:
    """A route of access. `open`: None where the export does not say. `jury`: its composition, quoted."""

    code: str
    route: Route
    open: bool | None
    jury: str = ""


@frozen(kw_only=True)
class RegistryBloc:
    """A bloc of a fiche. All its texts are quoted: bullets are free text, and competences are not told apart."""

    code: str
    label: str
    competences: str = ""
    assessment: str = ""
    entry_prerequisites: str = ""
    validation_prerequisites: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """The letters of the options that the label names ("Option A"), in order. Only the label tells of options."""
        found: list[str] = []
        for named in _OPTION.finditer(self.label):
            found.append(named[1])
            end = named.end()
            while further := _FURTHER.match(self.label, end):
                found.append(further[1])
                end = further.end()
        return tuple(dict.fromkeys(found))

    @property
    def chosen(self) -> bool:
        """Whether the label says that the bloc is optional, without a letter."""
        return _CHOSEN.search(self.label) is not None


@frozen(kw_only=True)
class Correspondence:
    """Blocs of this fiche and the blocs of another that the register holds equivalent."""

    own: tuple[str, ...]
    fiche: str
    theirs: tuple[str, ...]


@frozen(kw_only=True)
class RegistryFiche:
    """One entry of the national register. Empty text and None mean that the export says nothing.

    `level`: of the national framework, 3 to 8; `level_code` as written (`NIV6`, `AUCUN`, `REPRISE`).
    `decided_on`: of a registration on request; `effective_from`: of a registration by right. `registered_until`: last
    day of the registration. `last_award`: last day on which the certification may be delivered. `years`: how long it
    was registered for. `partners`: how many are listed.
    """

    number: str
    title: str
    id: str = ""
    abbreviation: Abbreviation | None = None
    state: str = ""
    active: bool | None = None
    level: int | None = None
    level_code: str = ""
    kind: str = ""
    certifiers: tuple[RegistryCertifier, ...] = ()
    partners: int = 0
    routes: tuple[RegistryRoute, ...] = ()
    blocs: tuple[RegistryBloc, ...] = ()
    decided_on: date | None = None
    effective_from: date | None = None
    registered_until: date | None = None
    last_award: date | None = None
    published_on: date | None = None
    years: int | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    partial_validation: bool | None = None
    partial_validation_scope: str = ""
    entry_prerequisites: str = ""
    validation_prerequisites: str = ""

    @property
    def content_hash(self) -> str:
        """The SHA-256 of what the fiche says, whatever file and form it was read from."""
        return sha256(json.dumps(_plain(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @property
    def options(self) -> tuple[str, ...]:
        """The letters of all options that its blocs name."""
        return tuple(sorted({letter for bloc in self.blocs for letter in bloc.options}))

    @property
    def starts(self) -> date | None:
        """The first day of the registration: of right, else of the decision."""
        return self.effective_from if self.effective_from is not None else self.decided_on


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if attrs.has(type(value)):
        kind = cast("type[attrs.AttrsInstance]", type(value))
        return {each.name: _plain(getattr(value, each.name)) for each in attrs.fields(kind)}
    return value


@frozen(kw_only=True)
class FicheSource:
    """Where a fiche was read: name of the file, its SHA-256, its form ("XML 4.1", "CSV")."""

    file: str
    sha256: str
    form: str


@frozen(kw_only=True)
class FicheRead:
    """A fiche and everything in it that could not be read, each with file, line, field, what was found and expected."""

    fiche: RegistryFiche
    unread: tuple[Problem, ...]
    source: FicheSource

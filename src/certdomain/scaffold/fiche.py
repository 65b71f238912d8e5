"""A fiche of the national register as the beginning of a regulation.

Identity, dates, routes and blocs are what the register says and are declared. Its free texts (juries, prerequisites,
competences, ways of assessing) are quoted line by line, and what they mean is left to be declared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import define, field, frozen

from certdomain.errors import Problem
from certdomain.referential import Audience, Bloc, Referential
from certdomain.registry import FicheRead, RegistryBloc, RegistryFiche
from certdomain.registry.fiche import ROUTES
from certdomain.regulation.clauses import Clause, Effect, Option, Reading, Silence, Source, Words
from certdomain.regulation.gates import Condition, ForWhom, Gate, NotAfterExpiry, Request, Unregulated
from certdomain.regulation.terms import Read, Said
from certdomain.regulation.tree import Registration
from certdomain.scaffold.draft import TextFile, one_line
from certdomain.scaffold.markers import NOT_DECLARED, to_write
from certdomain.vocabulary import Route

_MONTHS: Final = (
    ("January", "janvier"),
    ("February", "février"),
    ("March", "mars"),
    ("April", "avril"),
    ("May", "mai"),
    ("June", "juin"),
    ("July", "juillet"),
    ("August", "août"),
    ("September", "septembre"),
    ("October", "octobre"),
    ("November", "novembre"),
    ("December", "décembre"),
)
COMMON, OPTIONAL, ALL = "common", "optional", "blocs"
"""Groups of blocs: of everybody, beside options; optional, without a letter; and where there is nothing to choose."""


@frozen(kw_only=True)
class DraftedFiche:
    """What a regulation takes from a fiche, and the text that its clauses point at."""

    text: TextFile
    source: Source
    clauses: tuple[Clause, ...]
    quoted: Mapping[str, str]
    readings: tuple[Reading, ...]
    silences: tuple[Silence, ...]
    referential: Referential
    name: Words
    certifier: str
    edition: str
    level: int | None
    in_force_from: date | None
    registration: Registration | None
    last_issue: Said[date | None] | None
    gates: tuple[Gate, ...]
    registered_by: str | None
    routes_by: str | None
    open_to: tuple[Route, ...]
    closed_to: tuple[Route, ...]
    remarks: tuple[Problem, ...]


def from_fiche(read: FicheRead, prefix: str, source: str = "fiche") -> DraftedFiche:
    """The beginning of a regulation that a fiche gives; its clauses are `PREFIX-F01` and so on."""
    fiche = read.fiche
    page = _Page(prefix, source)
    _heading(read, page)
    registered = _registration(fiche, page)
    last = _last_award(fiche, page)
    open_to, closed_to, routes_by = _routes(read, page)
    _juries(fiche, page)
    _texts(fiche, page)
    _options(fiche, page)
    for bloc in fiche.blocs:
        _bloc(bloc, page)
    _correspondences(fiche, page)
    text = TextFile(name=f"{fiche.number.lower()}.txt", data="".join(f"{line}\n" for line in page.lines).encode())
    entry = f"{fiche.number}, {one_line(fiche.title)}"
    title = Words(en=f"Entry of the national register {entry}", fr=f"Fiche du répertoire national {entry}")
    reading = f"{prefix}-A01"
    conditions: list[Condition] = []
    if registered is not None:
        conditions.append(NotAfterExpiry())
    if routes_by is not None:
        conditions.append(ForWhom(audience=Audience(routes=open_to), by=(routes_by,)))
    certifiers = [one_line(each.name) for each in fiche.certifiers if each.name and each.active is not False]
    title_fr = one_line(fiche.title, 800) or fiche.number
    return DraftedFiche(
        text=text,
        source=text.source(source, title),
        clauses=tuple(page.clauses),
        quoted=page.quoted,
        readings=() if registered is None else (_after_expiry(reading, registered),),
        silences=_SILENCES,
        referential=Referential(blocs=tuple(_blocs(fiche))),
        name=Words(en=to_write(title_fr, "").en, fr=title_fr),
        certifier=", ".join(certifiers),
        edition=_edition(fiche),
        level=fiche.level,
        in_force_from=fiche.starts,
        registration=(
            None
            if registered is None or fiche.registered_until is None
            else Registration(
                until=fiche.registered_until,
                by=(registered,),
                after_expiry=Read(reading, (("a", True), ("b", False)), (registered,)),
            )
        ),
        last_issue=None if last is None else Said(fiche.last_award, (last,)),
        gates=(Gate(request=Request.ENROL, conditions=(*conditions, Unregulated())),) if conditions else (),
        registered_by=registered,
        routes_by=routes_by,
        open_to=open_to,
        closed_to=closed_to,
        remarks=(*read.unread, *_left_open(read)),
    )


@define
class _Page:
    """The text that is written, line by line, and the clauses that point at its lines."""

    prefix: str
    source: str
    lines: list[str] = field(factory=list)
    clauses: list[Clause] = field(factory=list)
    quoted: dict[str, str] = field(factory=dict)

    def write(self, label: str, text: str = "") -> tuple[int, int]:
        """Write a field: on one line, or below its label where it has several; its first and last line."""
        first = len(self.lines) + 1
        parts = _plain(text).split("\n")
        if len(parts) == 1:
            self.lines.append(f"{label}: {parts[0]}".removesuffix(": "))
        else:
            self.lines += [f"{label}:", *(f"  {part}".rstrip() for part in parts)]
        return first, len(self.lines)

    def blank(self) -> None:
        """Leave a line blank."""
        self.lines.append("")

    def clause(self, lines: tuple[tuple[int, int], ...], says: Words, *, executed: bool = False) -> str:
        """Add a clause on those lines; its id."""
        name = f"{self.prefix}-F{len(self.clauses) + 1:02d}"
        lines = tuple(_joined(lines))
        self.clauses.append(
            Clause(
                id=name,
                source=self.source,
                lines=lines,
                says=says,
                effect=Effect.EXECUTED if executed else Effect.NONE,
                because=None if executed else NOT_DECLARED,
            )
        )
        self.quoted[name] = "\n".join(self.lines[at - 1] for first, last in lines for at in range(first, last + 1))
        return name

    def quote(self, label: str, text: str, en: str, fr: str) -> None:
        """Write a free text and add a clause that is still to be declared."""
        if text:
            self.clause((self.write(label, text),), to_write(en, fr))


def _joined(lines: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of lines, those that follow one another as one."""
    begun: tuple[int, int] | None = None
    for first, last in lines:
        if begun is not None and first == begun[1] + 1:
            begun = begun[0], last
            continue
        if begun is not None:
            yield begun
        begun = first, last
    if begun is not None:
        yield begun


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFC", text)
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in normal)


def _heading(read: FicheRead, page: _Page) -> None:
    fiche = read.fiche
    page.write(f"Répertoire national, fiche {fiche.number}")
    page.write(f"Lue dans {_plain(read.source.file)} ({read.source.form}), SHA-256 {read.source.sha256}")
    page.write("SHA-256 du contenu", fiche.content_hash)
    page.blank()
    page.write("INTITULE", one_line(fiche.title, 800))
    if fiche.abbreviation is not None:
        page.write("ABREGE", f"{fiche.abbreviation.code} {fiche.abbreviation.label}".strip())
    page.write("NOMENCLATURE_EUROPE", fiche.level_code)
    page.write("ETAT_FICHE", fiche.state)
    page.write("ACTIF", {True: "Oui", False: "Non", None: ""}[fiche.active])
    for certifier in fiche.certifiers:
        page.write("CERTIFICATEUR", f"{certifier.name} {certifier.siret}".strip())
    page.write("PARTENAIRES", str(fiche.partners))
    for label, others in (("ANCIENNE_CERTIFICATION", fiche.predecessors), ("NOUVELLE_CERTIFICATION", fiche.successors)):
        for other in others:
            page.write(label, other)
    page.blank()


def _registration(fiche: RegistryFiche, page: _Page) -> str | None:
    """The dates, and the clause on the end of the registration; None where the end is not known."""
    lines = [page.write("TYPE_ENREGISTREMENT", fiche.kind)]
    for label, day in (("DATE_DECISION", fiche.decided_on), ("DATE_EFFET", fiche.effective_from)):
        if day is not None:
            lines.append(page.write(label, _day_fr(day)))
    if fiche.years is not None:
        page.write("DUREE_ENREGISTREMENT", str(fiche.years))
    until = fiche.registered_until
    if until is None:
        return None
    said = Words(
        en=f"The title is registered until {_day_in_words(until, 0)}.",
        fr=f"Le titre est enregistré jusqu’au {_day_in_words(until, 1)}.",
    )
    return page.clause((*lines[1:], page.write("DATE_FIN_ENREGISTREMENT", _day_fr(until))), said, executed=True)


def _last_award(fiche: RegistryFiche, page: _Page) -> str | None:
    day = fiche.last_award
    if day is None:
        return None
    said = Words(
        en=f"The title may be delivered until {_day_in_words(day, 0)}.",
        fr=f"Le titre peut être délivré jusqu’au {_day_in_words(day, 1)}.",
    )
    return page.clause((page.write("DATE_LIMITE_DELIVRANCE", _day_fr(day)),), said, executed=True)


def _routes(read: FicheRead, page: _Page) -> tuple[tuple[Route, ...], tuple[Route, ...], str | None]:
    """Open and closed routes, and the clause that says so; a route of which nothing is said is not closed."""
    said = {each.route: each.open for each in read.fiche.routes}
    closed = tuple(route for _, route, _ in ROUTES if said.get(route) is False)
    open_to = tuple(route for _, route, _ in ROUTES if route not in closed)
    if not said or all(each is None for each in said.values()) or not open_to:
        return open_to, (), None
    page.blank()
    lines = tuple(
        page.write(f"SI_JURY_{code} ({label})", "Oui" if said[route] else "Non")
        for code, route, label in ROUTES
        if said.get(route) is not None
    )
    labels = [label for _, route, label in ROUTES if route in open_to]
    words = Words(
        en=f"The title is open by {len(open_to)} routes: {', '.join(route.value for route in open_to)}.",
        fr=f"Le titre est ouvert par {len(open_to)} voies\N{NARROW NO-BREAK SPACE}: {', '.join(labels).lower()}.",
    )
    return open_to, closed, page.clause(lines, words, executed=True)


def _juries(fiche: RegistryFiche, page: _Page) -> None:
    """One clause for each text; routes with the same text share it."""
    texts: dict[str, list[str]] = {}
    for route in fiche.routes:
        if route.jury:
            texts.setdefault(route.jury, []).append(route.code)
    for text, codes in texts.items():
        page.blank()
        routes = ", ".join(codes)
        en, fr = f"composition of the jury ({routes})", f"composition du jury ({routes})"
        page.quote(f"COMPOSITION DU JURY ({routes})", text, en, fr)


def _texts(fiche: RegistryFiche, page: _Page) -> None:
    page.blank()
    page.quote("PREREQUIS_ENTREE_FORMATION", fiche.entry_prerequisites, "who is admitted", "qui est admis")
    page.quote(
        "PREREQUIS_VALIDATION_CERTIFICATION",
        fiche.validation_prerequisites,
        "what must be held before the title is granted",
        "ce qu’il faut détenir avant d’obtenir le titre",
    )
    if fiche.partial_validation is not None:
        lines = [page.write("VALIDATION_PARTIELLE", "Oui" if fiche.partial_validation else "Non")]
        if fiche.partial_validation_scope:
            lines.append(page.write("VALIDATION_PARTIELLE_PERIMETRE", fiche.partial_validation_scope))
        page.clause(
            tuple(lines), to_write("whether a bloc that is validated is kept", "si un bloc validé est conservé")
        )


def _options(fiche: RegistryFiche, page: _Page) -> None:
    """What the labels of the blocs tell of options; which of them the title requires they do not tell."""
    groups = {group: None for bloc in fiche.blocs if (group := _group(bloc, fiche)) not in (COMMON, ALL)}
    if groups:
        page.blank()
        en = f"which blocs the title requires of whoever takes an option (groups {', '.join(groups)})"
        fr = f"quels blocs le titre demande selon l’option (groupes {', '.join(groups)})"
        lines = tuple(
            page.write("OPTION", f"{bloc.code} {one_line(bloc.label, 300)}")
            for bloc in fiche.blocs
            if _group(bloc, fiche) in groups
        )
        page.clause(lines, to_write(en, fr))


def _bloc(bloc: RegistryBloc, page: _Page) -> None:
    page.blank()
    page.write(f"BLOC {bloc.code or 'sans code'}", one_line(bloc.label, 800))
    code = bloc.code or "(no code)"
    page.quote("LISTE_COMPETENCES", bloc.competences, f"competences of {code}", f"compétences de {code}")
    page.quote(
        "MODALITES_EVALUATION",
        bloc.assessment,
        f"evaluations of {code}, and when it is validated",
        f"évaluations de {code}, et quand il est validé",
    )
    page.quote(
        "PREREQUIS_ENTREE_FORMATION_BLOC",
        bloc.entry_prerequisites,
        f"who is admitted to {code}",
        f"qui est admis à {code}",
    )
    page.quote(
        "PREREQUIS_VALIDATION_BLOC",
        bloc.validation_prerequisites,
        f"what must be held before {code} is validated",
        f"ce qu’il faut détenir avant de valider {code}",
    )


def _correspondences(fiche: RegistryFiche, page: _Page) -> None:
    if fiche.correspondences:
        page.blank()
    for each in fiche.correspondences:
        ours, theirs = " + ".join(each.own), " + ".join(each.theirs)
        says = Words(
            en=f"The register holds {ours} equivalent to {theirs} of {each.fiche}.",
            fr=f"Le répertoire tient {ours} pour équivalent à {theirs} de {each.fiche}.",
        )
        page.clause((page.write("CORRESPONDANCE", f"{ours} = {each.fiche} {theirs}"),), says)


def _blocs(fiche: RegistryFiche) -> Iterator[Bloc]:
    """The blocs by their short code (the full one is an alias), in the groups that their labels tell of."""
    taken = {bloc.code for bloc in fiche.blocs}
    for number, bloc in enumerate(fiche.blocs, start=1):
        short = bloc.code.removeprefix(fiche.number)
        if not short or short in taken:
            short = bloc.code or next(name for at in range(number, 10**6) if (name := f"bloc-{at}") not in taken)
        taken.add(short)
        yield Bloc(
            id=_plain(short),
            name=one_line(bloc.label, 800) or short,
            group=_group(bloc, fiche),
            aliases=(bloc.code,) if bloc.code not in ("", short) else (),
        )


def _group(bloc: RegistryBloc, fiche: RegistryFiche) -> str:
    if len(bloc.options) == 1:
        return f"option-{bloc.options[0].lower()}"
    if bloc.chosen:
        return OPTIONAL
    return COMMON if any(other.options or other.chosen for other in fiche.blocs) else ALL


def _edition(fiche: RegistryFiche) -> str:
    start = fiche.starts if fiche.starts is not None else fiche.published_on
    return fiche.content_hash[:12] if start is None else start.isoformat()


def _after_expiry(reading: str, clause: str) -> Reading:
    return Reading(
        id=reading,
        clauses=(clause,),
        asks=Words(
            en="May a candidate whose training began in time be certified after the end of the registration?",
            fr="Un candidat entré en formation à temps peut-il être certifié après la fin de l’enregistrement ?",
        ),
        options=(
            Option(
                letter="a",
                says=Words(
                    en="Yes, if the training began before the end; the decision says so.",
                    fr="Oui, si la formation a commencé avant la fin\N{NARROW NO-BREAK SPACE}; la décision le signale.",
                ),
            ),
            Option(
                letter="b",
                says=Words(
                    en="No, whenever the training began.", fr="Non, quelle que soit la date d’entrée en formation."
                ),
            ),
        ),
        chosen="a",
    )


_CERTIFIER: Final = Words(en="The certifier.", fr="Le certificateur.")
_SILENCES: Final = (
    Silence(
        topic="title-unregulated",
        says=Words(
            en="The fiche does not say in figures when a bloc is validated, or which blocs grant the title.",
            fr="La fiche ne dit pas en chiffres quand un bloc est validé, ni quels blocs donnent le titre.",
        ),
        ask=_CERTIFIER,
    ),
    Silence(
        topic="retake-unregulated",
        says=Words(
            en="The fiche does not say how a bloc that was not obtained may be taken again.",
            fr="La fiche ne dit pas comment repasser un bloc qui n’a pas été obtenu.",
        ),
        ask=_CERTIFIER,
    ),
)


def _left_open(read: FicheRead) -> Iterator[Problem]:
    """What the fiche leaves open that a regulation would say."""
    fiche = read.fiche
    told = {(problem.field or "").rpartition(" ")[2].upper() for problem in read.unread}

    def missing(what: str, expected: str) -> Problem:
        return Problem(where=read.source.file, field=f"{fiche.number} {what}", found="nothing", expected=expected)

    absent = (
        (fiche.registered_until, "DATE_FIN_ENREGISTREMENT", "the end of the registration; without it none is declared"),
        (fiche.starts, "DATE_EFFET", "the start of the registration; the edition has no first day"),
        (fiche.last_award, "DATE_LIMITE_DELIVRANCE", "the last day of delivery; without it none is declared"),
    )
    yield from (missing(name, expected) for value, name, expected in absent if value is None and name not in told)
    if not fiche.blocs and fiche.number.startswith("RNCP"):
        yield missing("BLOCS_COMPETENCES", "the blocs; none is declared")
    said = {each.code for each in fiche.routes if each.open is not None}
    if silent := [code for code, _, _ in ROUTES if code not in said]:
        names = ", ".join(f"SI_JURY_{code}" for code in silent)
        yield missing(names, "Oui or Non for each route; a route of which nothing is said is not closed")
    for bloc in fiche.blocs:
        if len(bloc.options) > 1:
            found = f"options {', '.join(bloc.options)} in one label"
            expected = f"one option a bloc; it is put in the group {_group(bloc, fiche)}"
            yield Problem(where=read.source.file, field=f"{fiche.number} {bloc.code}", found=found, expected=expected)


def _day_fr(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _day_in_words(day: date, language: int) -> str:
    number = "1er" if language and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1][language]} {day.year}"

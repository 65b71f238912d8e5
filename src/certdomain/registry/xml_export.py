"""The XML export, fiche by fiche: versions 2, 3 and 4.1, in memory that does not grow with the file.

Parsed with expat, which needs nothing from outside; a document type declaration is refused, so that no entity is ever
expanded. The shape of each element is looked at, not the version that the file announces.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

from attrs import define, field

from certdomain.errors import BadInput, Problem
from certdomain.intake.strict_json import escaped, shown
from certdomain.registry.fiche import (
    ROUTES,
    Abbreviation,
    Correspondence,
    RegistryBloc,
    RegistryCertifier,
    RegistryFiche,
    RegistryRoute,
)
from certdomain.registry.values import NUMBER, Notes, block, tidy

CHUNK: Final = 1 << 16
MAX_FICHE: Final = 16_000_000
"""The most characters that one fiche may hold."""
MAX_DEPTH: Final = 32
KNOWN_VERSION: Final = re.compile(r"(?:V)?[234](?:[._]\d+)*")

_LEFT_ASIDE: Final = frozenset(
    {
        "ACCESSIBLE_NOUVELLE_CALEDONIE",
        "ACCESSIBLE_POLYNESIE_FRANCAISE",
        "ACTIVITES_VISEES",
        "ANNEES_PROMOTIONS_NIVEAU",
        "CAPACITES_ATTESTEES",
        "CCN_1",
        "CCN_2",
        "CCN_3",
        "CODES_IDCC",
        "CODES_NSF",
        "CODES_ROME",
        "DATE_DERNIER_JO",
        "DUREE_VALIDITE",
        "EXISTENCE_PARTENAIRES",
        "FORMACODE",
        "FORMACODES",
        "IDCC",
        "LIEN_URL_DESCRIPTION",
        "MODALITES_RENOUVELLEMENT",
        "NIVEAU_MAITRISE_COMPETENCES",
        "NSF",
        "OBJECTIFS_CONTEXTE",
        "PUBLICATION_DECRET_AUTRE",
        "PUBLICATION_DECRET_CREATION",
        "PUBLICATION_DECRET_GENERAL",
        "REGLEMENTATIONS_ACTIVITES",
        "ROME",
        "SECTEURS_ACTIVITE",
        "STATISTIQUES_PROMOTIONS",
        "TYPE_EMPLOI_ACCESSIBLES",
    }
)
"""Elements that are known and left aside: no regulation rests on them."""


@define(eq=False)
class Element:
    """An element with its text and children, and the line on which it begins. `read`: whether anybody asked for it."""

    tag: str
    line: int
    parts: list[str] = field(factory=list)
    children: list[Element] = field(factory=list)
    read: bool = False

    @property
    def text(self) -> str:
        """The text of the element itself, as it stands."""
        return "".join(self.parts)

    def child(self, *tags: str) -> Element | None:
        """The first child of one of those names."""
        found = next((each for each in self.children if each.tag in tags), None)
        if found is not None:
            found.read = True
        return found

    def all(self, tag: str) -> list[Element]:
        """The children of that name."""
        found = [each for each in self.children if each.tag == tag]
        for each in found:
            each.read = True
        return found

    def short(self, *tags: str) -> str:
        """The text of the first such child, tidied; empty if there is none."""
        found = self.child(*tags)
        return "" if found is None else tidy(found.text)

    def long(self, *tags: str) -> str:
        """The text of the first such child, its lines kept; empty if there is none."""
        found = self.child(*tags)
        return "" if found is None else block(found.text)


@define(eq=False)
class Stream:
    """The fiches of one XML document as they are met. `version`: what the file announces, once it was met."""

    where: str
    wanted: str | None = None
    version: str = ""
    version_line: int | None = None
    numbers: list[str] = field(factory=list)
    count: int = 0
    _done: deque[Element] = field(factory=deque, init=False)
    _open: list[Element] = field(factory=list, init=False)
    _depth: int = field(default=0, init=False)
    _skipped: bool = field(default=False, init=False)
    _size: int = field(default=0, init=False)
    _root: str = field(default="", init=False)
    _parser: expat.XMLParserType = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype

    def elements(self, file: BinaryIO) -> Iterator[Element]:
        """Every fiche as an element; with `wanted`, that one only, after which nothing more is read.

        Raises:
            BadInput: for what is no XML export, with the line.
        """
        before = 0
        while True:
            data = file.read(CHUNK)
            try:
                self._parser.Parse(data, not data)
            except expat.ExpatError as error:
                yield from self._taken()
                raise self._broken(error, data, before) from None
            yield from self._taken()
            if not data:
                return
            before += len(data)

    def _taken(self) -> Iterator[Element]:
        while self._done:
            yield self._done.popleft()

    def _broken(self, error: expat.ExpatError, data: bytes, before: int) -> BadInput:
        what = expat.ErrorString(error.code) or "not well-formed"
        at = self._parser.ErrorByteIndex - before
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN] and 0 <= at < len(data):
            byte = data[at]
            if byte >= 0x80:
                what = f"the byte 0x{byte:02X}, which is not of the encoding that the file declares (UTF-8 by default)"
        place = f" in or after fiche {self.numbers[-1]}" if self.numbers else ""
        expected = "a complete and well-formed XML export in the encoding that it declares: download it again"
        return self._refusal(error.lineno, f"{what}{place}", expected)

    def _refusal(self, line: int, found: str, expected: str) -> BadInput:
        return BadInput([Problem(where=self.where, line=line, found=found, expected=expected)])

    def _doctype(self, name: str, *_: object) -> None:
        raise self._refusal(
            self._parser.CurrentLineNumber,
            f"a document type declaration ({shown(name)})",
            "an export of the national register, which has none; it is refused because it could expand without end",
        )

    def _start(self, name: str, _: object) -> None:
        tag = name.rpartition(" ")[2]
        line = self._parser.CurrentLineNumber
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._refusal(line, f"elements {self._depth} deep", f"at most {MAX_DEPTH}")
        if self._depth == 1:
            self._root = tag
            if tag not in ("FICHES", "FICHE"):
                expected = "FICHES: the XML export of the national register (RNCP or RS)"
                raise self._refusal(line, f"the root element {shown(tag)}", expected)
        if self._skipped:
            return
        if self._open:
            made = Element(tag, line)
            self._open[-1].children.append(made)
            self._open.append(made)
        elif tag in ("FICHE", "VERSION_FLUX"):
            self._size = 0
            self._open.append(Element(tag, line))

    def _characters(self, text: str) -> None:
        if self._skipped or not self._open:
            return
        self._size += len(text)
        if self._size > MAX_FICHE:
            line = self._open[0].line
            raise self._refusal(line, f"a fiche of more than {MAX_FICHE:,} characters", "a fiche of the register")
        self._open[-1].parts.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        self._depth -= 1
        if self._depth == (0 if self._root == "FICHE" else 1) and tag == "FICHE":
            if not self._skipped:
                self._done.append(self._open[0])
            self._skipped = False
            self._open.clear()
            self.count += 1
            return
        if self._skipped or not self._open:
            return
        done = self._open.pop()
        if tag == "VERSION_FLUX" and not self._open:
            self.version, self.version_line = tidy(done.text), done.line
        elif tag == "NUMERO_FICHE" and len(self._open) == 1:
            number = tidy(done.text)
            self._remember(number)
            # Not the one that is wanted: nothing more of it is kept.
            if self.wanted is not None and number != self.wanted:
                self._skipped = True
                self._open.clear()

    def _remember(self, number: str) -> None:
        """Keep the numbers near the wanted one, to name them if it is not there; without one, the last only."""
        if self.wanted is None:
            self.numbers[:] = [number]
        else:
            self.numbers.append(number[:16])


def fiche_of(root: Element, notes: Notes) -> RegistryFiche:
    """The fiche that an element holds; what cannot be read is noted."""
    number = root.short("NUMERO_FICHE")
    notes.number = number
    if not NUMBER.fullmatch(number):
        notes.tell("NUMERO_FICHE", number, "a number such as RNCP12345 or RS1234", root.line)
    title = root.short("INTITULE")
    if not title:
        notes.tell("INTITULE", "", "the name of the certification", root.line)
    level = root.child("NOMENCLATURE_EUROPE")
    level_code, level_line = ("", None) if level is None else _value(level, "NIVEAU")
    if level is not None:
        level.child("LIBELLE", "INTITULE")  # it repeats the level in words
    fiche = RegistryFiche(
        number=number,
        title=title,
        id=root.short("ID_FICHE"),
        abbreviation=_abbreviation(root),
        state=root.short("ETAT_FICHE"),
        active=notes.flag("ACTIF", *_value(root, "ACTIF")),
        level=notes.level("NOMENCLATURE_EUROPE/NIVEAU", level_code, level_line),
        level_code=level_code,
        kind=root.short("TYPE_ENREGISTREMENT"),
        certifiers=tuple(_certifiers(root, notes)),
        partners=sum(1 for each in root.all("PARTENAIRES") for _ in each.all("PARTENAIRE")),
        routes=tuple(_routes(root, notes)),
        blocs=tuple(_blocs(root, notes)),
        decided_on=notes.day("DATE_DECISION", *_value(root, "DATE_DECISION")),
        effective_from=notes.day("DATE_EFFET", *_value(root, "DATE_EFFET")),
        registered_until=notes.day("DATE_FIN_ENREGISTREMENT", *_value(root, "DATE_FIN_ENREGISTREMENT")),
        last_award=notes.day("DATE_LIMITE_DELIVRANCE", *_value(root, "DATE_LIMITE_DELIVRANCE")),
        published_on=notes.day("DATE_DE_PUBLICATION", *_value(root, "DATE_DE_PUBLICATION")),
        years=notes.count("DUREE_ENREGISTREMENT", *_value(root, "DUREE_ENREGISTREMENT")),
        predecessors=tuple(_others(root, "ANCIENNE", notes)),
        successors=tuple(_others(root, "NOUVELLE", notes)),
        correspondences=tuple(_correspondences(root, notes)),
        partial_validation=notes.flag("VALIDATION_PARTIELLE", *_value(root, "VALIDATION_PARTIELLE")),
        partial_validation_scope=root.long("VALIDATION_PARTIELLE_PERIMETRE"),
        entry_prerequisites=root.long("PREREQUIS_ENTREE_FORMATION"),
        validation_prerequisites=root.long("PREREQUIS_VALIDATION_CERTIFICATION"),
    )
    _unread(root, "", notes)
    notes.found.sort(key=lambda problem: problem.line or 0)
    return fiche


def _unread(element: Element, path: str, notes: Notes) -> None:
    """Tell of elements that nobody asked for, and of a second one where only one is read."""
    for each in element.children:
        if each.tag in _LEFT_ASIDE:
            continue
        name = f"{path}{escaped(each.tag)}"
        if each.read and each.tag != "PARTENAIRE":
            _unread(each, f"{name}/", notes)
        elif not each.read:
            twice = any(other.read and other.tag == each.tag for other in element.children)
            expected = (
                "this element once; the first is read" if twice else "an element of the export of version 2 to 4.1"
            )
            text = tidy(each.text) or f"<{each.tag}>"
            notes.tell(name, text, f"{expected}: its content is left aside", each.line)


def _value(parent: Element, tag: str) -> tuple[str, int | None]:
    found = parent.child(tag)
    return ("", None) if found is None else (tidy(found.text), found.line)


def _abbreviation(root: Element) -> Abbreviation | None:
    """`CODE` and `LIBELLE`; where `LIBELLE` stands with `INTITULE`, the former is the code, as in the CSV."""
    found = root.child("ABREGE")
    if found is None:
        return None
    code, label, title = found.short("CODE"), found.short("LIBELLE"), found.short("INTITULE")
    if not code and title:
        code, label = label, title
    return Abbreviation(code=code, label=label or title) if code or label else None


def _certifiers(root: Element, notes: Notes) -> Iterator[RegistryCertifier]:
    for each in [one for group in root.all("CERTIFICATEURS") for one in group.all("CERTIFICATEUR")]:
        name = each.short("NOM_CERTIFICATEUR")
        each.child("DATE_DERNIERE_MODIFICATION_ETAT")
        each.child("SITE_INTERNET")
        if not name:
            notes.tell("CERTIFICATEUR/NOM_CERTIFICATEUR", "", "the name of the certifier", each.line)
            name = each.short("NOM_COMMERCIAL")
        yield RegistryCertifier(
            name=name,
            siret=each.short("SIRET_CERTIFICATEUR"),
            active=notes.flag("CERTIFICATEUR/ETAT_CERTIFICATEUR", *_value(each, "ETAT_CERTIFICATEUR")),
            trade_name=each.short("NOM_COMMERCIAL"),
        )


def _routes(root: Element, notes: Notes) -> Iterator[RegistryRoute]:
    """Version 4.1 says `ACTIF` and `COMPOSITION` inside; versions 2 and 3 say Oui or Non."""
    for code, route, _ in ROUTES:
        found = root.child(f"SI_JURY_{code}")
        if found is None:
            continue
        inner = found.child("ACTIF")
        found.child("DATE_DERNIERE_MODIFICATION")
        said = found if inner is None else inner
        opened = notes.flag(f"SI_JURY_{code}", tidy(said.text), said.line)
        jury = found.long("COMPOSITION")
        if opened is not None or jury:
            yield RegistryRoute(code=code, route=route, open=opened, jury=jury)


def _blocs(root: Element, notes: Notes) -> Iterator[RegistryBloc]:
    seen: set[str] = set()
    for each in [one for group in root.all("BLOCS_COMPETENCES") for one in group.all("BLOC_COMPETENCES")]:
        code = each.short("CODE")
        bloc = RegistryBloc(
            code=code,
            label=each.short("LIBELLE"),
            competences=each.long("LISTE_COMPETENCES"),
            assessment=each.long("MODALITES_EVALUATION"),
            entry_prerequisites=each.long("PREREQUIS_ENTREE_FORMATION_BLOC"),
            validation_prerequisites=each.long("PREREQUIS_VALIDATION_BLOC"),
        )
        if notes.bloc("BLOC_COMPETENCES/CODE", code, seen, each.line):
            yield bloc


def _others(root: Element, kind: str, notes: Notes) -> Iterator[str]:
    """Predecessors or successors: in a list (4.1) or repeated in the fiche (2, 3), the number within or bare."""
    single, inner = f"{kind}_CERTIFICATION", f"ID_FICHE_{kind}_CERTIFICATION"
    wrapped = [one for group in root.all(f"{kind}S_CERTIFICATIONS") for one in group.all(single)]
    for each in [*wrapped, *root.all(single)]:
        within = each.child(inner, "ID_FICHE", "NUMERO_FICHE")
        said = each if within is None else within
        if number := notes.other(single, tidy(said.text), said.line):
            yield number


def _correspondences(root: Element, notes: Notes) -> Iterator[Correspondence]:
    for each in [one for group in root.all("CORRESPONDANCES") for one in group.all("CORRESPONDANCE")]:
        own, other = each.child("SOURCE"), each.child("DESTINATION")
        fiche = "" if other is None else other.short("NUMERO_FICHE")
        ours, theirs = _codes(own), _codes(other)
        if not (ours and theirs and fiche):
            expected = "blocs of this fiche (SOURCE), a fiche and its blocs (DESTINATION); it is left out"
            held = f"{', '.join(ours) or 'none'} = {fiche or 'no fiche'}: {', '.join(theirs) or 'none'}"
            notes.tell("CORRESPONDANCES/CORRESPONDANCE", held, expected, each.line)
        else:
            yield Correspondence(own=ours, fiche=fiche, theirs=theirs)


def _codes(side: Element | None) -> tuple[str, ...]:
    if side is None:
        return ()
    return tuple(code for bloc in side.all("BLOC_COMPETENCES") if (code := bloc.short("CODE")))

"""The CSV export: a zip of ten files, of which four tell what a fiche is; read row by row, for one fiche.

The export has no last day of delivery, no text of a jury or a bloc and no correspondence: the XML has.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from io import BufferedReader, TextIOWrapper
from typing import Final
from zipfile import ZipFile, ZipInfo

from attrs import evolve

from certdomain.errors import BadInput, Problem
from certdomain.intake.strict_json import escaped, shown
from certdomain.registry.fiche import (
    ROUTES,
    Abbreviation,
    RegistryBloc,
    RegistryCertifier,
    RegistryFiche,
    RegistryRoute,
)
from certdomain.registry.guard import Guarded
from certdomain.registry.values import NUMBER, Notes, tidy

KEY: Final = "Numero_Fiche"
STANDARD: Final = "Standard"
TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    STANDARD: (
        KEY,
        "Id_Fiche",
        "Intitule",
        "Abrege_Libelle",
        "Abrege_Intitule",
        "Nomenclature_Europe_Niveau",
        "Date_Decision",
        "Date_Fin_Enregistrement",
        "Date_Effet",
        "Type_Enregistrement",
        "Validation_Partielle",
        "Actif",
    ),
    "Blocs_De_Compétences": (KEY, "Bloc_Competences_Code", "Bloc_Competences_Libelle"),
    "Certificateurs": (KEY, "Siret_Certificateur", "Nom_Certificateur"),
    "VoixdAccès": (KEY, "Si_Jury"),
    "Ancienne_Nouvelle_Certification": (KEY, "Ancienne_Certification", "Nouvelle_Certification"),
    "Partenaires": (KEY, "Nom_Partenaire", "Siret_Partenaire", "Habilitation_Partenaire"),
}
"""The files that are read, by the word in their name, and the columns that each must have."""

_ASIDE: Final = ("CCN", "Formacode", "Nsf", "Rome")

Row = Mapping[str, str]
ODD: Final = ""
"""Under this name stands how many cells a row has that has not one for each column."""


class Export:
    """An export as it lies in an open zip. `tables` holds each file that was found, with its columns."""

    def __init__(self, archive: ZipFile, where: str) -> None:
        self._archive = archive
        self._where = where
        self.problems: list[Problem] = []
        self.tables = self._found()

    def _found(self) -> dict[str, ZipInfo]:
        """Files by what they are, told by their columns: names with accents are mangled by some programs."""
        found: dict[str, ZipInfo] = {}
        for info in self._archive.infolist():
            if info.is_dir() or not info.filename.lower().endswith(".csv"):
                continue
            place = f"{self._where}:{escaped(info.filename)}"
            columns = next(self._raw(info), (0, []))[1]
            table = _named(info.filename) or _shaped(columns)
            if table is None:
                if not any(f"_{each.lower()}_" in info.filename.lower() for each in _ASIDE):
                    expected = f"one of the files {', '.join((*TABLES, *_ASIDE))}; it is left aside"
                    self.problems.append(Problem(where=place, found="a file of another name", expected=expected))
            elif missing := [name for name in TABLES[table] if name not in columns]:
                expected = (
                    f"the columns {', '.join(missing)} in the file {table}, separated by semicolons; it is left aside"
                )
                self.problems.append(Problem(where=place, line=1, found=shown(";".join(columns)), expected=expected))
            elif table in found:
                expected = f"one file {table}; the first is read"
                self.problems.append(Problem(where=place, found="a second one", expected=expected))
            else:
                found[table] = info
        return found

    def missing(self) -> Iterator[Problem]:
        """Files of the export that are not there."""
        for name in TABLES:
            if name not in self.tables:
                yield Problem(where=self._where, found="no such file", expected=f"the file {name} of the export")

    def rows(self, table: str) -> Iterator[tuple[int, Row]]:
        """The rows of a table, each with the line on which it ends."""
        info = self.tables.get(table)
        if info is None:
            return
        raw = self._raw(info)
        columns = next(raw, (0, []))[1]
        for line, values in raw:
            if values:
                row = dict(zip(columns, values, strict=False))
                yield line, row if len(values) == len(columns) else {**row, ODD: f"{len(values)} cells"}

    def place(self, table: str) -> str:
        """The name of the file that holds a table."""
        return f"{self._where}:{escaped(self.tables[table].filename)}" if table in self.tables else self._where

    def _raw(self, info: ZipInfo) -> Iterator[tuple[int, list[str]]]:
        place = f"{self._where}:{escaped(info.filename)}"
        with self._archive.open(info) as stream:
            guarded = BufferedReader(Guarded(stream, info.compress_size, place))
            text = TextIOWrapper(guarded, encoding="utf-8-sig", newline="")
            reader = csv.reader(text, delimiter=";", strict=True)
            try:
                for row in reader:
                    yield reader.line_num, [tidy(cell) for cell in row]
            except UnicodeDecodeError as error:
                found = f"byte 0x{error.object[error.start]:02X}, which is not UTF-8"
                raise BadInput(
                    [Problem(where=place, line=reader.line_num + 1, found=found, expected="a CSV file in UTF-8")]
                ) from None
            except csv.Error as error:
                raise BadInput(
                    [
                        Problem(
                            where=place,
                            line=reader.line_num,
                            found=str(error),
                            expected="quoted cells separated by semicolons",
                        )
                    ]
                ) from None


def _named(filename: str) -> str | None:
    """The table whose name the file name holds, as far as its first letter with an accent."""
    name = unicodedata.normalize("NFC", filename).lower()
    return next((table for table in TABLES if f"_{_plain_start(table).lower()}" in name), None)


def _plain_start(name: str) -> str:
    cut = next((at for at, letter in enumerate(name) if not letter.isascii()), None)
    return f"{name}_" if cut is None else name[:cut]


def _shaped(columns: list[str]) -> str | None:
    return next((table for table, needed in TABLES.items() if set(needed) <= set(columns)), None)


def fiche_of(export: Export, number: str, notes: Notes) -> tuple[RegistryFiche | None, list[str]]:
    """The fiche of that number, or None and the numbers that are there; what cannot be read is noted."""
    numbers: list[str] = []
    found: tuple[int, Row] | None = None
    for line, row in export.rows(STANDARD):
        if row.get(KEY) == number:
            found = line, row
            break
        numbers.append(row.get(KEY, "")[:16])
    if found is None:
        return None, numbers
    line, row = found
    notes.number, notes.where = number, export.place(STANDARD)

    _odd(row, notes, line)

    def cell(name: str) -> str:
        return row.get(name, "")

    if not NUMBER.fullmatch(number):
        notes.tell(KEY, number, "a number such as RNCP12345 or RS1234", line)
    if not cell("Intitule"):
        notes.tell("Intitule", "", "the name of the certification", line)
    code, label = cell("Abrege_Libelle"), cell("Abrege_Intitule")
    level = cell("Nomenclature_Europe_Niveau")
    standard = RegistryFiche(
        number=number,
        title=cell("Intitule"),
        id=cell("Id_Fiche"),
        abbreviation=Abbreviation(code=code, label=label) if code or label else None,
        active=notes.flag("Actif", cell("Actif"), line),
        level=notes.level("Nomenclature_Europe_Niveau", level, line),
        level_code=level,
        kind=cell("Type_Enregistrement"),
        decided_on=notes.day("Date_Decision", cell("Date_Decision"), line),
        effective_from=notes.day("Date_Effet", cell("Date_Effet"), line),
        registered_until=notes.day("Date_Fin_Enregistrement", cell("Date_Fin_Enregistrement"), line),
        partial_validation=notes.flag("Validation_Partielle", cell("Validation_Partielle"), line),
    )
    return evolve(
        standard,
        certifiers=tuple(_certifiers(export, number, notes)),
        routes=tuple(_routes(export, number, notes)),
        blocs=tuple(_blocs(export, number, notes)),
        partners=sum(1 for _ in _of(export, "Partenaires", number, notes)),
        predecessors=tuple(_others(export, number, "Ancienne_Certification", notes)),
        successors=tuple(_others(export, number, "Nouvelle_Certification", notes)),
    ), []


def _of(export: Export, table: str, number: str, notes: Notes) -> Iterator[tuple[int, Row]]:
    notes.where = export.place(table)
    for line, row in export.rows(table):
        if row.get(KEY) == number:
            _odd(row, notes, line)
            yield line, row


def _odd(row: Row, notes: Notes, line: int) -> None:
    if ODD in row:
        notes.tell("row", row[ODD], "one cell for each column; what is there is read", line)


def _certifiers(export: Export, number: str, notes: Notes) -> Iterator[RegistryCertifier]:
    for line, row in _of(export, "Certificateurs", number, notes):
        name = row.get("Nom_Certificateur", "")
        if not name:
            notes.tell("Nom_Certificateur", "", "the name of the certifier", line)
        yield RegistryCertifier(name=name, siret=row.get("Siret_Certificateur", ""))


def _routes(export: Export, number: str, notes: Notes) -> Iterator[RegistryRoute]:
    """The routes that are open; one that is not listed is not open."""
    open_ = set()
    for line, row in _of(export, "VoixdAccès", number, notes):
        label = row.get("Si_Jury", "").replace("’", "'")
        code = next((code for code, _, known in ROUTES if known.lower() == label.lower()), None)
        if code is None:
            notes.tell("Si_Jury", label, f"one of the routes: {'; '.join(known for _, _, known in ROUTES)}", line)
        else:
            open_.add(code)
    if "VoixdAccès" in export.tables:
        yield from (RegistryRoute(code=code, route=route, open=code in open_) for code, route, _ in ROUTES if open_)


def _blocs(export: Export, number: str, notes: Notes) -> Iterator[RegistryBloc]:
    """The blocs in the order of their codes: the rows come in none."""
    seen: set[str] = set()
    found = []
    for line, row in _of(export, "Blocs_De_Compétences", number, notes):
        code = row.get("Bloc_Competences_Code", "")
        if notes.bloc("Bloc_Competences_Code", code, seen, line):
            found.append(RegistryBloc(code=code, label=row.get("Bloc_Competences_Libelle", "")))
    return iter(sorted(found, key=lambda bloc: bloc.code))


def _others(export: Export, number: str, column: str, notes: Notes) -> Iterator[str]:
    for line, row in _of(export, "Ancienne_Nouvelle_Certification", number, notes):
        if other := notes.other(column, row.get(column, ""), line):
            yield other

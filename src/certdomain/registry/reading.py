"""Opening an export of the national register, whatever its form, and finding a fiche in it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from hashlib import sha256
from heapq import nlargest
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, cast

from certdomain.errors import BadInput, Problem
from certdomain.intake.strict_json import escaped, shown, unreadable
from certdomain.registry import csv_export, xml_export
from certdomain.registry.fiche import FicheRead, FicheSource
from certdomain.registry.guard import Guarded
from certdomain.registry.values import NUMBER, Notes

EXPECTED: Final = (
    "an export of the national register: the XML file, a zip that holds it, or the zip of CSV files (data.gouv.fr)"
)
MAX_FILES: Final = 1_000
_NEAR: Final = 3


def read_fiche(path: Path, number: str) -> FicheRead:
    """Read the fiche of that number from an export. No other fiche is kept in memory.

    Raises:
        BadInput: for a number that is none, a file that is no export or is damaged before the fiche is met, and a
            fiche that is not there (the nearest numbers are named).
    """
    where = escaped(str(path), 400)
    if not NUMBER.fullmatch(number):
        expected = "the number of a fiche, such as RNCP12345 or RS1234"
        raise BadInput([Problem(where="command line", field="NUMBER", found=shown(number), expected=expected)])
    with _opened(path) as file:
        if _is_zip(file):
            return _from_zip(path, file, where, number)
        return _from_xml(path, file, where, number)


def fiches(path: Path) -> Iterator[FicheRead]:
    """Every fiche of an XML export, one at a time.

    Raises:
        BadInput: for what is no XML export, with the line, when it is met.
    """
    where = escaped(str(path), 400)
    sha = _sha256(path)
    with _opened(path) as file, _xml_in(file, where) as (stream, place):
        parsed = xml_export.Stream(place)
        for element in parsed.elements(stream):
            yield _read(path.name, sha, parsed, element, place)


def _from_zip(path: Path, file: BinaryIO, where: str, number: str) -> FicheRead:
    with _archive(file, where) as archive:
        members = _members(archive, where)
        if any(info.filename.lower().endswith(".csv") for info in members):
            export = csv_export.Export(archive, where)
            notes = Notes(where)
            if csv_export.STANDARD not in export.tables:
                raise BadInput([*export.problems, *export.missing()])
            fiche, numbers = csv_export.fiche_of(export, number, notes)
            if fiche is None:
                raise _absent(where, number, numbers)
            unread = (*export.problems, *export.missing(), *notes.found)
            source = FicheSource(file=path.name, sha256=_sha256(path), form="CSV")
            return FicheRead(fiche=fiche, unread=unread, source=source)
    return _from_xml(path, file, where, number)


def _from_xml(path: Path, file: BinaryIO, where: str, number: str) -> FicheRead:
    with _xml_in(file, where) as (stream, place):
        parsed = xml_export.Stream(place, wanted=number)
        for element in parsed.elements(stream):
            if element.short("NUMERO_FICHE") == number:
                return _read(path.name, _sha256(path), parsed, element, place)
        raise _absent(place, number, parsed.numbers)


def _read(name: str, sha: str, parsed: xml_export.Stream, element: xml_export.Element, place: str) -> FicheRead:
    notes = Notes(place)
    fiche = xml_export.fiche_of(element, notes)
    if parsed.version and not xml_export.KNOWN_VERSION.fullmatch(parsed.version):
        expected = "version 2, 3 or 4.1; what is known of these is read"
        problem = Problem(
            where=place, line=parsed.version_line, field="VERSION_FLUX", found=shown(parsed.version), expected=expected
        )
        notes.found.insert(0, problem)
    form = f"XML {parsed.version}".strip()
    return FicheRead(
        fiche=fiche, unread=tuple(notes.found), source=FicheSource(file=name, sha256=sha, form=escaped(form))
    )


def _absent(where: str, number: str, numbers: Iterable[str]) -> BadInput:
    known = set(numbers)
    if not known:
        return BadInput([Problem(where=where, found="no fiche at all", expected=EXPECTED)])

    def likeness(other: str) -> tuple[float, str]:
        return SequenceMatcher(None, number, other).ratio(), other

    near = ", ".join(nlargest(_NEAR, known, key=likeness))
    found = f"no fiche {number} among {len(known):,}"
    return BadInput(
        [Problem(where=where, found=found, expected=f"the number of a fiche of this export, such as {near}")]
    )


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    with file:
        try:
            yield file
        except OSError as error:
            raise unreadable(path, error) from None


@contextmanager
def _archive(file: BinaryIO, where: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, BadInput):
            raise
        found = f"a zip that cannot be unpacked ({escaped(str(error))})"
        raise BadInput([Problem(where=where, found=found, expected=f"{EXPECTED}: download it again")]) from None


def _members(archive: zipfile.ZipFile, where: str) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_FILES:
        found = f"a zip of {len(members):,} files"
        raise BadInput([Problem(where=where, found=found, expected=EXPECTED)])
    return members


@contextmanager
def _xml_in(file: BinaryIO, where: str) -> Iterator[tuple[BinaryIO, str]]:
    """The XML document of a file: the file itself, or the one of a zip."""
    if not _is_zip(file):
        head = file.read(512)
        file.seek(0)
        if b"<" not in head.replace(b"\0", b""):
            found = "an empty file" if not head else f"a file that begins with {shown(head[:12].decode('latin-1'))}"
            raise BadInput([Problem(where=where, line=1, found=found, expected=EXPECTED)])
        yield file, where
        return
    with _archive(file, where) as archive:
        documents = [info for info in _members(archive, where) if info.filename.lower().endswith(".xml")]
        if len(documents) != 1:
            names = ", ".join(escaped(info.filename) for info in archive.infolist()[:10]) or "nothing"
            problem = Problem(where=where, found=f"a zip with {len(documents)} XML files ({names})", expected=EXPECTED)
            raise BadInput([problem])
        place = f"{where}:{escaped(documents[0].filename)}"
        with archive.open(documents[0]) as stream:
            guarded = BufferedReader(Guarded(stream, documents[0].compress_size, place), xml_export.CHUNK)
            yield cast("BinaryIO", guarded), place


def _is_zip(file: BinaryIO) -> bool:
    head = file.read(4)
    file.seek(0)
    return head in (b"PK\x03\x04", b"PK\x05\x06")


def _sha256(path: Path) -> str:
    digest = sha256()
    with _opened(path) as file:
        while data := file.read(xml_export.CHUNK):
            digest.update(data)
    return digest.hexdigest()

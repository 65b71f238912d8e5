"""The open data of the national register: what is read, what is told, what is refused, and in how much memory."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certdomain.errors import BadInput, Problem
from certdomain.registry import (
    Abbreviation,
    Correspondence,
    FicheRead,
    RegistryBloc,
    RegistryCertifier,
    RegistryFiche,
    RegistryRoute,
    fiches,
    read_fiche,
)
from certdomain.registry.fiche import ROUTES
from certdomain.registry.guard import Guarded
from certdomain.vocabulary import Route

DATA = Path(__file__).parent / "data" / "rncp"
CSV = DATA / "export-fiches-csv-2024-02-22.zip"
V4 = DATA / "fiches-v4-1.xml"
V3 = DATA / "fiches-v3.xml"


def refusal(path: Path, number: str = "RNCP1") -> str:
    with pytest.raises(BadInput) as caught:
        read_fiche(path, number)
    return str(caught.value)


def written(tmp_path: Path, text: str | bytes, name: str = "export.xml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(read: FicheRead) -> dict[str, tuple[str, int | None]]:
    return {(problem.field or "").partition(" ")[2]: (problem.found, problem.line) for problem in read.unread}


class TestXml:
    def test_version_4_1(self) -> None:
        read = read_fiche(V4, "RNCP90001")
        fiche = read.fiche
        assert read.unread == ()
        assert (read.source.form, read.source.file) == ("XML 4.1", "fiches-v4-1.xml")
        assert read.source.sha256 == sha256(V4.read_bytes()).hexdigest()
        assert fiche.title.startswith("Conduite de navettes fluviales")
        assert fiche.abbreviation == Abbreviation(code="TP", label="Titre professionnel")
        assert (fiche.level, fiche.level_code, fiche.active, fiche.state) == (5, "NIV5", True, "Publiée")
        assert [(each.name, each.active) for each in fiche.certifiers] == [
            ("ECOLE DU FLEUVE", True),
            ("OFFICE DES CANAUX", False),
        ]
        assert fiche.partners == 2
        assert {each.route: each.open for each in fiche.routes} == {
            Route.STUDENT: True,
            Route.APPRENTICESHIP: True,
            Route.CONTINUING: True,
            Route.PROFESSIONALISATION: False,
            Route.INDIVIDUAL: False,
            Route.VAE: True,
        }
        assert fiche.routes[0].jury.splitlines()[1] == "Au moins la moitié des membres est extérieure à l'école."
        assert [bloc.code for bloc in fiche.blocs] == [f"RNCP90001BC0{n}" for n in (1, 2, 3, 4)]
        assert fiche.blocs[2].validation_prerequisites == "Avoir validé le premier bloc."
        assert fiche.options == ("A", "B")
        assert [(bloc.options, bloc.chosen) for bloc in fiche.blocs] == [
            ((), False),
            (("A",), False),
            (("B",), False),
            ((), True),
        ]
        assert (fiche.effective_from, fiche.registered_until, fiche.last_award, fiche.years) == (
            date(2025, 9, 1),
            date(2028, 8, 31),
            date(2031, 8, 31),
            3,
        )
        assert (fiche.predecessors, fiche.successors) == (("RNCP80001", "RNCP80002"), ("RNCP90003",))
        assert fiche.correspondences == (
            Correspondence(own=("RNCP90001BC01",), fiche="RNCP80001", theirs=("RNCP80001BC01", "RNCP80001BC02")),
        )
        assert fiche.partial_validation is True

    def test_bullets_stay_as_they_were_written(self) -> None:
        """Competences are quoted, never told apart."""
        bloc = read_fiche(V4, "RNCP90001").fiche.blocs[0]
        assert bloc.competences == "* Lire la carte du fleuve   * Contrôler la coque     o la ligne de flottaison"

    def test_version_3(self) -> None:
        """Routes are a bare yes or no, other fiches are not wrapped, labels are called INTITULE."""
        read = read_fiche(V3, "RNCP80001")
        fiche = read.fiche
        assert read.unread == ()
        assert read.source.form == "XML 3.0"
        assert [each.route for each in fiche.routes if each.open] == [Route.STUDENT, Route.CONTINUING, Route.VAE]
        assert fiche.predecessors == ("RNCP70001", "RNCP70002")
        assert fiche.successors == ("RNCP90001",)
        assert fiche.abbreviation == Abbreviation(code="TP", label="Titre professionnel")
        assert fiche.certifiers[0].siret == "00000000000001"
        assert (fiche.level, fiche.starts, fiche.last_award) == (4, date(2019, 2, 20), None)

    def test_a_fiche_of_the_specific_register_has_no_blocs(self) -> None:
        read = read_fiche(V4, "RS9010")
        assert read.unread == ()
        assert (read.fiche.blocs, read.fiche.level, read.fiche.level_code) == ((), None, "")

    def test_what_cannot_be_read_is_told_with_its_line_and_the_rest_is_read(self) -> None:
        read = read_fiche(V4, "RNCP90009")
        lines = V4.read_text().splitlines()
        notes = told(read)
        assert set(notes) == {
            "CERTIFICATEUR/NOM_CERTIFICATEUR",
            "SI_JURY_FI",
            "DATE_FIN_ENREGISTREMENT",
            "DATE_EFFET",
            "DUREE_ENREGISTREMENT",
            "BLOC_COMPETENCES/CODE",
            "ANCIENNE_CERTIFICATION",
            "CORRESPONDANCES/CORRESPONDANCE",
            "COULEUR_DU_BATEAU",
            "ACTIF",
        }
        for name in ("DATE_EFFET", "SI_JURY_FI", "COULEUR_DU_BATEAU"):
            found, line = notes[name]
            assert line is not None
            assert found.strip("'") in lines[line - 1]
        codes = [problem.found for problem in read.unread if (problem.field or "").endswith("/CODE")]
        assert codes == ["'01'", "'01'", "'RNCP90001BC02'", "''"]
        assert [bloc.code for bloc in read.fiche.blocs] == ["01", "RNCP90001BC02", ""]
        assert (read.fiche.level_code, read.fiche.level, read.fiche.active) == ("REPRISE", None, True)
        assert read.fiche.registered_until is None

    def test_a_version_that_is_not_known_is_told_and_read(self, tmp_path: Path) -> None:
        path = written(tmp_path, V4.read_text().replace("<VERSION_FLUX>4.1", "<VERSION_FLUX>9.0"))
        read = read_fiche(path, "RNCP90001")
        assert [(problem.field, problem.found, problem.line) for problem in read.unread] == [
            ("VERSION_FLUX", "'9.0'", 3)
        ]
        assert read.fiche == read_fiche(V4, "RNCP90001").fiche

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
    def test_every_encoding_that_the_file_declares_is_read(self, tmp_path: Path, encoding: str) -> None:
        text = V3.read_text().replace('"UTF-8"', f'"{"UTF-8" if encoding == "utf-8-sig" else encoding}"')
        path = written(tmp_path, text.encode(encoding))
        assert read_fiche(path, "RNCP80001").fiche == read_fiche(V3, "RNCP80001").fiche

    def test_a_lone_fiche_and_a_namespace_are_read(self, tmp_path: Path) -> None:
        path = written(
            tmp_path, '<FICHE xmlns="urn:x"><NUMERO_FICHE>RNCP1</NUMERO_FICHE><INTITULE>T</INTITULE></FICHE>'
        )
        assert read_fiche(path, "RNCP1").fiche == RegistryFiche(number="RNCP1", title="T")

    def test_all_fiches_come_one_after_the_other(self) -> None:
        assert [read.fiche.number for read in fiches(V4)] == ["RNCP90001", "RNCP90009", "RS9010"]

    def test_the_hash_is_of_the_content_and_of_all_of_it(self, tmp_path: Path) -> None:
        """The same in a zip and under another name; another as soon as anything differs."""
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(V4, "export_fiches_RNCP_V4_1_2026-09-29.xml")
        packed, plain = read_fiche(path, "RNCP90001"), read_fiche(V4, "RNCP90001").fiche
        assert packed.fiche.content_hash == plain.content_hash
        assert packed.source.sha256 == sha256(path.read_bytes()).hexdigest()
        text = V4.read_text().replace(
            "Deux professionnels, dont l'un préside", "Trois professionnels, dont l'un préside"
        )
        assert read_fiche(written(tmp_path, text), "RNCP90001").fiche.content_hash != plain.content_hash
        assert attrs.evolve(plain, years=4).content_hash != plain.content_hash


class TestRefused:
    def test_a_fiche_that_is_not_there_names_the_nearest(self) -> None:
        message = refusal(V4, "RNCP90002")
        assert "no fiche RNCP90002 among 3" in message
        assert "RNCP90001" in message

    @pytest.mark.parametrize("number", ["", "90001", "RNCP", "rncp90001", "RNCP90001 ", "RNCP９", "RNCP90001BC01"])
    def test_a_number_that_cannot_be_one(self, number: str) -> None:
        assert "such as RNCP12345" in refusal(V4, number)

    def test_a_truncated_file_is_told_with_its_line_and_the_last_fiche(self, tmp_path: Path) -> None:
        text = V4.read_text()
        path = written(tmp_path, text[: text.index("<COULEUR")])
        message = refusal(path, "RNCP90009")
        line = text[: text.index("<COULEUR")].count("\n") + 1
        assert f"{path}:{line}:" in message
        assert "download it again" in message
        assert read_fiche(path, "RNCP90001").fiche == read_fiche(V4, "RNCP90001").fiche

    def test_a_file_that_is_not_well_formed(self, tmp_path: Path) -> None:
        path = written(tmp_path, V4.read_text().replace("</ABREGE>", "</ABREG>"))
        assert f"{path}:15:" in refusal(path, "RNCP90001")

    def test_bytes_of_another_encoding_are_told_as_such(self, tmp_path: Path) -> None:
        path = written(tmp_path, V4.read_text().replace('encoding="UTF-8"', "").encode("latin-1"))
        assert "the byte 0xAB, which is not of the encoding" in refusal(path, "RNCP90001")

    @pytest.mark.parametrize(
        "doctype",
        [
            '<!DOCTYPE FICHES [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
            '<!DOCTYPE FICHES SYSTEM "file:///etc/passwd">',
            '<!DOCTYPE FICHES [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ],
    )
    def test_no_entity_is_ever_expanded_or_fetched(self, tmp_path: Path, doctype: str) -> None:
        path = written(
            tmp_path,
            f"<?xml version='1.0'?>\n{doctype}<FICHES><FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE></FICHE></FICHES>",
        )
        assert f"{path}:2: found a document type declaration" in refusal(path)

    def test_another_document(self, tmp_path: Path) -> None:
        assert "found the root element 'rss'" in refusal(written(tmp_path, "<rss><FICHE/></rss>"))
        assert "no fiche at all" in refusal(written(tmp_path, "<FICHES/>"))

    @pytest.mark.parametrize(
        "data", [b"", b"%PDF-1.7\n", b"PK\x03\x04 and no more", b"Numero_Fiche;Intitule\r\n", b"\0"]
    )
    def test_another_kind_of_file(self, tmp_path: Path, data: bytes) -> None:
        assert "an export of the national register" in refusal(written(tmp_path, data))

    def test_a_missing_file_and_a_folder(self, tmp_path: Path) -> None:
        assert "a readable file" in refusal(tmp_path / "none.xml")
        assert "a readable file" in refusal(tmp_path)

    def test_an_element_without_end_is_refused_before_memory_is_full(self, tmp_path: Path) -> None:
        deep = "<FICHES><FICHE>" + "<A>" * 100
        assert "32" in refusal(written(tmp_path, deep))
        long = "<FICHES><FICHE><INTITULE>" + "a" * 17_000_000
        assert "16,000,000 characters" in refusal(written(tmp_path, long))

    def test_a_bomb(self, tmp_path: Path) -> None:
        """A small zip that unpacks to far more than text does is left as soon as that is seen."""
        path = tmp_path / "bomb.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("export.xml", "w") as file:
            file.write(b"<FICHES>")
            for _ in range(80):
                file.write(b" " * 1_000_000)
            file.write(b"</FICHES>")
        assert path.stat().st_size < 100_000
        assert "64,000,000 bytes unpacked" in refusal(path)

    def test_the_limit_grows_with_what_is_packed(self, tmp_path: Path) -> None:
        path = written(tmp_path, b"x" * 10)
        with path.open("rb") as file:
            assert Guarded(file, 5_000_000, "x").read() == b"x" * 10

    def test_a_damaged_zip(self, tmp_path: Path) -> None:
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(V4, "export.xml")
        data = bytearray(path.read_bytes())
        data[200:260] = b"\xff" * 60
        path.write_bytes(data)
        assert "cannot be unpacked" in refusal(path, "RS9010")

    def test_a_zip_of_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("photo.jpg", b"")
        assert "0 XML files (photo.jpg)" in refusal(path)


class TestCsv:
    def test_the_sample_of_the_open_data(self) -> None:
        read = read_fiche(CSV, "RNCP509")
        fiche = read.fiche
        assert read.unread == ()
        assert (read.source.form, read.source.sha256) == ("CSV", sha256(CSV.read_bytes()).hexdigest())
        assert (fiche.title, fiche.level) == ("Agent vérificateur d'appareils extincteurs", 3)
        assert fiche.abbreviation == Abbreviation(code="CAP", label="Certificat d'aptitude professionnelle")
        assert (fiche.registered_until, fiche.effective_from, fiche.active) == (date(2023, 8, 31), None, False)
        assert [bloc.code for bloc in fiche.blocs] == [f"RNCP509BC0{n}" for n in range(1, 7)]
        assert fiche.certifiers[0].siret == "11004301500012", "the TAB before the number is gone"
        assert all(route.open for route in fiche.routes)
        assert fiche.successors == ("RNCP38228",)

    def test_a_fiche_without_routes_or_blocs(self) -> None:
        fiche = read_fiche(CSV, "RNCP1197").fiche
        assert (fiche.routes, fiche.blocs, fiche.certifiers) == ((), (), ())
        assert read_fiche(CSV, "RS5000").fiche.partners == 3

    def test_a_fiche_that_is_not_there(self) -> None:
        assert "no fiche RNCP508 among 9; expected the number of a fiche of this export, such as RNCP509" in refusal(
            CSV, "RNCP508"
        )

    def changed(self, tmp_path: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(CSV) as old, zipfile.ZipFile(path, "w") as new:
            for info in old.infolist():
                if (made := change(info.filename, old.read(info))) is not None:
                    new.writestr(*made)
        return path

    @pytest.mark.parametrize(
        "rename",
        [
            lambda name: name.replace("├⌐", "é").replace("├¿", "è"),
            lambda name: name.replace("├⌐", "e\u0301").replace("├¿", "e\u0300"),
            lambda name: f"{sum(name.encode())}.csv",
            str.upper,
        ],
        ids=["composed", "decomposed", "without a name", "in capitals"],
    )
    def test_files_are_known_by_name_or_by_their_columns(self, tmp_path: Path, rename: Callable[[str], str]) -> None:
        path = self.changed(tmp_path, lambda name, data: (rename(name), data))
        assert read_fiche(path, "RNCP509").fiche == read_fiche(CSV, "RNCP509").fiche

    def test_a_byte_order_mark_is_no_part_of_a_column(self, tmp_path: Path) -> None:
        path = self.changed(tmp_path, lambda name, data: (name, b"\xef\xbb\xbf" + data))
        assert read_fiche(path, "RNCP509").fiche == read_fiche(CSV, "RNCP509").fiche

    def test_a_file_that_is_missing_is_told(self, tmp_path: Path) -> None:
        path = self.changed(tmp_path, lambda name, data: None if "Blocs" in name else (name, data))
        read = read_fiche(path, "RNCP509")
        assert [problem.expected for problem in read.unread] == ["the file Blocs_De_Compétences of the export"]
        assert read.fiche.blocs == ()

    def test_without_the_standard_file_there_is_nothing(self, tmp_path: Path) -> None:
        path = self.changed(tmp_path, lambda name, data: None if "Standard" in name else (name, data))
        assert "the file Standard of the export" in refusal(path, "RNCP509")

    def test_a_column_that_is_missing_is_told(self, tmp_path: Path) -> None:
        def change(name: str, data: bytes) -> tuple[str, bytes]:
            return name, data.replace(b"Nom_Certificateur", b"Nom") if "Certificateurs" in name else data

        read = read_fiche(self.changed(tmp_path, change), "RNCP509")
        assert "the columns Nom_Certificateur in the file Certificateurs" in str(read.unread[0])
        assert read.fiche.certifiers == ()

    def test_values_that_cannot_be_read_are_told_with_file_and_line(self, tmp_path: Path) -> None:
        def change(name: str, data: bytes) -> tuple[str, bytes]:
            text = data.decode().replace('"NIV3"', '"NIVEAU 3"').replace('"31/08/2023"', '"2023"')
            text = text.replace('"RNCP509";"Par expérience"', '"RNCP509";"Par magie"').replace('"RNCP38228"', '"38228"')
            return name, text.encode()

        read = read_fiche(self.changed(tmp_path, change), "RNCP509")
        assert {name: found for name, (found, _) in told(read).items()} == {
            "Nomenclature_Europe_Niveau": "'NIVEAU 3'",
            "Date_Fin_Enregistrement": "'2023'",
            "Si_Jury": "'Par magie'",
            "Nouvelle_Certification": "'38228'",
        }
        assert all("Standard" in problem.where and problem.line == 2 for problem in read.unread[:2])

    def test_a_row_with_too_few_cells_is_told(self, tmp_path: Path) -> None:
        def change(name: str, data: bytes) -> tuple[str, bytes]:
            return name, data.replace(b';"UG3 : \xc3\x89ducation physique et sportive"', b"")

        assert told(read_fiche(self.changed(tmp_path, change), "RNCP509"))["row"] == ("'2 cells'", 3)

    def test_another_encoding_is_told_with_its_line(self, tmp_path: Path) -> None:
        path = self.changed(tmp_path, lambda name, data: (name, data.decode().encode("cp1252", "replace")))
        assert "0xE9, which is not UTF-8" in refusal(path, "RNCP509")


class TestMemory:
    def test_a_file_of_tens_of_thousands_of_fiches_is_read_in_little_memory(self, tmp_path: Path) -> None:
        """30 000 fiches, 30 MB: one is found and all are passed in far less memory than they take."""
        body = "".join(
            f"<BLOC_COMPETENCES><CODE>RNCPNNNBC0{k}</CODE><LIBELLE>Bloc</LIBELLE>"
            f"<LISTE_COMPETENCES>{'lire ' * 40}</LISTE_COMPETENCES></BLOC_COMPETENCES>"
            for k in range(3)
        )
        path = tmp_path / "export.zip"
        size = 0
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("fiches.xml", "w") as file:
            file.write(b"<FICHES>")
            for n in range(30_000):
                noise = sha256(b"%d" % n).hexdigest()  # without it the zip is refused as a bomb, rightly
                one = f"<FICHE><NUMERO_FICHE>RNCP{n}</NUMERO_FICHE><INTITULE>{noise}</INTITULE>"
                size += file.write(
                    f"{one}<BLOCS_COMPETENCES>{body.replace('NNN', str(n))}</BLOCS_COMPETENCES></FICHE>".encode()
                )
            file.write(b"</FICHES>")
        assert size > 25_000_000
        tracemalloc.start()
        read = read_fiche(path, "RNCP29999")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert read.fiche.blocs[2].code == "RNCP29999BC02"
        assert peak < 8_000_000, f"{peak:,} bytes for a file of {size:,}"
        assert sum(1 for _ in zip(range(100), fiches(path), strict=False)) == 100


# --- a fiche written is the fiche read ------------------------------------------------------------------------------

SHORT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
LONG = st.lists(SHORT, max_size=4).map("\n".join)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31))
FLAGS = st.sampled_from([None, True, False])
NUMBERS = st.from_regex(r"(RNCP|RS)[0-9]{1,6}", fullmatch=True)


@st.composite
def made_fiches(draw: st.DrawFn) -> RegistryFiche:
    number = draw(NUMBERS)
    codes = draw(st.lists(st.integers(1, 99), unique=True, max_size=5))
    blocs = tuple(
        RegistryBloc(
            code=f"{number}BC{code:02d}",
            label=draw(SHORT),
            competences=draw(LONG),
            assessment=draw(LONG),
            entry_prerequisites=draw(LONG),
            validation_prerequisites=draw(LONG),
        )
        for code in codes
    )
    level = draw(st.none() | st.integers(1, 8))
    return RegistryFiche(
        number=number,
        title=draw(SHORT),
        id=draw(st.from_regex(r"[0-9]{1,6}", fullmatch=True)),
        abbreviation=draw(st.none() | st.builds(Abbreviation, code=SHORT, label=SHORT)),
        state=draw(SHORT),
        active=draw(FLAGS),
        level=level,
        level_code="AUCUN" if level is None else f"NIV{level}",
        kind=draw(SHORT),
        certifiers=tuple(
            draw(
                st.lists(
                    st.builds(RegistryCertifier, name=SHORT, siret=SHORT, active=FLAGS, trade_name=SHORT), max_size=3
                )
            )
        ),
        partners=draw(st.integers(0, 3)),
        routes=tuple(
            RegistryRoute(code=code, route=route, open=draw(st.booleans()), jury=draw(LONG))
            for code, route, _ in ROUTES
        ),
        blocs=blocs,
        decided_on=draw(DAYS),
        effective_from=draw(DAYS),
        registered_until=draw(DAYS),
        last_award=draw(DAYS),
        published_on=draw(DAYS),
        years=draw(st.none() | st.integers(0, 999)),
        predecessors=tuple(draw(st.lists(NUMBERS, max_size=3))),
        successors=tuple(draw(st.lists(NUMBERS, max_size=3))),
        correspondences=tuple(
            Correspondence(own=(bloc.code,), fiche="RNCP7", theirs=("RNCP7BC01", "RNCP7BC02")) for bloc in blocs[:2]
        ),
        partial_validation=draw(FLAGS),
        partial_validation_scope=draw(LONG),
        entry_prerequisites=draw(LONG),
        validation_prerequisites=draw(LONG),
    )


def as_xml(fiche: RegistryFiche) -> str:
    """The fiche as version 4.1 writes it."""

    def one(tag: str, text: str) -> str:
        return f"<{tag}>{escape(text)}</{tag}>"

    def day(tag: str, value: date | None) -> str:
        return "" if value is None else one(tag, value.strftime("%d/%m/") + f"{value.year:04d}")

    def flag(tag: str, value: bool | None) -> str:
        return "" if value is None else one(tag, "Oui" if value else "Non")

    def parts() -> Iterator[str]:
        yield one("ID_FICHE", fiche.id) + one("NUMERO_FICHE", fiche.number)
        for kind, numbers in (("NOUVELLE", fiche.successors), ("ANCIENNE", fiche.predecessors)):
            inner = "".join(
                f"<{kind}_CERTIFICATION>{one(f'ID_FICHE_{kind}_CERTIFICATION', number)}</{kind}_CERTIFICATION>"
                for number in numbers
            )
            yield f"<{kind}S_CERTIFICATIONS>{inner}</{kind}S_CERTIFICATIONS>"
        yield one("INTITULE", fiche.title)
        if fiche.abbreviation is not None:
            yield f"<ABREGE>{one('CODE', fiche.abbreviation.code)}{one('LIBELLE', fiche.abbreviation.label)}</ABREGE>"
        yield one("ETAT_FICHE", fiche.state)
        yield f"<NOMENCLATURE_EUROPE>{one('NIVEAU', fiche.level_code)}<LIBELLE>x</LIBELLE></NOMENCLATURE_EUROPE>"
        yield "<CERTIFICATEURS>"
        for body in fiche.certifiers:
            yield f"<CERTIFICATEUR>{one('SIRET_CERTIFICATEUR', body.siret)}{one('NOM_CERTIFICATEUR', body.name)}"
            if body.active is not None:
                yield one("ETAT_CERTIFICATEUR", "Actif" if body.active else "Inactif")
            yield f"{one('NOM_COMMERCIAL', body.trade_name)}</CERTIFICATEUR>"
        yield "</CERTIFICATEURS><PARTENAIRES>"
        yield "<PARTENAIRE><NOM_PARTENAIRE>x</NOM_PARTENAIRE></PARTENAIRE>" * fiche.partners
        yield "</PARTENAIRES>"
        for route in fiche.routes:
            tag = f"SI_JURY_{route.code}"
            yield f"<{tag}>{flag('ACTIF', route.open)}{one('COMPOSITION', route.jury)}</{tag}>"
        yield one("PREREQUIS_ENTREE_FORMATION", fiche.entry_prerequisites)
        yield one("PREREQUIS_VALIDATION_CERTIFICATION", fiche.validation_prerequisites)
        yield flag("VALIDATION_PARTIELLE", fiche.partial_validation)
        yield one("VALIDATION_PARTIELLE_PERIMETRE", fiche.partial_validation_scope)
        yield day("DATE_DECISION", fiche.decided_on) + day("DATE_FIN_ENREGISTREMENT", fiche.registered_until)
        yield day("DATE_EFFET", fiche.effective_from)
        yield "" if fiche.years is None else one("DUREE_ENREGISTREMENT", str(fiche.years))
        yield one("TYPE_ENREGISTREMENT", fiche.kind) + "<BLOCS_COMPETENCES>"
        for bloc in fiche.blocs:
            yield "<BLOC_COMPETENCES>" + one("CODE", bloc.code) + one("LIBELLE", bloc.label)
            yield one("LISTE_COMPETENCES", bloc.competences) + one("MODALITES_EVALUATION", bloc.assessment)
            yield one("PREREQUIS_ENTREE_FORMATION_BLOC", bloc.entry_prerequisites)
            yield one("PREREQUIS_VALIDATION_BLOC", bloc.validation_prerequisites) + "</BLOC_COMPETENCES>"
        yield "</BLOCS_COMPETENCES><CORRESPONDANCES>"
        for each in fiche.correspondences:
            ours, theirs = (
                "".join(f"<BLOC_COMPETENCES>{one('CODE', code)}</BLOC_COMPETENCES>" for code in side)
                for side in (each.own, each.theirs)
            )
            yield f"<CORRESPONDANCE><SOURCE>{ours}</SOURCE><DESTINATION>{one('NUMERO_FICHE', each.fiche)}{theirs}"
            yield "</DESTINATION></CORRESPONDANCE>"
        yield "</CORRESPONDANCES>" + flag("ACTIF", fiche.active)
        yield day("DATE_DE_PUBLICATION", fiche.published_on) + day("DATE_LIMITE_DELIVRANCE", fiche.last_award)

    return f"<FICHES><VERSION_FLUX>4.1</VERSION_FLUX><FICHE>{''.join(parts())}</FICHE></FICHES>"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(fiche=made_fiches())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, fiche: RegistryFiche) -> None:
    """For any fiche: written as version 4.1 and read again, it is the same, nothing is told, and so is its hash."""
    path = tmp_path_factory.mktemp("fiche") / "export.xml"
    path.write_text(as_xml(fiche), encoding="utf-8")
    read = read_fiche(path, fiche.number)
    assert read.unread == ()
    assert read.fiche == fiche
    assert read.fiche.content_hash == fiche.content_hash


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_raises_anything_but_bad_input(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever bytes are changed or cut, the file is read or refused, with a place."""
    whole = data.draw(st.sampled_from([V4, V3, CSV])).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=8))
    path = tmp_path_factory.mktemp("damage") / "export"
    path.write_bytes(whole[:at] + noise + whole[at + data.draw(st.integers(0, 40)) :])
    problems: tuple[Problem, ...] = ()
    try:
        problems = read_fiche(path, data.draw(st.sampled_from(["RNCP90009", "RNCP80001", "RNCP509"]))).unread
    except BadInput as bad:
        problems = bad.problems
    assert all(problem.where and problem.found and problem.expected for problem in problems)

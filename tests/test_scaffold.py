"""The scaffold of a plugin: what it proposes, what it never claims, and that what it writes installs and passes."""

from __future__ import annotations

import importlib.util
import json
import os
import pty
import re
import signal
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import certdomain
from certdomain import Bloc, Effect, Referential, Regulation, Route, Unregulated
from certdomain.cli import main
from certdomain.conformance.declarations import examined
from certdomain.errors import BadInput
from certdomain.plugins import declare, installed
from certdomain.registry import RegistryBloc, read_fiche
from certdomain.scaffold import TO_WRITE_EN, TO_WRITE_FR, assembled, files, from_fiche, from_text, invented, written
from certdomain.scaffold.code import Code, literal
from certdomain.scaffold.text import passages
from tests.test_registry import CSV, V3, V4

REGULATION = """\ufeffRÈGLEMENT DE L'ÉCOLE DU PORT

Article 1. Le jury comprend au moins
deux membres. Il est présidé par un
professionnel (cf. art. L. 6113-1). Le vote est secret.

Article 2
La note requise est 10. Elle est exacte.
- un candidat absent a zéro
- un candidat excusé repasse l'épreuve

3.2 Un recours est possible ! Dans quel délai ? Un mois.
"""

FICHES = [(V4, "RNCP90001"), (V4, "RNCP90009"), (V4, "RS9010"), (V3, "RNCP80001"), (CSV, "RNCP509"), (CSV, "RNCP1197")]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def regulation(tmp_path: Path) -> Path:
    path = tmp_path / "regulation.txt"
    path.write_text(REGULATION, encoding="utf-8")
    return path


def drafted(path: Path, number: str) -> Regulation:
    fiche = from_fiche(read_fiche(path, number), "X")
    return assembled("x", number, "x", fiche.edition, None, fiche).regulation


def run_json(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, object]]:
    code = main([*args, "--json"])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    found: dict[str, object] = json.loads(out)
    return code, found


class TestCode:
    @pytest.mark.parametrize(
        "regulation",
        [
            *(declared.regulation for editions in installed().values() for declared in editions),
            *(drafted(path, number) for path, number in FICHES),
        ],
        ids=lambda regulation: regulation.certification,
    )
    def test_what_is_written_is_the_declaration(self, regulation: Regulation) -> None:
        """Every installed regulation, and every drafted one, is rebuilt from its source code."""
        code = Code()
        expression = code.expression(regulation)
        source = f"{code.imports()}made = {expression}\n"
        names: dict[str, object] = {}
        exec(source, names)  # noqa: S102  it is our own
        assert names["made"] == regulation
        assert code.names <= set(certdomain.__all__)
        assert max(map(len, source.splitlines())) <= 130

    def test_what_follows_a_value_left_out_is_named(self) -> None:
        """Beyond a default that is not written, a value is no longer at its place."""

        @frozen
        class Shape:
            first: int
            second: int = 2
            third: int = 3

        assert Code().expression(Shape(1, 2, 4)) == "Shape(1, third=4)"
        assert Code().expression(Shape(1, 5, 4)) == "Shape(1, 5, 4)"

    @given(text=st.text())
    def test_any_text_is_written_exactly(self, text: str) -> None:
        """Quotes, line ends, half a pair: whatever the text, its source means that text."""
        assert eval(literal(text)) == text  # noqa: S307
        assert eval(Code().expression(text, 2, 30)) == text  # noqa: S307

    @given(number=st.fractions(), day=st.dates())
    def test_numbers_and_days_are_exact(self, number: Fraction, day: date) -> None:
        code = Code()
        assert eval(code.expression((number, day, None, True)), {"Fraction": Fraction, "date": date}) == (  # noqa: S307
            number,
            day,
            None,
            True,
        )


class TestText:
    def test_articles_items_and_sentences_are_told_apart(self, regulation: Path) -> None:
        """Abbreviations and wrapped lines end nothing; a line may belong to several clauses."""
        read = from_text(regulation, "PORT")
        assert [(clause.where, read.quoted[clause.id]) for clause in read.clauses] == [
            ("1", "RÈGLEMENT DE L'ÉCOLE DU PORT"),
            ("3-4", "Article 1. Le jury comprend au moins deux membres."),
            ("4-5", "Il est présidé par un professionnel (cf. art. L. 6113-1)."),
            ("5", "Le vote est secret."),
            ("7-8", "Article 2 La note requise est 10."),
            ("8", "Elle est exacte."),
            ("9", "- un candidat absent a zéro"),
            ("10", "- un candidat excusé repasse l'épreuve"),
            ("12", "3.2 Un recours est possible !"),
            ("12", "Dans quel délai ?"),
            ("12", "Un mois."),
        ]
        assert [clause.id for clause in read.clauses][:2] == ["PORT-R01", "PORT-R02"]

    def test_no_clause_claims_anything(self, regulation: Path) -> None:
        for clause in from_text(regulation, "PORT").clauses:
            assert clause.effect is Effect.NONE
            assert clause.because is not None
            for words in (clause.says, clause.because):
                assert words.en.startswith(TO_WRITE_EN)
                assert words.fr.startswith(TO_WRITE_FR)

    def test_the_text_is_copied_byte_for_byte_and_numbered_beside(self, regulation: Path) -> None:
        read = from_text(regulation, "PORT")
        assert read.text.data == regulation.read_bytes()
        assert read.source.sha256 == sha256(regulation.read_bytes()).hexdigest()
        assert read.source.lines == 12
        listing = read.listing.data.decode()
        assert " 4 PORT-R03          | deux membres. Il est présidé par un\n" in listing
        assert "12 PORT-R09…PORT-R11 | 3.2 Un recours" in listing

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(
        lines=st.lists(
            st.text(st.sampled_from("Aabé1.;!? -)«»"), max_size=30)
            | st.sampled_from(["Article 1.", "a) b", "", "  ", "cf. art. 3. Le jury", "M. X. Y", "1. 2. 3."]),
            max_size=12,
        )
    )
    def test_no_word_is_lost_and_no_line_is_left_out(self, lines: list[str]) -> None:
        """Whatever the text: the passages, in order, are its words, and each is within its lines."""
        found = list(passages(lines))
        assert "".join("".join(passage.words.split()) for passage in found) == "".join("".join(lines).split())
        covered = {line for passage in found for line in range(passage.first, passage.last + 1)}
        assert {number for number, line in enumerate(lines, 1) if line.strip()} <= covered
        for passage in found:
            assert 1 <= passage.first <= passage.last <= len(lines)
            within = "".join("".join(lines[passage.first - 1 : passage.last]).split())
            assert "".join(passage.words.split()) in within
        assert [passage.first for passage in found] == sorted(passage.first for passage in found)

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"", "an empty file"),
            (b" \n\t\n", "nothing but blanks"),
            ("Règle".encode("cp1252"), "byte 0xE8 at offset 1"),
            ("Règle".encode("utf-16"), "a file saved as UTF-16"),
            (b"%PDF-1.7", "a PDF"),
            (b"PK\x03\x04", "a word processor's file is one"),
            (b"{\\rtf1", "an RTF file"),
            (b"a\rb", "a carriage return alone"),
            (b"a\0b", "a NUL character"),
            (b"a" * 4_000_001, "at most 4,000,000 bytes"),
        ],
    )
    def test_what_is_no_plain_text_is_told(self, tmp_path: Path, data: bytes, told: str) -> None:
        path = tmp_path / "text"
        path.write_bytes(data)
        with pytest.raises(BadInput, match=re.escape(told)):
            from_text(path, "X")

    @pytest.mark.parametrize(
        ("data", "lines"), [(b"a", 1), (b"a\n", 1), (b"a\n\n", 2), (b"a\r\nb", 2), (b"\xef\xbb\xbfa\nb\n", 2)]
    )
    def test_lines_are_counted_as_they_are_numbered(self, tmp_path: Path, data: bytes, lines: int) -> None:
        path = tmp_path / "text"
        path.write_bytes(data)
        read = from_text(path, "X")
        assert read.source.lines == lines
        assert max(last for clause in read.clauses for _, last in clause.lines) <= lines

    def test_what_is_declared_is_in_normal_form_and_what_is_copied_is_not_touched(self, tmp_path: Path) -> None:
        path = tmp_path / "text"
        path.write_text("Un e\u0301cole", encoding="utf-8")
        read = from_text(path, "X")
        assert "école" in read.clauses[0].says.fr
        assert b"e\xcc\x81" in read.text.data


class TestFiche:
    def test_what_the_register_says_is_declared(self) -> None:
        made = drafted(V4, "RNCP90001")
        assert (made.level, made.in_force_from, made.edition) == (5, date(2025, 9, 1), "2025-09-01")
        assert made.registration is not None
        assert made.registration.until == date(2028, 8, 31)
        assert made.last_issue is not None
        assert made.last_issue.value == date(2031, 8, 31)
        assert [(bloc.id, bloc.aliases, bloc.group) for bloc in made.referential.blocs] == [
            (f"BC0{n}", (f"RNCP90001BC0{n}",), group)
            for n, group in enumerate(("common", "option-a", "option-b", "optional"), start=1)
        ]
        assert made.name.fr.startswith("Conduite de navettes fluviales")

    def test_what_its_texts_mean_is_not(self) -> None:
        """No rule of award, jury or result: whatever is executed is a date or a route."""
        made = drafted(V4, "RNCP90001")
        assert (made.award.blocs, made.award.titles, made.award.keeps) == ((), (), ())
        assert (made.juries, made.deliberation, made.absence, made.carry) == ((), None, None, None)
        executed = [clause.says.en for clause in made.clauses if clause.effect is Effect.EXECUTED]
        assert executed == [
            "The title is registered until 31 August 2028.",
            "The title may be delivered until 31 August 2031.",
            "The title is open by 4 routes: student, apprenticeship, continuing, vae.",
        ]
        assert made.gates[0].conditions[-1] == Unregulated(), (
            "the prerequisites are not declared: the certifier is asked"
        )
        assert all(bloc.competences == () and bloc.evaluations == () for bloc in made.referential.blocs)

    @pytest.mark.parametrize(("path", "number"), FICHES)
    def test_every_clause_points_at_the_words_it_stands_on(self, path: Path, number: str) -> None:
        fiche = from_fiche(read_fiche(path, number), "X")
        lines = fiche.text.data.decode().splitlines()
        assert fiche.source.lines == len(lines)
        assert fiche.source.sha256 == sha256(fiche.text.data).hexdigest()
        for clause in fiche.clauses:
            words = [line for first, last in clause.lines for line in lines[first - 1 : last]]
            assert fiche.quoted[clause.id] == "\n".join(words)
            assert any(line.strip() for line in words)

    def test_the_texts_of_a_fiche_are_all_there(self) -> None:
        fiche = read_fiche(V4, "RNCP90001").fiche
        text = from_fiche(read_fiche(V4, "RNCP90001"), "X").text.data.decode()
        wanted = [
            *(line for route in fiche.routes for line in route.jury.splitlines()),
            *(bloc.competences for bloc in fiche.blocs),
            *(bloc.assessment for bloc in fiche.blocs),
            fiche.entry_prerequisites,
            fiche.partial_validation_scope,
            fiche.content_hash,
        ]
        assert [line for line in wanted if line not in text] == []

    @pytest.mark.parametrize(("path", "number"), FICHES)
    def test_every_draft_is_fit(self, path: Path, number: str) -> None:
        """It has a canonical form, its ids resolve, its readings can be switched, each executed clause is cited."""
        made = drafted(path, number)
        assert declare(made, "x").regulation == made
        notes = list(examined(made, "x"))
        assert [note.what for note in notes if note.fault] == []
        assert {note.check for note in notes} == {"to-be-written", "nobody-judges"}  # what is not declared yet

    def test_a_route_of_which_nothing_is_said_is_not_closed_and_that_is_told(self) -> None:
        fiche = from_fiche(read_fiche(V4, "RS9010"), "X")
        assert fiche.closed_to == ()
        assert set(fiche.open_to) == set(Route)
        assert "SI_JURY_FI, SI_JURY_CA" in " ".join(str(problem) for problem in fiche.remarks)

    def test_what_was_told_as_unreadable_is_not_told_as_missing_too(self) -> None:
        remarks = from_fiche(read_fiche(V4, "RNCP90009"), "X").remarks
        assert sum("DATE_FIN_ENREGISTREMENT" in (problem.field or "") for problem in remarks) == 1
        assert sum("DATE_LIMITE_DELIVRANCE" in (problem.field or "") for problem in remarks) == 1

    @pytest.mark.parametrize(
        ("label", "letters", "chosen"),
        [
            ("Accueillir (Option A)", ("A",), False),
            ("OPTION B : vrac", ("B",), False),
            ("Options A et B", ("A", "B"), False),
            ("Options A, B ou C", ("A", "B", "C"), False),
            ("option « A »", ("A",), False),
            ("Option Anglais", (), False),
            ("Option d'anglais", (), False),
            ("Option L'anglais", (), False),
            ("Adopter une option", (), False),
            ("Langue (facultative)", (), True),
            ("Bloc au choix", (), True),
            ("Bloc optionnel", (), True),
        ],
    )
    def test_options_are_told_from_labels(self, label: str, letters: Sequence[str], chosen: bool) -> None:
        bloc = RegistryBloc(code="1", label=label)
        assert (bloc.options, bloc.chosen) == (letters, chosen)

    def test_codes_that_are_not_usual_still_give_one_id_each(self) -> None:
        assert drafted(V4, "RNCP90009").referential == Referential(
            blocs=(
                Bloc(id="01", name="Premier bloc"),
                Bloc(id="RNCP90001BC02", name="Le code d'une autre fiche"),
                Bloc(id="bloc-3", name="Sans code"),
            )
        )


class TestCommand:
    def test_a_title_from_both(self, regulation: Path, capsys: pytest.CaptureFixture[str]) -> None:
        args = ("plugin", "new", "port", "--from-text", str(regulation), "--from-fiche", str(V4), "RNCP90001")
        code, data = run_json(capsys, *args, "--certifier", "École du port", "--edition", "2026")
        assert (code, data["title"], data["edition"], data["clauses"]) == (0, "RNCP90001", "2026", 29)
        assert data["unread"] == []
        package = Path("certdomain-port/src/certdomain_port")
        assert (package / "texts/regulation.txt").read_bytes() == regulation.read_bytes()
        assert (package / "texts/rncp90001.txt").exists()
        assert Path("certdomain-port/proof-reading/regulation.txt.numbered.txt").exists()
        assert 'Certifier(name="École du port"' in (package / "__init__.py").read_text(encoding="utf-8")

    def test_what_could_not_be_read_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, data = run_json(capsys, "plugin", "new", "a", "--from-fiche", str(V4), "RNCP90009")
        assert code == 0
        unread = data["unread"]
        assert isinstance(unread, list)
        assert {"where": f"{V4}", "line": 85, "field": "RNCP90009 DATE_EFFET", "found": "'2025-09-01'"}.items() <= next(
            each for each in unread if each["field"].endswith("EFFET")
        ).items()
        assert main(["plugin", "new", "b", "--from-fiche", str(V4), "RNCP90009"]) == 0
        out = capsys.readouterr().out
        assert "What could not be read, or is not said" in out
        assert "COULEUR_DU_BATEAU" in out

    def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        args = ("plugin", "new", "a", "--from-text", "none.txt", "--from-fiche", str(V4), "RNCP90002")
        code, data = run_json(capsys, *args)
        assert code == 2
        problems = data["problems"]
        assert isinstance(problems, list)
        assert [problem["where"] for problem in problems] == ["none.txt", str(V4)]
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("option", "value"),
        [("--title", ""), ("--title", "a b"), ("--title", 'a"b'), ("--certifier", " "), ("--edition", "\x1b[2J")],
    )
    def test_an_answer_that_cannot_be_one(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str
    ) -> None:
        assert main(["plugin", "new", "a", option, value]) == 2
        assert option in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []

    def test_without_a_terminal_a_missing_name_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["plugin", "new", "--yes"]) == 2
        assert "NAME" in capsys.readouterr().err

    def test_a_failure_leaves_nothing(self, tmp_path: Path) -> None:
        """A file that cannot be written: not even the folders made on the way stay."""
        whole = dict(files(invented("a", "A-1", "a", "1")))
        with pytest.raises(OSError, match=r"director"):
            written(tmp_path / "new" / "deep" / "certdomain-a", {**whole, "tests": b""})
        assert list(tmp_path.iterdir()) == []
        (tmp_path / "certdomain-a").mkdir()
        with pytest.raises(FileExistsError):
            written(tmp_path / "certdomain-a", whole)
        assert [path.name for path in tmp_path.iterdir()] == ["certdomain-a"]


class TestAsked:
    """On a terminal: started as a user does, answered line by line."""

    def asked(self, act: Callable[[int], None]) -> tuple[int, str]:
        screen, terminal = pty.openpty()
        command = [sys.executable, "-m", "certdomain", "plugin", "new"]
        started = subprocess.Popen(command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        os.close(terminal)
        try:
            assert started.stdout is not None
            first = started.stdout.read(1)  # the first question: the program is ready
            act(screen if act is not _interrupt else started.pid)
            out, _ = started.communicate(timeout=60)
        finally:
            os.close(screen)
        return started.returncode, (first + out).decode()

    def test_what_is_missing_is_asked_with_its_default(self) -> None:
        answers = f"port\n\n{V4}\nRNCP90001\n\nÉcole du port\n\n"
        code, out = self.asked(lambda screen: _type(screen, answers))
        assert code == 0, out
        for question in ("id of the title [RNCP90001]: ", "certifier [ECOLE DU FLEUVE]: ", "edition [2025-09-01]: "):
            assert question in out
        assert "École du port" in Path("certdomain-port/src/certdomain_port/__init__.py").read_text(encoding="utf-8")

    def test_the_end_of_the_input_leaves_nothing(self, tmp_path: Path) -> None:
        code, out = self.asked(lambda screen: _type(screen, "port\n\x04"))
        assert code == 2
        assert "nothing is written" in out
        assert list(tmp_path.iterdir()) == []

    def test_an_interruption_leaves_nothing(self, tmp_path: Path) -> None:
        code, out = self.asked(_interrupt)
        assert code == 130
        assert "nothing is written" in out
        assert list(tmp_path.iterdir()) == []


def _type(screen: int, text: str) -> None:
    os.write(screen, text.encode())


def _interrupt(pid: int) -> None:
    time.sleep(0.2)
    os.kill(pid, signal.SIGINT)


class TestInstalled:
    def test_what_is_written_installs_into_a_clean_environment_and_passes_there(
        self, tmp_path: Path, regulation: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One plugin of each kind of input, built and installed by pip: its tests, title, cases and demo."""
        plugins = {
            "invented": (),
            "text": ("--from-text", str(regulation)),
            "both": ("--from-text", str(regulation), "--from-fiche", str(V3), "RNCP80001"),
            "xml": ("--from-fiche", str(V4), "RNCP90001"),
            "csv": ("--from-fiche", str(CSV), "RNCP509"),
        }
        titles = {}
        for name, args in plugins.items():
            code, data = run_json(capsys, "plugin", "new", name, *args)
            assert code == 0, data
            titles[name] = data["title"]
        folders = [tmp_path / f"certdomain-{name}" for name in plugins]
        python = _environment(tmp_path / "venv")
        ready = importlib.util.find_spec("hatchling") is not None
        offline = ("--no-build-isolation", "--no-index") if ready else ()  # else pip fetches the build backend
        _done(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", *offline, *folders)
        for folder in folders:  # what is tested is what was installed, not what lies beside the tests
            (folder / "src").rename(folder / "gone")
        found = json.loads(_done(python, "-m", "certdomain", "titles", "--json"))
        assert set(titles.values()) <= set(re.findall(r"[\w-]+", json.dumps(found)))
        names = [folder.name for folder in folders]
        assert json.loads(_done(python, "-m", "certdomain", "plugin", "check", *names, "--json"))["faults"] == 0
        cases = [folder / "tests/cases/first.yaml" for folder in folders]
        assert "0 failed" in _done(python, "-m", "certdomain", "cases", *cases)
        shown = json.loads(_done(python, "-m", "certdomain", "demo", "--store", tmp_path / "demo.db", "--json"))
        assert {f"demo-{name}" for name in plugins} <= {each["journey"] for each in shown["journeys"]}
        said = _done(python, "-m", "pytest", "-q", "--import-mode=importlib", *folders)
        assert re.search(r"^\d+ passed", said.splitlines()[-1]), said


def _environment(folder: Path) -> Path:
    """A new environment that borrows the libraries and the core of this one, by their paths."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(_done(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    standard = Path(sysconfig.get_path("stdlib"))
    paths = [
        path
        for path in sys.path
        if path and Path(path).is_dir() and ("site-packages" in path or not Path(path).is_relative_to(standard))
    ]
    (site / "borrowed.pth").write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return python


def _done(*command: str | Path) -> str:
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTEST_ADDOPTS")}
    done = subprocess.run([str(each) for each in command], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout

"""The documentation is run: nothing is true because a page says so.

A mark that no reader sees, `<!-- file: NAME -->`, before a block writes it to that file. In a `console` block, each
`$ certdomain …` is run, its output compared with the lines below it (`…` stands for anything), and its exit code is 0,
or the one in a comment such as `# exit 1`; `pip install -e` puts a plugin where Python looks for it. A `text` block
after a Python block is what that one prints. `<!-- with: PAGE -->` runs the Python of another page first. Cases run
under the `CERTIFIERS` that the page declares, if it does.
"""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator, Sequence
from enum import Enum
from importlib import invalidate_caches
from pathlib import Path
from typing import NamedTuple, cast

import attrs
import pytest

from certdomain import errors, testing
from certdomain.cli import main, running
from certdomain.cli.options import parser
from certdomain.commands import COMMANDS, SCHEMAS, Diploma, Ects, Experience, Member, Selection
from certdomain.commands_schema import Checked, schema_of
from certdomain.conformance.declarations import examined
from certdomain.events import EVENT_NAMES
from certdomain.hookspecs import Certifier
from certdomain.regulation import award, duties, gates, juries, results
from certdomain.regulation.canonical import ENUMS, SHAPES
from certdomain.reports import DECISION_SCHEMA
from certdomain.reports.words_en import TABLES as EN
from certdomain.reports.words_fr import TABLES as FR
from certdomain.testing import runner
from certdomain.testing.cases import ASSERTED
from certdomain.vocabulary import AnswerStatus, Verdict

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(p for p in DOCS.rglob("*.md") if "_build" not in p.parts))
BY_HAND = tuple(page for page in PAGES if page.parent.name != "reference")


class Block(NamedTuple):
    """A fenced block of a page: its language, its text, the line it begins at, and the file that it is."""

    language: str
    text: str
    line: int
    file: str | None


def blocks_of(page: Path) -> list[Block]:
    found: list[Block] = []
    file: str | None = None
    language: str | None = None
    begun, held = 0, list[str]()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if language is not None:
            if line.strip() == "```":
                found.append(Block(language, "\n".join(held) + "\n", begun, file))
                language, file = None, None
            else:
                held.append(line)
        elif line.startswith("```"):
            language, begun, held = line.removeprefix("```").strip(), number, []
        elif (mark := re.fullmatch(r"<!-- file: (\S+) -->", line)) is not None:
            file = mark[1]
    assert language is None, f"{page.name}:{begun}: the block is not closed"
    assert file is None, f"{page.name}: `{file}` has no block"
    return found


def _id(page: Path) -> str:
    return str(page.relative_to(ROOT))


RUN = [page for page in PAGES if any(b.language in ("python", "console", "yaml") for b in blocks_of(page))]


@pytest.mark.parametrize("page", RUN, ids=_id)
def test_every_block_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All blocks of a page, in order, in one new folder: files, Python, case files, the command line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    run = Runner(page, monkeypatch, capsys)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    try:
        run.frame()
        for block in blocks_of(page):
            run.block(block)
        run.examine()
    finally:
        run.fresh()


class Runner:
    """Runs the blocks of one page. What a Python block defines, the later ones know."""

    def __init__(self, page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.page, self.monkeypatch, self.capsys = page, monkeypatch, capsys
        self.names: dict[str, object] = {"__name__": "page"}
        self.installed: set[str] = set()
        self.printed = ""

    def frame(self) -> None:
        """The Python of the page that this one builds on, if it names one."""
        mark = re.search(r"^<!-- with: (\S+) -->$", self.page.read_text(encoding="utf-8"), re.MULTILINE)
        for block in blocks_of(self.page.parent / mark[1]) if mark is not None else ():
            if block.language == "python":
                self.python(block, mark[1] if mark else "")

    def block(self, block: Block) -> None:
        where = f"{_id(self.page)}:{block.line}"
        if block.file is not None:
            Path(block.file).parent.mkdir(parents=True, exist_ok=True)
            Path(block.file).write_text(block.text, encoding="utf-8")
            if block.language != "yaml":
                return
        match block.language:
            case "python":
                self.python(block, where)
            case "yaml":
                self.cases(block, where)
            case "console":
                for command, expected in _commands(block.text):
                    self.command(command, expected, where)
            case "text" if self.printed:
                assert _is_like(block.text, self.printed), f"{where}: the block before prints\n{self.printed}"
                self.printed = ""
            case "json" | "text" | "toml" | "xml" | "{toctree}":
                assert block.language == "{toctree}" or block.file is not None, f"{where}: nobody made this"
            case other:
                pytest.fail(f"{where}: a block in {other or 'no language'}, which nobody runs")

    def python(self, block: Block, where: str) -> None:
        exec(compile("\n" * block.line + block.text, where, "exec", dont_inherit=True), self.names)  # noqa: S102  it is ours
        self.printed = self.capsys.readouterr().out

    def cases(self, block: Block, where: str) -> None:
        """Under the titles that the page declares, if it declares some; else under those installed."""
        self.fresh()
        plugins = cast("Sequence[Certifier] | None", self.names.get("CERTIFIERS"))
        file = testing.loads(block.text, where=where)
        assert file.cases, where
        failures = [failure for case in file.cases for failure in testing.run(case, where, plugins).failures]
        assert not failures, "\n".join(failures)

    def examine(self) -> None:
        """What a page declares is fit: `plugin check` would find no fault in it."""
        for certifier in cast("Sequence[Certifier]", self.names.get("CERTIFIERS", ())):
            for regulation in certifier.regulations:
                notes = list(examined(regulation, "page"))
                assert not notes, f"{_id(self.page)}: {notes}"

    def command(self, command: str, expected: str, where: str) -> None:
        line, _, comment = command.partition(" #")
        wanted = int(found[1]) if (found := re.fullmatch(r"\s*exit (\d)", comment)) else 0
        program, *args = shlex.split(line)
        match [program, *args]:
            case ["certdomain", *_]:
                self.certdomain(args, wanted, expected, f"{where}: {command}")
            case ["python3", "-m", "pip", "install", "-e", folder]:
                self.install(Path(folder))
            case ["sha256sum" | "wc", *_]:
                done = subprocess.run([program, *args], capture_output=True, text=True, check=True)
                assert _is_like(expected, done.stdout), f"{where}: {command} prints\n{done.stdout}"
            case ["nox", "-s", session, *_]:
                assert f"def {session}(" in (ROOT / "noxfile.py").read_text(encoding="utf-8"), where
            case ["python3", "-m", "pip", "install", "nox", "&&", "python3", "-m", "nox", "-s", session]:
                assert f"def {session}(" in (ROOT / "noxfile.py").read_text(encoding="utf-8"), where
            case ["python" | "python3", script, *_] if script.endswith(".py"):
                assert (ROOT / script).is_file(), f"{where}: {script}"  # run by tests of their own
            case _:
                pytest.fail(f"{where}: `{command}`, which nobody runs")

    def fresh(self) -> None:
        """What a page installed is read anew, as each new process would."""
        for name in [name for name in sys.modules if name.partition(".")[0] in self.installed]:
            del sys.modules[name]
        if self.installed:
            runner._last.clear()  # the plugins that this process loaded last
        invalidate_caches()

    def certdomain(self, args: list[str], wanted: int, expected: str, where: str) -> None:
        self.fresh()
        code = main(args)
        out, err = self.capsys.readouterr()
        assert "Traceback" not in out + err
        assert wanted == code, f"{where}: exit {code}\n{out}{err}"
        if expected.strip():
            assert _is_like(expected, out + err), f"{where} prints\n{out}{err}"

    def install(self, folder: Path) -> None:
        """What pip's editable installation leaves behind, without pip: the sources on the path, and the metadata."""
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        source = (folder / "src").resolve()
        info = source / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        info.mkdir(exist_ok=True)
        metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        points = "".join(
            f"[{group}]\n" + "".join(f"{name} = {module}\n" for name, module in of.items())
            for group, of in project["entry-points"].items()
        )
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        paths = os.environ.get("PYTHONPATH", "")
        self.monkeypatch.setenv("PYTHONPATH", f"{source}{os.pathsep}{paths}")
        self.monkeypatch.syspath_prepend(str(source))
        self.installed |= {path.name for path in source.iterdir() if path.is_dir() and path.suffix != ".dist-info"}


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def _is_like(expected: str, actual: str) -> bool:
    pattern = ".*?".join(re.escape(part) for part in expected.strip().split("…"))
    return re.fullmatch(pattern, actual.strip(), re.DOTALL) is not None


def test_the_readme_shows_python_a_case_and_the_commands() -> None:
    """The three ways in are there, and each is run by the test above."""
    languages = [block.language for block in blocks_of(ROOT / "README.md")]
    assert "python" in languages
    assert "yaml" in languages
    assert "console" in languages


def test_a_wildcard_is_anything_and_nothing_else_is() -> None:
    assert _is_like("a … c\n", "a b\n b c")
    assert not _is_like("a c", "a b c")


# --- what the pages name -------------------------------------------------------------------------------------------


def test_the_reference_is_up_to_date() -> None:
    """`python docs/generate.py` would change nothing."""
    made = cast("dict[str, str]", runpy.run_path(str(DOCS / "generate.py"))["pages"]())
    stale = [name for name, text in made.items() if (DOCS / "reference" / name).read_text(encoding="utf-8") != text]
    assert not stale, f"run `python docs/generate.py`: {stale}"


def named(page: str) -> set[str]:
    """Everything that a page of the reference names between backticks, or as a heading."""
    text = (DOCS / "reference" / page).read_text(encoding="utf-8")
    return {*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def test_every_command_and_every_field_is_named() -> None:
    page = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^#{2,3} (\S+)\n(.*?)(?=^#{2,3} |\Z)", page, re.MULTILINE | re.DOTALL))
    common = page.partition("## In every command")[2].partition("\n## ")[0]
    assert set(COMMANDS) <= set(sections)
    for name, fields in SCHEMAS.items():
        for field in fields:
            assert f"| `{field.name}` |" in sections[name] + common, f"{name}: {field.name}"
    parts: dict[str, type[Checked]] = {
        "diploma": Diploma,
        "experience": Experience,
        "ects": Ects,
        "selection": Selection,
        "members": Member,
    }
    for name, part in parts.items():
        for field in schema_of(part).fields:
            assert f"| `{field.name}` |" in sections[name], f"{name}: {field.name}"


def test_every_subcommand_and_every_argument_is_named() -> None:
    page = named("command-line.md")
    for name, arguments in _arguments(parser(), "certdomain"):
        assert name in page or name == "certdomain"
        for each in arguments:
            assert any(text == each or text.startswith(f"{each} ") for text in page), f"{name}: {each}"


def _arguments(made: ArgumentParser, name: str) -> Iterator[tuple[str, list[str]]]:
    below = [action for action in made._actions if isinstance(action, _SubParsersAction)]
    others = [action for action in made._actions if action not in below]
    if not below or name == "certdomain":
        yield name, [text for action in others for text in action.option_strings or [str(action.metavar)]]
    for action in below:
        for sub, sub_parser in action.choices.items():
            yield from _arguments(sub_parser, f"{name} {sub}")


def test_every_verdict_answer_flag_finding_and_key_of_a_decision_is_named() -> None:
    page = named("decision.md")
    words = (EN, FR)
    assert {verdict.value for verdict in Verdict} <= page
    assert {status.value for status in AnswerStatus} <= page
    for tables in words:
        assert set(tables.flags) <= page
        assert set(tables.findings) <= page
        assert set(tables.nodes) <= page
        assert {name.replace("{}", "…") for name in (*tables.awaited, *tables.deadlines)} <= page
    assert set(cast("dict[str, object]", DECISION_SCHEMA["properties"])) <= page
    assert set(ASSERTED) <= page


def test_every_shape_condition_policy_and_named_day_is_named() -> None:
    page = named("shapes.md")
    text = (DOCS / "reference" / "shapes.md").read_text(encoding="utf-8")
    assert set(SHAPES) <= page
    for kind in SHAPES.values():
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind)):
            assert not field.init or (field.alias or field.name) in page, f"{kind.__name__}: {field.name}"
    for union in (gates.Condition, gates.Ground, award.BlocRule, award.Requirement, duties.DutyShape):
        for kind in union.__args__:
            assert any(name in page for name, shape in SHAPES.items() if shape is kind)
    for module in (results, juries, gates, award, duties):
        kinds = [
            each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__
        ]
        assert all(each in SHAPES.values() or issubclass(each, Enum) for each in kinds)
    days = text.partition("## Named days")[2].partition("\n## ")[0]
    for day in gates.Day:
        assert re.search(rf"\| `{day.value}` \| \S", days), f"{day.value} has no meaning"
    for enum in ENUMS.values():
        assert {str(each.value) for each in enum} <= page, enum.__name__


def rows_of(page: str) -> dict[str, dict[str, list[str]]]:
    """Of a page of the reference, by the title of a section: the rows of its tables, by what their first cell names."""
    text = (DOCS / "reference" / page).read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = {}
    for title, body in re.findall(r"^#{2,3} (.+)\n((?:(?!#{2,3} ).*\n?)*)", text, re.MULTILINE):
        for line in re.findall(r"^\| (.+) \|$", body, re.MULTILINE):
            name, *cells = (cell.strip() for cell in re.split(r"(?<!\\)\|", line))
            found.setdefault(title, {})[name.strip("`")] = cells
    return found


def test_every_shape_says_what_it_means_and_what_it_does() -> None:
    """Each shape has a meaning, an effect, and a meaning for each of its fields; none tells of a field it has not."""
    made = runpy.run_path(str(DOCS / "generate.py"))
    page = rows_of("shapes.md")
    for stored, kind in SHAPES.items():
        twins = [shape for shape in SHAPES.values() if shape.__name__ == kind.__name__]
        title = kind.__name__ if len(twins) == 1 else stored.partition("@")[0]
        sections = made["_sections"](kind)
        assert len(sections[""]) > 15, stored
        assert {"Asks", "Effect"} & set(sections), f"{stored} has no effect"
        fields = [f for f in attrs.fields(cast("type[attrs.AttrsInstance]", kind)) if f.init]
        names = {f.alias or f.name for f in fields}
        assert set(made["_attributes"](kind)) == names, stored
        for name in names:
            _, _, meaning = page[title][name]
            assert len(meaning.strip("`. ")) > 3, f"{stored}: {name}"


def test_the_questions_and_findings_of_a_shape_exist_and_each_is_of_some_shape() -> None:
    """A shape that names a question that nobody asks, or a question that no shape leads to, fails here."""
    made = runpy.run_path(str(DOCS / "generate.py"))
    sections = [made["_sections"](kind) for kind in SHAPES.values()]
    asks = {name for each in sections for name in made["_ids"](each.get("Asks", ""))}
    finds = {name for each in sections for name in made["_ids"](each.get("Finds", ""))}
    assert asks <= set(EN.nodes)
    assert finds <= set(EN.findings)
    without_shape = {
        # of an evaluation, whatever the rule
        "evaluation.counted", "evaluation.awaited", "evaluation.invalidated", "evaluation.not-sat",
        "evaluation.unregulated",
        # of acts that every title knows
        "award.exists", "entry.nothing-rests-on-it", "entry.session-free", "jury.not-frozen",
    }  # fmt: skip
    assert set(EN.nodes) - asks == without_shape
    assert set(EN.findings) - finds == {
        "recorded-twice", "bloc-already-kept", "retake-used-up", "portfolio-not-presented", "no-session",
    }  # fmt: skip


def test_every_value_of_every_vocabulary_has_a_meaning() -> None:
    page = rows_of("shapes.md")
    for enum in ENUMS.values():
        title = "Named days" if enum is gates.Day else enum.__name__
        for each in enum:
            assert all(cell for cell in page[title][str(each.value)]), f"{enum.__name__}: {each.value}"


def test_every_named_day_says_from_what_it_is_derived() -> None:
    for day in gates.Day:
        meaning, derived, missing = rows_of("shapes.md")["Named days"][day.value]
        assert meaning
        assert "`" in derived
        assert missing


def test_every_message_is_shown_in_both_languages() -> None:
    """Questions with each of their answers, findings, flags, what is awaited, deadlines, what is missing, values."""
    page = rows_of("messages.md")
    for name, says in EN.nodes.items():
        for answer in ("met", "unmet", "pending", "unregulated", "not_applicable", "any"):
            if getattr(says, answer):
                row = page[name]["any other" if answer == "any" else answer.replace("_", "-")]
                assert len(row) == 2, name
                assert all(row), name
    tables = {
        "Findings": EN.findings, "Flags": EN.flags, "Awaited": EN.awaited, "Deadlines": EN.deadlines,
        "Missing": EN.missing,
    }  # fmt: skip
    for title, table in tables.items():
        for name in table:
            assert all(page[title][name.replace("{}", "…")]), f"{title}: {name}"
    for vocabulary, values in EN.vocabulary.items():
        for value in values:
            assert all(page[vocabulary][value]), f"{vocabulary}: {value}"


def test_every_exception_and_exit_code_has_a_meaning() -> None:
    page = rows_of("errors.md")
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, Exception) and kind.__module__ == errors.__name__:
            meaning, carries, _ = page["Exceptions"][name]
            assert len(meaning) > 20
            assert carries
    codes = {running.FINE, running.NO, running.BAD, running.DAMAGED, running.INTERRUPTED, running.CLOSED}
    for table in (page["Exit codes"], rows_of("command-line.md")["Exit codes"]):
        assert {code for code in table if code.isdigit()} == {str(code) for code in codes}
        assert all(meaning for (meaning,) in table.values())


def test_every_argument_of_every_command_says_what_it_is_for() -> None:
    for name, rows in rows_of("command-line.md").items():
        if name != "Exit codes":
            for argument, (says,) in rows.items():
                assert says, f"{name}: {argument}"


def test_every_field_of_every_command_has_a_meaning() -> None:
    for name, rows in rows_of("commands.md").items():
        for field, (_, _, meaning) in rows.items():
            assert meaning, f"{name}: {field}"


def test_every_stored_name_is_named_and_has_a_meaning() -> None:
    assert named("events.md") >= EVENT_NAMES
    for name in EVENT_NAMES:
        _, meaning = rows_of("events.md")["Events"][name]
        assert meaning, name


# --- what the how-tos show -------------------------------------------------------------------------------------------

TAUGHT = tuple(page for folder in ("tutorials", "how-to") for page in sorted((DOCS / folder).glob("*.md")))


def shown(language: str) -> str:
    """All that the tutorials and how-tos run in one language."""
    return "\n".join(block.text for page in TAUGHT for block in blocks_of(page) if block.language == language)


def test_every_shape_and_every_field_is_used_in_an_example_that_runs() -> None:
    """An author finds each shape, with each of its fields, in a declaration whose cases pass."""
    code = shown("python")
    unshown = []
    for kind in SHAPES.values():
        if not re.search(rf"\b{kind.__name__}\(", code):
            unshown.append(kind.__name__)
        unshown += [
            f"{kind.__name__}.{field.alias}"
            for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind))
            if field.init and not re.search(rf"\b{field.alias}=", code)
        ]
    # Written by place, or by `adopt` and the case files instead of an author.
    assert set(unshown) == {"Period.unit", "Read.reading", "Regulation.choices", "Regulation.values"}


def test_every_named_day_request_and_event_of_a_duty_is_used_in_an_example_that_runs() -> None:
    code = shown("python")
    for enum in (gates.Day, gates.Request, gates.NoAnchor, duties.Event, duties.Bound, juries.Parity):
        for each in enum:
            if each is not gates.Day.FALSIFICATION:  # a ban is asked for by `NotBanned`
                assert f"{enum.__name__}.{each.name}" in code, each


def test_every_command_is_used_in_a_case_that_runs() -> None:
    """Each command, and both sides of what a regulation answers: accepted, refused, referred."""
    cases = shown("yaml")
    for name in COMMANDS:
        assert re.search(rf"\b{name}:", cases), name
    assert "expect: refused" in cases
    assert "expect: referred" in cases


def test_every_how_to_has_its_parts() -> None:
    """The text in its own words, a declaration, cases for both sides, pitfalls, and what to do where it is silent."""
    apart = {"index.md", "frame.md", "cases.md", "when-no-shape-fits.md", "what-needs-no-declaration.md"}
    apart |= {"test-a-plugin.md", "proof-read.md", "ask-further.md"}
    # On what is done with a register, not on what a text says.
    apart |= {"audit-a-register.md", "checkpoints-and-proofs.md", "compare-editions-over-journeys.md"}
    apart |= {"print-a-decision.md"}
    index = (DOCS / "how-to" / "index.md").read_text(encoding="utf-8")
    for page in (DOCS / "how-to").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert page.name == "index.md" or f"]({page.name})" in index, page.name
        if page.name in apart:
            continue
        languages = {block.language for block in blocks_of(page)}
        assert {"python", "yaml"} <= languages, page.name
        assert "expect: refused" in text or "not-validated" in text or "findings: [{" in text, page.name
        assert re.search(r"^> ", text, re.MULTILINE), f"{page.name} does not quote a text"
        for part in ("## Pitfalls", "## If the text is silent"):
            assert part in text or page.name == "readings-parameters-silences.md", f"{page.name}: {part}"


# --- links and words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", BY_HAND, ids=_id)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{_id(page)}: {target}"


def test_the_glossary_has_each_word_once() -> None:
    rows = re.findall(r"^\| ([^|]+?) \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    words = [row for row in rows if row not in ("word", "---")]
    assert len(words) == len(set(words))


def test_the_glossary_defines_the_words_of_the_pages() -> None:
    """A command, a verdict or an answer uses words of the glossary, or words that need no definition."""
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    for verdict in Verdict:
        assert f"| {verdict.value} |" in glossary, verdict.value
    for status in AnswerStatus:
        assert f"| {status.value} |" in glossary, status.value

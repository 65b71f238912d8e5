"""The core knows no title and a plugin knows no law: ids stand in plugins alone, interpreters in the core alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from certdomain import Regulation
from certdomain.plugins import installed
from tests.fictional import FICTIONAL

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "src" / "certdomain").rglob("*.py"))
PLUGINS = sorted(path for path in ROOT.glob("plugins/*/src/*/*.py"))
FICTIONS = sorted((ROOT / "tests" / "fictional").glob("*.py"))
INSTALLED = tuple(declared.regulation for editions in installed().values() for declared in editions)
NOBODY = "none"
"""What stands for the certifier of a text that names none: it is a word of its own right."""


def ids_of(regulation: Regulation) -> Iterator[str]:
    """Every name by which a title, its certifier and what it is made of are told from others."""
    yield from (regulation.certification, regulation.certifier, regulation.network or NOBODY)
    yield from (clause.id for clause in regulation.clauses)
    yield from (reading.id for reading in regulation.readings)
    yield from (defect.id for defect in regulation.defects)
    yield from regulation.referential.modules
    for bloc in regulation.referential.lines:
        yield from (bloc.id, *bloc.aliases)
        yield from (evaluation.id for evaluation in bloc.evaluations)
        for competence in bloc.competences:
            yield from (competence.id, *competence.criteria)


IDS = sorted({name for regulation in (*INSTALLED, *FICTIONAL.regulations) for name in ids_of(regulation)} - {NOBODY})
PLAIN = {name for name in IDS if re.fullmatch(r"[a-zé]+", name)}
"""Ids that are words of the language (a bloc may be called "prospection"): these must not be named, but may be said."""
CODES = re.compile(
    r"(?<![\w.])(" + "|".join(re.escape(n) for n in sorted(set(IDS) - PLAIN, key=len, reverse=True)) + r")(?![\w-])"
)


def test_there_is_something_to_look_for() -> None:
    assert {"RNCP36395", "CCI-R14", "CCI France", "B4", "B4.3", "BC01.C01", "CR1.1.6", "CCI-A06"} <= set(IDS)
    assert CODES.search('about="B4"')
    assert CODES.search("see CCI-R14, line 105")
    assert not CODES.search("B45 or XCCI-R14")
    assert "portefeuille" in PLAIN
    assert len(CORE) > 30
    assert len(PLUGINS) > 10


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT / "src" / "certdomain")))
def test_no_id_of_a_title_in_the_core(path: Path) -> None:
    """Not in code, not in a message, not even in an example of a docstring: an example is where it begins."""
    text = path.read_text(encoding="utf-8")
    found = [f"{number}: {m[0]}" for number, line in enumerate(text.splitlines(), 1) for m in CODES.finditer(line)]
    assert found == []
    named = [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and node.value in PLAIN
    ]
    assert named == []


FORBIDDEN = (
    ast.ClassDef,
    ast.Lambda,
    ast.AsyncFunctionDef,
    ast.If,
    ast.IfExp,
    ast.For,
    ast.While,
    ast.Try,
    ast.With,
    ast.Match,
    ast.Yield,
    ast.Await,
    ast.Global,
    ast.Nonlocal,
    ast.Delete,
    ast.NamedExpr,
)
declarations = pytest.mark.parametrize(
    "path", [*PLUGINS, *FICTIONS], ids=lambda path: f"{path.parent.name}/{path.name}"
)


@declarations
def test_declarations_decide_nothing(path: Path) -> None:
    """No class, no lambda, no branch, no loop: what no shape can say is a missing shape, not a place for code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [f"{type(n).__name__}, line {n.lineno}" for n in ast.walk(tree) if isinstance(n, FORBIDDEN)] == []
    for node in tree.body:
        assert isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.FunctionDef | ast.Expr)
        if isinstance(node, ast.Expr):
            assert isinstance(node.value, ast.Constant), "only a docstring stands by itself"


@declarations
def test_functions_only_shorten_declarations(path: Path) -> None:
    """Beside the hook, a function is a docstring, perhaps a name for something, and the shape that it returns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        decorators = [ast.unparse(each) for each in function.decorator_list]
        assert decorators in ([], ["hookimpl"]), function.name
        assert (decorators == ["hookimpl"]) is (function.name == "certdomain_certifier")
        docstring, *middle, last = function.body
        assert isinstance(docstring, ast.Expr), function.name
        assert isinstance(last, ast.Return), function.name
        assert all(isinstance(step, ast.Assign) for step in middle), function.name
        assert function.end_lineno is not None
        assert function.end_lineno - function.lineno < 25, f"{function.name} is more than an abbreviation"


@declarations
def test_declarations_import_only_shapes(path: Path) -> None:
    """Guests use what `certdomain` exports, exact numbers and dates, and one another's modules of the same package."""
    own = path.parent.name if path in PLUGINS else "tests"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Import), ast.unparse(node)
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            assert module in {"__future__", "certdomain", "datetime", "fractions"} or module.split(".")[0] == own, (
                module
            )

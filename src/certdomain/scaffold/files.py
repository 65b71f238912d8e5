"""The files of a plugin: what is the same in all stands here as it is written, declarations are written by `code`."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template
from typing import Final

from certdomain.regulation.clauses import Clause
from certdomain.scaffold.code import Code
from certdomain.scaffold.draft import Draft, one_line

_PYPROJECT: Final = """\
[build-system]
requires = ["hatchling>=1.27,<2"]
build-backend = "hatchling.build"

[project]
name = "certdomain-$name"
version = "0.1.0"
description = "certdomain plugin: the titles of $name"
requires-python = ">=3.11"
dependencies = ["certdomain>=0.1,<0.2"]

[project.entry-points.certdomain]
$name = "$module"

[tool.hatch.build.targets.wheel]
packages = ["src/$module"]

[tool.hatch.build.targets.sdist]
only-include = ["src", "tests", "README.md"]

[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = ["--import-mode=importlib"]
"""

_README: Final = """\
# certdomain-$name

The titles of $name, as declarations for certdomain.

| file | holds |
|---|---|
| `src/$module/title.py` | one title: blocs and rules; start such a file for each title |
| `src/$module/clauses.py` | the clauses of its texts, by their lines |
| `src/$module/readings.py` | doubtful wordings, parameters, defects and silences |
| `src/$module/sources.py` | the texts, pinned by their SHA-256 |
| `src/$module/texts/` | the texts themselves |
| `src/$module/demo.jsonl` | the journeys that `certdomain demo` shows |
| `tests/cases/first.yaml` | worked cases: what must come out, without programming |
| `tests/` | tests: the texts are those that were numbered, the plugin is fit |

$origin

What is marked `TO BE WRITTEN` (in French `À RÉDIGER`) is. Sum up each rule in both languages, say what the software
does with it, and take its `because` away once it has an effect. What the text leaves open is a reading or a parameter;
where it says nothing, declare nothing: the answer is then *unregulated*.

    python -m pip install -e .
    certdomain plugin check certdomain-$name
    python -m pytest
"""

_INIT: Final = '''\
"""The titles of $name, as declarations for certdomain."""

from __future__ import annotations

from certdomain import Certifier, hookimpl

from $module.title import TITLE

__all__ = ["certdomain_certifier"]


@hookimpl
def certdomain_certifier() -> Certifier:
    """The certifier and its titles."""
    return Certifier(name=$certifier, regulations=(TITLE,))
'''

_TEST_SOURCES: Final = '''\
"""Each text is the one whose lines were numbered: another file, or another number of lines, would be noticed here."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

import pytest
from certdomain import Source

from $module.sources import SOURCES


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_the_text_is_the_one_that_was_numbered(source: Source) -> None:
    data = files("$module").joinpath("texts", source.file).read_bytes()
    assert sha256(data).hexdigest() == source.sha256
    assert data.count(b"\\n") + (not data.endswith(b"\\n")) == source.lines
'''

_TEST_CONFORMANCE: Final = '''\
"""The plugin is fit: it loads, its ids resolve, its clauses have lines, its cases tell its readings apart."""

from __future__ import annotations

$conformance'''

_KIT: Final = '''\
from certdomain.testing.conformance import CertifierConformance


class TestConformance(CertifierConformance):
    """Each check of the kit, as a test of its own."""

    distribution = "certdomain-$name"
'''
_NO_KIT: Final = '''\
import json
import subprocess
import sys


def test_the_plugin_is_fit() -> None:
    """As `certdomain plugin check` says it."""
    command = [sys.executable, "-m", "certdomain", "plugin", "check", "certdomain-$name", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["faults"] == 0
'''

_MODULE: Final = '"""$says"""\n\nfrom __future__ import annotations\n\n$imports\n$body'


def files(draft: Draft, *, kit: bool = False) -> Mapping[str, bytes]:
    """The files of a plugin by their path in its folder. `kit`: whether its tests use the pytest class of the kit."""
    module = f"certdomain_{draft.name.replace('-', '_')}"
    values = {
        "name": draft.name,
        "module": module,
        "certifier": Code().expression(draft.certifier),
        "origin": draft.origin,
    }
    values["conformance"] = Template(_KIT if kit else _NO_KIT).substitute(values)
    package, title = f"src/{module}", draft.regulation.certification
    written = {
        "pyproject.toml": _PYPROJECT,
        "README.md": _README,
        f"{package}/__init__.py": _INIT,
        "tests/test_sources.py": _TEST_SOURCES,
        "tests/test_conformance.py": _TEST_CONFORMANCE,
    }
    found = {path: Template(text).substitute(values) for path, text in written.items()}
    found[f"{package}/title.py"] = _title(draft, module)
    found[f"{package}/clauses.py"] = _clauses(draft, title)
    found[f"{package}/readings.py"] = _readings(draft, title)
    found[f"{package}/sources.py"] = _constants(
        f"The source texts of {title}, pinned by their SHA-256.", {"SOURCES": ("Source", draft.regulation.sources)}
    )
    found[f"{package}/demo.jsonl"] = draft.demo
    found[f"{package}/py.typed"] = ""
    found["tests/cases/first.yaml"] = draft.cases
    texts = {f"{package}/texts/{text.name}": text.data for text in draft.texts}
    listings = {f"proof-reading/{text.name}": text.data for text in draft.listing}
    return {**{path: text.encode() for path, text in found.items()}, **texts, **listings}


def _title(draft: Draft, module: str) -> str:
    """The module of the title: the regulation, its texts taken from their modules."""
    regulation = draft.regulation
    constants = {
        f"Regulation.{field}": name
        for field, name in (
            ("sources", "SOURCES"),
            ("clauses", "CLAUSES"),
            ("readings", "READINGS"),
            ("silences", "SILENCES"),
        )
    }
    code = Code(constants)
    body = code.expression(regulation)
    readings = ", ".join(
        name for name, held in (("READINGS", regulation.readings), ("SILENCES", regulation.silences)) if held
    )
    own = f"from {module}.clauses import CLAUSES\n"
    own += f"from {module}.readings import {readings}\n" if readings else ""
    own += f"from {module}.sources import SOURCES\n"
    says = f"{regulation.certification}: the regulation, declared."
    return _module(says, f"{code.imports()}\n{own}", f"\nTITLE = {body}\n")


def _clauses(draft: Draft, title: str) -> str:
    """The clauses, each under the words of the text that it is to sum up."""
    code = Code()
    items = []
    for clause in draft.regulation.clauses:
        items += [f"    # {line}\n" for line in _comment(clause, draft)]
        items.append(f"    {code.expression(clause, 1)},\n")
    body = f"\nCLAUSES: tuple[Clause, ...] = (\n{''.join(items)})\n"
    return _module(f"{title}, clause by clause, in our own words.", code.imports("Clause"), body)


def _comment(clause: Clause, draft: Draft) -> list[str]:
    words = draft.quoted.get(clause.id)
    if not words:
        return []
    lines = [one_line(line, 108) for line in words.split("\n") if line.strip()]
    return lines if len(lines) <= 4 else [*lines[:3], f"… (lines {clause.where})"]


def _readings(draft: Draft, title: str) -> str:
    regulation = draft.regulation
    says = f"What {title} leaves open: doubtful wordings (READINGS) and questions without an answer (SILENCES)."
    return _constants(
        says, {"READINGS": ("Reading", regulation.readings), "SILENCES": ("Silence", regulation.silences)}
    )


def _constants(says: str, constants: Mapping[str, tuple[str, tuple[object, ...]]]) -> str:
    code = Code()
    body = ""
    for name, (kind, value) in constants.items():
        items = "".join(f"    {code.expression(item, 1)},\n" for item in value)
        body += f"\n{name}: tuple[{kind}, ...] = ({chr(10) if items else ''}{items})\n"
    return _module(says, code.imports(*(kind for kind, _ in constants.values())), body)


def _module(says: str, imports: str, body: str) -> str:
    safe = one_line(says, 118).replace("\\", "/").replace('"', "'")
    return Template(_MODULE).substitute(says=safe, imports=imports, body=body)

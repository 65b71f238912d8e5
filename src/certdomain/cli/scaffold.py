"""The scaffold of a plugin: a small distribution that can be installed and whose one case passes."""

from __future__ import annotations

from pathlib import Path
from string import Template

_PYPROJECT = """\
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
"""

_README = """\
# certdomain-$name

The titles of $name, as declarations for certdomain.

| file | holds |
|---|---|
| `src/$module/title.py` | one title: source, clauses, blocs and rules; start a file for each title |
| `src/$module/demo.jsonl` | the journeys that `certdomain demo` shows |
| `tests/cases/first.yaml` | worked cases: what must come out, without programming |

Everything about the title `$title` is invented. Put your source text in its place: number its rules, sum each up in
both languages, and name the lines that it stands on. What the text leaves open is a reading or a parameter; where it
says nothing, declare nothing: the answer is then *unregulated*.

    python -m pip install -e .
    certdomain plugin check certdomain-$name
    certdomain cases tests/cases/first.yaml
"""

_INIT = '''\
"""The titles of $name, as declarations for certdomain."""

from __future__ import annotations

from certdomain import Certifier, hookimpl
from $module.title import TITLE

__all__ = ["certdomain_certifier"]


@hookimpl
def certdomain_certifier() -> Certifier:
    """The certifier and its titles."""
    return Certifier(name="$name", regulations=(TITLE,))
'''

_TITLE = '''\
"""$title: the regulation, declared. All of it is invented: put your own text in its place."""

from __future__ import annotations

from fractions import Fraction

from certdomain import (
    AwardPolicy,
    Bloc,
    BlocByMark,
    Clause,
    Effect,
    Evaluation,
    EveryBloc,
    Referential,
    Regulation,
    Said,
    Source,
    TitleRule,
    Words,
)

SOURCES = (
    Source(
        id="text",
        file="text.txt",
        sha256="0" * 64,  # of your source text: `sha256sum text.txt`
        lines=2,
        title=Words(en="An invented text", fr="Un texte inventé"),
    ),
)

CLAUSES = (
    Clause(
        id="$prefix-R01",
        source="text",
        lines=((1, 1),),
        says=Words(en="A bloc is validated at 10 out of 20.", fr="Un bloc est validé à 10 sur 20."),
        effect=Effect.EXECUTED,
    ),
    Clause(
        id="$prefix-R02",
        source="text",
        lines=((2, 2),),
        says=Words(
            en="Whoever validates both blocs is granted the title; a validated bloc is kept.",
            fr="La validation des deux blocs donne le titre ; un bloc validé reste acquis.",
        ),
        effect=Effect.EXECUTED,
    ),
)

TITLE = Regulation(
    certification="$title",
    edition="2026",
    name=Words(en="An invented title", fr="Un titre inventé"),
    certifier="$name",
    sources=SOURCES,
    clauses=CLAUSES,
    referential=Referential(
        blocs=(
            Bloc(id="first", name="First bloc", evaluations=(Evaluation(id="first.test", out_of=Fraction(20)),)),
            Bloc(id="second", name="Second bloc", evaluations=(Evaluation(id="second.test", out_of=Fraction(20)),)),
        )
    ),
    award=AwardPolicy(
        blocs=(BlocByMark(pass_mark=Said(Fraction(10), ("$prefix-R01",))),),
        titles=(TitleRule(requires=(EveryBloc(by=("$prefix-R02",)),), by=("$prefix-R02",)),),
        keeps=("$prefix-R02",),
    ),
)
'''

_CASES = """\
certification: $title
cases:
  - name: exactly 10 in both blocs
    steps:
      - enrol-candidate: {on: 2026-09-01, route: student}
      - record-evaluation: {on: 2027-06-01, evaluation: first.test, points: 10}
      - record-evaluation: {on: 2027-06-02, evaluation: second.test, points: 10}
      - decision:
          on: 2027-06-02
          title: total
          status: proposed
          blocs: {first: validated, second: validated}
          clauses: [$prefix-R01, $prefix-R02]

  - name: a quarter of a point short in one
    steps:
      - enrol-candidate: {on: 2026-09-01, route: student}
      - record-evaluation: {on: 2027-06-01, evaluation: first.test, points: 10}
      - record-evaluation: {on: 2027-06-02, evaluation: second.test, points: 9.75}
      - decision: {on: 2027-06-02, title: partial, kept: [first], blocs: {second: not-validated}}
"""

_DEMO = "".join(
    f'{{"journey": "demo-$name", {line}}}\n'
    for line in (
        '"command": "enrol-candidate", "on": "2026-09-01", "certification": "$title", "route": "student"',
        '"command": "record-evaluation", "on": "2027-06-01", "evaluation": "first.test", "points": 12.5',
        '"command": "record-evaluation", "on": "2027-06-02", "evaluation": "second.test", "points": 9.75',
    )
)

_FILES = (
    ("pyproject.toml", _PYPROJECT),
    ("README.md", _README),
    ("src/$module/__init__.py", _INIT),
    ("src/$module/title.py", _TITLE),
    ("src/$module/demo.jsonl", _DEMO),
    ("src/$module/py.typed", ""),
    ("tests/cases/first.yaml", _CASES),
)


def written(folder: Path, name: str) -> list[Path]:
    """Write the files of a plugin for the certifier `name` into a new folder, and return their paths.

    Raises:
        OSError: if they cannot be written.
    """
    values = {
        "name": name,
        "module": f"certdomain_{name.replace('-', '_')}",
        "title": f"{name.upper()}-1",
        "prefix": name.upper().replace("-", "")[:6],
    }
    found = []
    for path, text in _FILES:
        file = folder / Template(path).substitute(values)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(Template(text).substitute(values), encoding="utf-8")
        found.append(file)
    return found

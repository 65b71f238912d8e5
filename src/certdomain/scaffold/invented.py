"""The plugin that holds an invented title: what one looks like when it is whole."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from certdomain.referential import Bloc, Evaluation, Referential
from certdomain.regulation.award import AwardPolicy, BlocByMark, EveryBloc, TitleRule
from certdomain.regulation.clauses import Clause, Effect, Words
from certdomain.regulation.terms import Said
from certdomain.regulation.tree import Regulation
from certdomain.scaffold.draft import Draft, TextFile, prefix_of

_TEXT: Final = TextFile(
    name="text.txt",
    data=b"A bloc is validated at 10 out of 20.\nBoth blocs make the title. A bloc once validated is kept.\n",
)

_CASES: Final = """\
certification: {title}
cases:
  - name: exactly 10 in both blocs
    steps:
      - enrol-candidate: {{on: 2026-09-01, route: student}}
      - record-evaluation: {{on: 2027-06-01, evaluation: first.test, points: 10}}
      - record-evaluation: {{on: 2027-06-02, evaluation: second.test, points: 10}}
      - decision:
          on: 2027-06-02
          title: total
          status: proposed
          blocs: {{first: validated, second: validated}}
          clauses: [{prefix}-R01, {prefix}-R02]

  - name: full points in one bloc, a hundredth of a point short in the other
    steps:
      - enrol-candidate: {{on: 2026-09-01, route: student}}
      - record-evaluation: {{on: 2027-06-01, evaluation: first.test, points: 20}}
      - record-evaluation: {{on: 2027-06-02, evaluation: second.test, points: 9.99}}
      - decision: {{on: 2027-06-02, title: partial, kept: [first], blocs: {{second: not-validated}}}}

  - name: and the other way round
    steps:
      - enrol-candidate: {{on: 2026-09-01, route: student}}
      - record-evaluation: {{on: 2027-06-01, evaluation: first.test, points: 9.99}}
      - record-evaluation: {{on: 2027-06-02, evaluation: second.test, points: 20}}
      - decision: {{on: 2027-06-02, title: partial, kept: [second], blocs: {{first: not-validated}}}}
"""

_DEMO: Final = (
    '"command": "enrol-candidate", "on": "2026-09-01", "certification": "{title}", "route": "student"',
    '"command": "record-evaluation", "on": "2027-06-01", "evaluation": "first.test", "points": 12.5',
    '"command": "record-evaluation", "on": "2027-06-02", "evaluation": "second.test", "points": 9.75',
)


def invented(name: str, title: str, certifier: str, edition: str, in_force_from: date | None = None) -> Draft:
    """A plugin with one invented title of two blocs, to be replaced."""
    prefix = prefix_of(name)
    mark, keep = f"{prefix}-R01", f"{prefix}-R02"
    regulation = Regulation(
        certification=title,
        edition=edition,
        name=Words(en="An invented title", fr="Un titre inventé"),
        certifier=certifier,
        in_force_from=in_force_from,
        sources=(_TEXT.source("text", Words(en="An invented text", fr="Un texte inventé")),),
        clauses=(
            Clause(
                id=mark,
                source="text",
                lines=((1, 1),),
                says=Words(en="A bloc is validated at 10 out of 20.", fr="Un bloc est validé à 10 sur 20."),
                effect=Effect.EXECUTED,
            ),
            Clause(
                id=keep,
                source="text",
                lines=((2, 2),),
                says=Words(
                    en="Whoever validates both blocs is granted the title; a validated bloc is kept.",
                    fr="La validation des deux blocs donne le titre ; un bloc validé reste acquis.",
                ),
                effect=Effect.EXECUTED,
            ),
        ),
        referential=Referential(
            blocs=tuple(
                Bloc(
                    id=each,
                    name=f"{each.title()} bloc",
                    evaluations=(Evaluation(id=f"{each}.test", out_of=Fraction(20)),),
                )
                for each in ("first", "second")
            )
        ),
        award=AwardPolicy(
            blocs=(BlocByMark(pass_mark=Said(Fraction(10), (mark,))),),
            titles=(TitleRule(requires=(EveryBloc(by=(keep,)),), by=(keep,)),),
            keeps=(keep,),
        ),
    )
    return Draft(
        name=name,
        certifier=certifier,
        regulation=regulation,
        texts=(_TEXT,),
        cases=_CASES.format(title=title, prefix=prefix),
        demo="".join(f'{{"journey": "demo-{name}", {line.format(title=title)}}}\n' for line in _DEMO),
        invented=True,
        origin=f"Everything about the title `{title}` is invented. Put your source text in its place.",
    )

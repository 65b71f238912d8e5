"""Names: whether what a command names exists in the title, before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import assert_never

from certdomain.commands import (
    ChooseOption,
    Command,
    Deliberate,
    EnrolCandidate,
    IssueCertificate,
    RecogniseBloc,
    RecordEvaluation,
    RecordModule,
    RecordPortfolioResult,
)
from certdomain.errors import Problem
from certdomain.marks import Exact, written
from certdomain.referential import Bloc, Evaluation
from certdomain.regulation.award import (
    BlocByCompetences,
    BlocByCriteria,
    BlocByMark,
    BlocByVerdict,
    BlocRule,
    covers,
)
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import Route, Situation

Who = tuple[Route, Situation | None] | None


def problems_of(
    command: Command, regulation: Regulation, who: Who = None, *, where: str = "command", line: int | None = None
) -> tuple[Problem, ...]:
    """Everything that a command names and the title does not have, and every number beyond its scale.

    `who`: route and situation of the candidate, where they are known: the payload must then fit the candidate's rule.
    """
    return tuple(_problems(command, regulation, who, where, line))


def _problems(command: Command, regulation: Regulation, who: Who, where: str, line: int | None) -> Iterator[Problem]:
    referential = regulation.referential

    def unknown(field: str, found: str, names: Sequence[str], thing: str) -> Problem:
        near = get_close_matches(found, names, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        expected = f"{thing} of {regulation.certification}: {', '.join(names)}{hint}"
        return Problem(where=where, line=line, field=field, found=repr(found)[:60], expected=expected)

    for field, name in _named(command, "evaluation", "evaluations"):
        if referential.evaluation(name) is None:
            names = [e.id for line_ in referential.lines for e in line_.evaluations]
            yield unknown(field, name, names, "an evaluation")
    for field, name in _named_blocs(command):
        bloc = referential.bloc(name)
        if bloc is None or bloc not in referential.blocs:
            aliases = [alias for each in referential.blocs for alias in each.aliases]
            yield unknown(field, name, [*(each.id for each in referential.blocs), *aliases], "a bloc")
    if not isinstance(command, Deliberate):
        yield from _twice(command, regulation, where, line)
    if isinstance(command, EnrolCandidate) and command.option is not None and referential.bloc(command.option) is None:
        yield unknown("option", command.option, [each.id for each in referential.blocs], "a bloc")
    if isinstance(command, RecordModule) and command.module not in referential.modules:
        yield unknown("module", command.module, referential.modules, "a module")
    if isinstance(command, RecordModule) and command.points is not None and command.out_of is not None:
        yield from _beyond("points", command.points, command.out_of, where, line)
    if isinstance(command, RecordPortfolioResult) and command.points is not None:
        bloc = referential.bloc(command.bloc)
        most = None if bloc is None else _most(bloc)
        if bloc is not None and most is None:
            expected = f"a verdict: {bloc.id} has no points"
            yield Problem(where=where, line=line, field="points", found=written(command.points), expected=expected)
        elif most is not None:
            yield from _beyond("points", command.points, most, where, line)
    if isinstance(command, RecordEvaluation):
        yield from _payload(command, regulation, who, where, line)


def _named(command: Command, one: str, many: str) -> Iterator[tuple[str, str]]:
    single = getattr(command, one, None)
    if isinstance(single, str):
        yield one, single
    for index, name in enumerate(getattr(command, many, None) or ()):
        yield f"{many}[{index}]", name


def _named_blocs(command: Command) -> Iterator[tuple[str, str]]:
    if isinstance(command, Deliberate):
        for name in command.blocs or {}:
            yield f"blocs.{name}", name
        return
    if isinstance(command, EnrolCandidate):
        for index, name in enumerate(command.scope or ()):
            yield f"scope[{index}]", name
        return
    if isinstance(command, ChooseOption | IssueCertificate | RecogniseBloc | RecordEvaluation | RecordPortfolioResult):
        if command.bloc is not None:
            yield "bloc", command.bloc
        return
    yield from _named(command, "bloc", "blocs")


def _twice(command: Command, regulation: Regulation, where: str, line: int | None) -> Iterator[Problem]:
    """A list of blocs that names one twice under two numberings."""
    first: dict[str, str] = {}
    for field, name in _named_blocs(command):
        bloc = regulation.referential.bloc(name)
        if bloc is None:
            continue
        known = first.setdefault(bloc.id, name)
        if known != name:
            expected = f"each bloc once, whatever its alias: {known} is {bloc.id} as well"
            yield Problem(where=where, line=line, field=field, found=repr(name)[:60], expected=expected)


def _most(bloc: Bloc) -> Exact | None:
    points = [e.counts_for for e in bloc.evaluations if e.counts_for is not None]
    return sum(points, Exact(0)) if points else None


def _beyond(field: str, points: Exact, most: Exact, where: str, line: int | None) -> Iterator[Problem]:
    if points > most:
        expected = f"at most {written(most)} points"
        yield Problem(where=where, line=line, field=field, found=written(points), expected=expected)


def _payload(
    command: RecordEvaluation, regulation: Regulation, who: Who, where: str, line: int | None
) -> Iterator[Problem]:
    referential = regulation.referential
    evaluation: Evaluation | None = None
    bloc: Bloc | None
    if command.evaluation is not None:
        known = referential.evaluation(command.evaluation)
        bloc, evaluation = known if known is not None else (None, None)
    else:
        bloc = referential.bloc(command.bloc or "")
    if bloc is None:
        return
    rules = _rules(bloc, regulation, who)
    field = next(
        name for name in ("points", "mark", "verdict", "competences", "criteria") if getattr(command, name) is not None
    )
    fits = {name for rule in rules for name in _fields(rule, whole=evaluation is None)}
    if bloc is referential.part:
        fits = {"points", "mark"}
    if field not in fits:
        expected = (
            f"a result of {bloc.id} as one of: {', '.join(sorted(fits))}"
            if fits
            else f"an evaluation of {bloc.id}: a whole bloc cannot be recorded by marks"
        )
        yield Problem(where=where, line=line, field=field, found=field, expected=expected)
        return
    if command.points is not None and evaluation is not None and evaluation.out_of is not None:
        yield from _beyond("points", command.points, evaluation.out_of, where, line)
    competences = [competence.id for competence in bloc.competences]
    criteria = [code for competence in bloc.competences for code in competence.criteria]
    for name, codes, said in (
        ("competences", competences, command.competences),
        ("criteria", criteria, command.criteria),
        ("not_applicable", criteria, command.not_applicable),
    ):
        for code in said or ():
            if code not in codes:
                near = get_close_matches(code, codes, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                yield Problem(
                    where=where,
                    line=line,
                    field=f"{name}.{code}"[:80],
                    found=repr(code)[:60],
                    expected=f"a code of {bloc.id}{hint}",
                )


def _rules(bloc: Bloc, regulation: Regulation, who: Who) -> tuple[BlocRule, ...]:
    """The rules under one of which a result of the bloc may be given: those for the candidate, or else for anybody.

    A rule that names the bloc is the only one: what the text says of this bloc goes before what it says of all.
    """
    of_bloc = tuple(rule for rule in regulation.award.blocs if covers(rule, bloc.id)) or regulation.award.blocs
    own = tuple(rule for rule in of_bloc if who is None or rule.audience.admits(*who)) or of_bloc
    return own[:1] if own[0].blocs and who is not None else own


def _fields(rule: BlocRule, *, whole: bool) -> tuple[str, ...]:
    match rule:
        case BlocByMark():
            return () if whole else ("points", "mark")
        case BlocByCompetences():
            return ("competences", "verdict")
        case BlocByCriteria():
            return ("criteria", "verdict")
        case BlocByVerdict():
            return ("verdict",)
        case _:
            assert_never(rule)

"""What a title is made of: blocs, the professional part, evaluations, competences and criteria."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from certdomain.marks import total
from certdomain.vocabulary import Route, Situation


@frozen(kw_only=True)
class Audience:
    """Whom a rule or an evaluation concerns. Empty = everybody.

    Attributes:
        routes: the routes meant; empty = every route.
        situations: the situations meant; empty = every situation. A situation that was not recorded is not excluded.

    Effect:
        A rule with an audience is looked at only for a candidate whom it admits.
    """

    routes: tuple[Route, ...] = ()
    situations: tuple[Situation, ...] = ()

    def admits(self, route: Route, situation: Situation | None) -> bool:
        """Whether a candidate of that route and situation is meant. An unknown situation is not excluded."""
        return (not self.routes or route in self.routes) and (
            not self.situations or situation is None or situation in self.situations
        )


EVERYBODY = Audience()


@frozen(kw_only=True)
class Competence:
    """A competence and the codes of its criteria, as the referential orders them.

    Attributes:
        id: its code, unique in its bloc; the name under which `record-evaluation` says it is acquired.
        criteria: the codes of its criteria, unique in its bloc; only a bloc by criteria needs them.

    Effect:
        Shown in a decision under `competences`.
    """

    id: str
    criteria: tuple[str, ...] = ()


@frozen(kw_only=True)
class Evaluation:
    """One evaluation of a bloc, or of the professional part.

    Attributes:
        id: unique in the title; the name that records use.
        name: its title in the source text, shown by `certdomain show`; the id where it is empty.
        out_of: the points that it is marked out of, more than 0; None where it has no points. A `mark` on 20 is turned
            into these points.
        weight: the points of the bloc that a full mark brings, where a coefficient says other than `out_of`; None =
            `out_of`.
        audience: who sits it; for the others it does not exist.

    Effect:
        A result out of `out_of` counts `weight / out_of` times its points in the bloc.
    """

    id: str
    name: str = ""
    out_of: Fraction | None = None
    weight: Fraction | None = None
    audience: Audience = EVERYBODY

    @property
    def counts_for(self) -> Fraction | None:
        """Points of the bloc that a full mark brings."""
        return self.out_of if self.weight is None else self.weight


@frozen(kw_only=True)
class Bloc:
    """A bloc de compétences, or the professional part.

    Attributes:
        id: its id, unique in the title.
        name: its title in the source text.
        evaluations: what is sat, each with an id that is unique in the title.
        competences: what is judged, for a bloc by competences or by criteria.
        group: the named group of blocs that requirements and options speak of.
        aliases: other ids that records may use for it.

    Effect:
        Its points are the sum of what its evaluations count for, among those that the candidate sits.
    """

    id: str
    name: str
    evaluations: tuple[Evaluation, ...] = ()
    competences: tuple[Competence, ...] = ()
    group: str = "blocs"
    aliases: tuple[str, ...] = ()
    _sat: dict[tuple[Route, Situation | None], tuple[tuple[Evaluation, ...], Fraction]] = field(
        init=False, factory=dict, repr=False, eq=False, hash=False
    )

    def evaluations_for(self, route: Route, situation: Situation | None) -> tuple[Evaluation, ...]:
        """The evaluations that a candidate of that route sits."""
        return self._sat_by(route, situation)[0]

    def points_for(self, route: Route, situation: Situation | None) -> Fraction:
        """The most points that a candidate of that route can have in the bloc; 0 where it has no points."""
        return self._sat_by(route, situation)[1]

    def _sat_by(self, route: Route, situation: Situation | None) -> tuple[tuple[Evaluation, ...], Fraction]:
        # Remembered, for every decision asks: it depends on nothing but the declaration.
        found = self._sat.get((route, situation))
        if found is None:
            sat = tuple(e for e in self.evaluations if e.audience.admits(route, situation))
            found = (sat, total(e.counts_for for e in sat if e.counts_for is not None))
            self._sat[route, situation] = found
        return found


@frozen(kw_only=True)
class Referential:
    """The blocs of a title in the order of its text, its professional part if any, and the modules of its training.

    Attributes:
        blocs: the blocs, in order.
        part: the professional part: evaluations outside the blocs, which is never kept and has a retake of its own;
            None = none.
        part_audience: who enters the part, with an enrolment for the whole title.
        modules: ids of the modules of the training, which `record-module` may name; they enter no verdict.

    Effect:
        An id given twice, or an alias of two blocs, is an error when the regulation is made.
    """

    blocs: tuple[Bloc, ...]
    part: Bloc | None = None
    part_audience: Audience = EVERYBODY
    modules: tuple[str, ...] = ()
    _by_bloc: dict[str, Bloc] = field(init=False, repr=False, eq=False, hash=False)
    _by_evaluation: dict[str, tuple[Bloc, Evaluation]] = field(init=False, repr=False, eq=False, hash=False)
    _aliases: dict[str, str] = field(init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        by_bloc: dict[str, Bloc] = {}
        by_evaluation: dict[str, tuple[Bloc, Evaluation]] = {}
        aliases: dict[str, str] = {}
        for bloc in self.lines:
            if bloc.id in by_bloc:
                msg = f"bloc {bloc.id} is declared twice"
                raise ValueError(msg)
            by_bloc[bloc.id] = bloc
            for evaluation in bloc.evaluations:
                if evaluation.id in by_evaluation:
                    msg = f"evaluation {evaluation.id} is declared twice"
                    raise ValueError(msg)
                by_evaluation[evaluation.id] = (bloc, evaluation)
            for alias in bloc.aliases:
                if aliases.setdefault(alias, bloc.id) != bloc.id or alias in by_bloc:
                    msg = f"alias {alias} names two blocs"
                    raise ValueError(msg)
        object.__setattr__(self, "_by_bloc", by_bloc)
        object.__setattr__(self, "_by_evaluation", by_evaluation)
        object.__setattr__(self, "_aliases", aliases)

    @property
    def lines(self) -> tuple[Bloc, ...]:
        """The blocs, then the professional part if there is one."""
        return self.blocs if self.part is None else (*self.blocs, self.part)

    def bloc(self, name: str) -> Bloc | None:
        """The bloc (or part) of that id or alias, None if there is none."""
        return self._by_bloc.get(self._aliases.get(name, name))

    def evaluation(self, name: str) -> tuple[Bloc, Evaluation] | None:
        """The evaluation of that id and its bloc, None if there is none."""
        return self._by_evaluation.get(name)

    def group(self, name: str) -> Iterator[Bloc]:
        """The blocs of a named group, in order."""
        return (bloc for bloc in self.blocs if bloc.group == name)

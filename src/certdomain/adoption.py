"""Adoption: which regulations a register holds, and which one a new enrolment gets.

The content is kept in the register, and only that copy is ever used: what becomes of a plugin changes nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar

from attrs import define, evolve, field

from certdomain.commands_reading import Broken, identifier, prose
from certdomain.errors import BadInput, Damaged, Problem, UnknownTitle
from certdomain.events import RegulationAdopted
from certdomain.plugins import Declared, Titles, declare, installed
from certdomain.regulation.canonical import NotCanonical, digest, load_regulation
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.tree import Regulation
from certdomain.streams import Placed, Streams

NOTHING: Mapping[str, str] = MappingProxyType({})
HELD = 256
"""How many regulations a shelf holds of each sort: what was put there longest ago goes first."""

_Pairs = tuple[tuple[str, str], ...]
_Chosen = tuple[str, str, _Pairs, _Pairs]
K = TypeVar("K")
V = TypeVar("V")


@define(kw_only=True)
class Shelf:
    """What is made of a declaration, made once: the copy with other choices, the loaded content, the settled rules.

    All of it follows from content alone, and never changes. A register has a shelf of its own; who opens one register
    after the other, as a runner of cases does, gives them all the same. `settle` says what becomes of a declaration
    before rules see it: the conformance kit moves a number there, for no moved number is ever declared.
    """

    settle: Callable[[Regulation], Regulation] = settled
    _chosen: OrderedDict[_Chosen, Declared] = field(factory=OrderedDict, init=False, repr=False)
    _loaded: OrderedDict[str, Declared] = field(factory=OrderedDict, init=False, repr=False)
    _settled: OrderedDict[str, Regulation] = field(factory=OrderedDict, init=False, repr=False)

    def settling(self, settle: Callable[[Regulation], Regulation]) -> Shelf:
        """A shelf with the same declarations that settles them otherwise."""
        other = Shelf(settle=settle)
        other._chosen, other._loaded = self._chosen, self._loaded
        return other

    def chosen(
        self, held: Declared, readings: Mapping[str, str], parameters: Mapping[str, str], certification: str
    ) -> Declared:
        """The declaration with those readings and parameters.

        Raises:
            BadInput: for readings, letters or parameters that it does not have.
        """
        regulation = with_choices(held.regulation, readings, parameters)
        key = (held.digest, certification, regulation.choices, regulation.values)
        found = self._chosen.get(key)
        if found is None:
            found = declare(regulation, certification)
            _shelve(self._chosen, key, found)
        return found

    def loaded(self, content: bytes, regulation_digest: str) -> Declared:
        """The regulation of a content that has this digest.

        Raises:
            NotCanonical: if it is not one.
        """
        found = self._loaded.get(regulation_digest)
        if found is None:
            found = Declared(load_regulation(content), content, regulation_digest, "register")
            _shelve(self._loaded, regulation_digest, found)
        return found

    def settled(self, held: Declared) -> Regulation:
        """The settled regulation of a declaration."""
        found = self._settled.get(held.digest)
        if found is None:
            found = self.settle(held.regulation)
            _shelve(self._settled, held.digest, found)
        return found


def _shelve(held: OrderedDict[K, V], key: K, value: V) -> None:
    held[key] = value
    if len(held) > HELD:
        held.popitem(last=False)


class Adoptions:
    """The regulations of a register: those installed (fetched when first needed) and those adopted."""

    def __init__(self, streams: Streams, titles: Titles | None, shelf: Shelf | None = None) -> None:
        self._streams = streams
        self._titles = titles
        self._shelf = Shelf() if shelf is None else shelf
        self._adopted: dict[str, list[RegulationAdopted]] = {}
        self._settled: dict[str, Regulation] = {}
        self._contents: dict[str, Declared] = {}

    @property
    def titles(self) -> Titles | None:
        """The titles of the plugins, None while nobody needed those installed."""
        return self._titles

    def forget(self) -> None:
        """Read again what was adopted."""
        self._adopted.clear()

    def settled_of(self, regulation_digest: str, certification: str) -> Regulation:
        """The settled regulation that the register keeps under a digest; plugins are not needed for it.

        Raises:
            Damaged: if the register does not hold it, or holds what this version cannot read.
        """
        found = self._settled.get(regulation_digest)
        if found is None or found.certification != certification:  # what is remembered must not answer for another
            found = self._shelf.settled(self.kept(regulation_digest, certification))
            self._settled[regulation_digest] = found
        return found

    def adopt(
        self,
        certification: str,
        *,
        edition: str | None = None,
        readings: Mapping[str, str] = NOTHING,
        parameters: Mapping[str, str] = NOTHING,
        by: str = "system",
        reason: str = "",
        clauses: Sequence[str] | None = None,
        recorded_at: datetime,
    ) -> str:
        """Adopt a regulation with its readings and parameters; later enrolments are under it. Returns its digest.

        `clauses`: those of its text that the adoption rests on; by default those of its transitions.

        Raises:
            UnknownTitle: if nobody declares it.
            BadInput: for readings, letters, parameters or clauses that it does not have, and for `by` or `reason` that
                no command could hold.
        """
        by, reason = _said(by, reason)
        held = self._shelf.chosen(self._declared(certification, edition), readings, parameters, certification)
        cited = _cited(held.regulation, clauses)
        history = self._adoptions(certification)
        if not history or history[-1].digest != held.digest:
            adopted = _adoption(held, recorded_at, by, reason, cited)
            self._streams.append([(f"regulation/{certification}", len(history), adopted)])
            history.append(adopted)
        return held.digest

    def installed(self) -> Titles:
        """The titles of the plugins, loaded when they are first needed."""
        if self._titles is None:
            self._titles = installed()
        return self._titles

    def _declared(self, certification: str, edition: str | None) -> Declared:
        """The installed declaration of an edition (the last one), else what the register adopted of it."""
        editions = self.installed().get(certification, ())
        for declared in editions:
            if edition in (None, declared.regulation.edition):
                return declared
        adopted = [a for a in self._adoptions(certification) if edition in (None, a.edition)]
        if adopted:
            return self.kept(adopted[-1].digest, certification)
        if editions:
            names = ", ".join(declared.regulation.edition for declared in editions)
            raise _unknown_title("edition", edition or "", f"an edition of {certification}: {names}")
        raise _unknown_title("certification", certification, f"an installed title ({self.installed().known()})")

    def in_force(self, certification: str, edition: str | None, on: date | None) -> Declared:
        """The regulation of an edition, or of the day. What was adopted goes before what is installed."""
        adopted = self._adoptions(certification)
        if edition is None:
            edition = self._edition_of(certification, adopted, on)
        last = next((a for a in reversed(adopted) if a.edition == edition), None)
        return self._declared(certification, edition) if last is None else self.kept(last.digest, certification)

    def _edition_of(self, certification: str, adopted: Sequence[RegulationAdopted], on: date | None) -> str | None:
        since = {d.regulation.edition: d.regulation.in_force_from for d in self.installed().get(certification, ())}
        since |= {a.edition: self.kept(a.digest, certification).regulation.in_force_from for a in adopted}
        begun = [(day or date.min, name) for name, day in since.items() if on is None or (day or date.min) <= on]
        if since and not begun:
            raise _unknown_title("on", str(on), f"a day on which an edition of {certification} is in force")
        return max(begun)[1] if begun else None

    def _adoptions(self, certification: str) -> list[RegulationAdopted]:
        found = self._adopted.get(certification)
        if found is None:
            events = self._streams.read(f"regulation/{certification}")
            found = [event for event in events if isinstance(event, RegulationAdopted)]
            self._adopted[certification] = found
        return found

    def _adopted_as(self, regulation_digest: str, certification: str) -> RegulationAdopted | None:
        return next((a for a in self._adoptions(certification) if a.digest == regulation_digest), None)

    def kept(self, regulation_digest: str, certification: str) -> Declared:
        """The regulation that the register holds under a digest, read from its stored content alone."""
        known = self._contents.get(regulation_digest)
        if known is not None and known.regulation.certification == certification:
            return known
        where = f"regulation/{certification}"
        adopted = self._adopted_as(regulation_digest, certification)
        if adopted is None:  # somebody else may have adopted it meanwhile, and recorded under it
            self._adopted.pop(certification, None)
            adopted = self._adopted_as(regulation_digest, certification)
        if adopted is None:
            raise Damaged(where, f"the register does not hold {regulation_digest[:12]}", "run `certdomain verify`")
        data = adopted.content.encode()
        if digest(data) != regulation_digest:
            raise Damaged(where, "the content does not have the digest it was adopted under", "run `certdomain verify`")
        try:
            kept = self._shelf.loaded(data, regulation_digest)
        except (NotCanonical, ValueError) as error:
            raise Damaged(where, f"cannot be read by this version ({error})", "use a newer certdomain") from error
        told, says = f"{adopted.certification} {adopted.edition}", f"{certification} {kept.regulation.edition}"
        if told != says or kept.regulation.certification != certification:
            raise Damaged(where, f"it was adopted as {told}, and its content is another", "run `certdomain verify`")
        self._contents[regulation_digest] = kept
        return kept

    def every(self) -> Iterator[Declared]:
        """All regulations that the register keeps, by title and in the order of their adoption.

        Raises:
            Damaged: if one of them cannot be read.
        """
        for stream in self._streams.store.streams("regulation/"):
            certification = stream.removeprefix("regulation/")
            for adopted in self._adoptions(certification):
                yield self.kept(adopted.digest, certification)

    def settle(self, held: Declared) -> Regulation:
        """The settled regulation of a declaration."""
        if held.digest not in self._settled:
            self._settled[held.digest] = self._shelf.settled(held)
        return self._settled[held.digest]

    def first_use(self, held: Declared, at: datetime) -> list[Placed]:
        """The adoption that a first use makes, unless the register holds that content already."""
        certification = held.regulation.certification
        history = self._adoptions(certification)
        if any(adopted.digest == held.digest for adopted in history):
            return []
        return [(f"regulation/{certification}", len(history), _adoption(held, at, "system", "first use"))]

    def note(self, events: Sequence[Placed]) -> None:
        """Remember the adoptions among events that were appended."""
        for _, _, event in events:
            if isinstance(event, RegulationAdopted):
                history = self._adoptions(event.certification)
                if all(adopted.digest != event.digest for adopted in history):
                    history.append(event)


def _said(by: str, reason: str) -> tuple[str, str]:
    """Who adopts and why, in the form in which commands hold them: what is recorded stands for ever."""
    read: dict[str, object] = {"by": identifier(by), "reason": reason if reason == "" else prose(reason)}
    problems = [
        evolve(each, where="command", field=name)
        for name, value in read.items()
        if isinstance(value, Broken)
        for each in value.problems
    ]
    if problems:
        raise BadInput(problems)
    return str(read["by"]), str(read["reason"])


def _cited(regulation: Regulation, clauses: Sequence[str] | None) -> tuple[str, ...]:
    if clauses is None:
        return tuple(dict.fromkeys(clause for each in regulation.transitions for clause in each.by))
    known = {clause.id for clause in regulation.clauses}
    expected = f"a clause of {regulation.certification}, edition {regulation.edition}"
    problems = [
        Problem(where="command", field="clauses", found=repr(each)[:60], expected=expected)
        for each in clauses
        if each not in known
    ]
    if problems:
        raise BadInput(problems)
    return tuple(dict.fromkeys(clauses))


def _adoption(held: Declared, at: datetime, by: str, reason: str, clauses: tuple[str, ...] = ()) -> RegulationAdopted:
    return RegulationAdopted(
        certification=held.regulation.certification,
        edition=held.regulation.edition,
        digest=held.digest,
        content=held.content.decode(),
        recorded_at=at,
        by=by,
        reason=reason,
        clauses=clauses,
    )


def _unknown_title(field: str, found: str, expected: str) -> UnknownTitle:
    return UnknownTitle([Problem(where="command", field=field, found=repr(found)[:60], expected=expected)])

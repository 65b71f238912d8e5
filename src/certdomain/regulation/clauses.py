"""What a regulation says of its own text: sources, clauses, readings, parameters, defects, silences."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import field, frozen

Scalar = str | int | bool | None


class Effect(Enum):
    """What the software does with a clause."""

    EXECUTED = "executed"  # it decides a verdict, a request or an act
    CHECKED = "checked"  # a breach raises a finding
    RECORDED = "recorded"  # facts that it orders are kept and shown; they decide nothing
    NONE = "none"  # nothing that is recorded bears on it; `because` says why


@frozen(kw_only=True)
class Words:
    """One sentence in the two languages of the project."""

    en: str
    fr: str


@frozen(kw_only=True)
class Source:
    """A source text, pinned by its SHA-256. `lines` counts from 1, blank lines included."""

    id: str
    file: str
    sha256: str
    lines: int
    title: Words


@frozen(kw_only=True)
class Clause:
    """One numbered rule of a source text, summed up in our own words.

    `lines` are inclusive pairs (first, last) of the source. `quote` holds a few words of the source, only where
    the wording itself is interpreted. `because` is required when the effect is `NONE`.
    """

    id: str
    source: str
    lines: tuple[tuple[int, int], ...]
    says: Words
    effect: Effect
    quote: str = ""
    because: Words | None = None

    def __attrs_post_init__(self) -> None:
        if not self.lines or any(first < 1 or last < first for first, last in self.lines):
            msg = f"clause {self.id}: every clause names the lines of its source, as (first, last) from 1"
            raise ValueError(msg)
        if (self.effect is Effect.NONE) != (self.because is not None):
            msg = f"clause {self.id}: a clause without effect, and only such a clause, says why (`because`)"
            raise ValueError(msg)

    @property
    def where(self) -> str:
        """The lines as a reader writes them: "105, 107-109"."""
        return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in self.lines)


@frozen(kw_only=True)
class Option:
    """One way to read a doubtful wording. `letter` is its stable name."""

    letter: str
    says: Words


@frozen(kw_only=True)
class Reading:
    """A doubtful wording, the ways to read it, and the one that is taken unless the certifier switches it."""

    id: str
    clauses: tuple[str, ...]
    asks: Words
    options: tuple[Option, ...]
    chosen: str
    quote: str = ""

    def __attrs_post_init__(self) -> None:
        letters = [option.letter for option in self.options]
        if self.chosen not in letters or len(set(letters)) != len(letters) or len(letters) < 2:
            msg = f"reading {self.id}: needs at least two options with distinct letters, one of them chosen"
            raise ValueError(msg)


class ParameterKind(Enum):
    """What values a parameter takes."""

    DATE = "date"
    NUMBER = "number"  # exact, not negative
    COUNT = "count"  # whole, not negative


@frozen(kw_only=True)
class Parameter:
    """What the text leaves to the certifier. `default` is its text form; None = unknown, said so, never guessed.

    `least` and `most`: between which numbers it lies, both included.
    """

    name: str
    kind: ParameterKind
    clauses: tuple[str, ...]
    says: Words
    default: str | None = field(default=None)
    least: str | None = None
    most: str | None = None


@frozen(kw_only=True)
class Total:
    """What the text itself says that a bloc, or all lines together (`bloc` is None), is out of.

    Nothing is decided by it: the conformance kit holds the points of the evaluations against it.
    """

    points: Fraction
    clauses: tuple[str, ...]
    bloc: str | None = None


@frozen(kw_only=True)
class Defect:
    """A fault of the text itself (a contradiction, a wrong count, a lost page), raised when the regulation loads."""

    id: str
    lines: tuple[tuple[int, int], ...]
    says: Words
    clauses: tuple[str, ...] = ()


@frozen(kw_only=True)
class Silence:
    """A question that the text does not answer. `ask` says whom to ask."""

    topic: str
    says: Words
    ask: Words

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
    """One sentence in the two languages of the project.

    Attributes:
        en: in English.
        fr: in French.

    Effect:
        Shown by `show`, `explain` and `timeline` with `--lang`.
    """

    en: str
    fr: str


@frozen(kw_only=True)
class Source:
    """A source text, pinned by its SHA-256.

    Attributes:
        id: the name that clauses use.
        file: the name of the file; it does not travel with the plugin.
        sha256: 64 hexadecimal digits of its SHA-256, as `sha256sum` prints them.
        lines: how many lines it has, counted from 1, blank lines included (`wc -l`).
        title: what text it is.

    Effect:
        A clause that names a later line is a fault.
    """

    id: str
    file: str
    sha256: str
    lines: int
    title: Words


@frozen(kw_only=True)
class Clause:
    """One numbered rule of a source text, summed up in our own words.

    Attributes:
        id: unique in the title; what rules cite.
        source: the id of its source.
        lines: inclusive pairs (first, last) of the source, from 1.
        says: what it says, in both languages.
        effect: what the software does with it.
        quote: a few words of the source, only where the wording itself is interpreted.
        because: why nothing is done with it; required when the effect is `none`, else absent.

    Effect:
        A clause that is `executed` or `checked` and that no rule cites is reported by `plugin check`.
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
    """One way to read a doubtful wording.

    Attributes:
        letter: its stable name, such as `a`.
        says: what it comes to.

    Effect:
        Chosen by `certdomain adopt TITLE --reading ID=LETTER`.
    """

    letter: str
    says: Words


@frozen(kw_only=True)
class Reading:
    """A doubtful wording, the ways to read it, and the one that is taken unless the certifier switches it.

    Attributes:
        id: unique among clauses and readings; cited with the clauses wherever it decides.
        clauses: the clauses whose wording it is.
        asks: the question that the wording leaves.
        options: at least two, with distinct letters.
        chosen: the letter taken by default.
        quote: the words in doubt.

    Effect:
        Its choice is part of the digest. A reading that no case tells apart is reported by `plugin check`.
    """

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

    DATE = "date"  # a day, YYYY-MM-DD
    NUMBER = "number"  # exact, not negative
    COUNT = "count"  # whole, not negative


@frozen(kw_only=True)
class Parameter:
    """What the text leaves to the certifier. Unknown is said so, never guessed.

    Attributes:
        name: the name that `Left` uses, and `--parameter NAME=VALUE`.
        kind: a date, a number or a count.
        clauses: the clauses that leave it open.
        says: what it is.
        default: its text form, such as `2027-12-31` or `637`; None = unknown.
        least: the least value, included; None = no bound (0 for numbers and counts).
        most: the greatest value, included; None = no bound.

    Effect:
        Set by `certdomain adopt TITLE --parameter NAME=VALUE`, or `parameters` in a case file.
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
    """What a text says that a bloc, or the whole, is out of.

    Attributes:
        points: the points that the text announces, more than 0.
        clauses: the clauses that announce them.
        bloc: the bloc (or the professional part) meant; None = all of them together.

    Effect:
        Decides nothing: `plugin check` holds the evaluations against it, and tells where they do not add up.
    """

    points: Fraction
    clauses: tuple[str, ...]
    bloc: str | None = None


@frozen(kw_only=True)
class Defect:
    """A fault of the text itself: a contradiction, a wrong count, a lost page.

    Attributes:
        id: unique; listed in every decision under `defects`.
        lines: inclusive pairs (first, last) of the source.
        says: what is wrong.
        clauses: the clauses concerned.

    Effect:
        Shown, never repaired: a way to read it is a `Reading` beside it.
    """

    id: str
    lines: tuple[tuple[int, int], ...]
    says: Words
    clauses: tuple[str, ...] = ()


@frozen(kw_only=True)
class Silence:
    """A question that the text does not answer.

    Attributes:
        topic: the question in a word: `retake`, `absence`, `fraud`, `admission`.
        says: what the text does not say.
        ask: whom to ask.

    Effect:
        Shown by `show` and `explain`; it decides nothing: what makes the answer *unregulated* is the policy that is
        left out.
    """

    topic: str
    says: Words
    ask: Words

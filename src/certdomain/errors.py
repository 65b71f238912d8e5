"""What can be broken: exceptions, each with typed attributes. To say "no" is never one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen


@frozen(kw_only=True)
class Problem:
    """One fault of an input: where it is, what was found there and what was expected.

    `found` is already escaped and shortened, fit for a terminal.
    """

    where: str
    found: str
    expected: str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = self.where if self.line is None else f"{self.where}:{self.line}"
        at = "" if self.field is None else f" field `{self.field}`:"
        return f"{place}:{at} found {self.found}; expected {self.expected}"


class CertdomainError(Exception):
    """Everything that this library raises on purpose. It crosses to another process with all that it carries."""

    def __reduce__(self) -> tuple[Callable[..., CertdomainError], tuple[object, ...]]:
        """Made again as it is: what Python does by itself is to call the class with the message alone."""
        return _made_again, (type(self), self.args, dict(self.__dict__))


def _made_again(
    kind: type[CertdomainError], told: tuple[object, ...], carried: Mapping[str, object]
) -> CertdomainError:
    made = kind.__new__(kind)
    made.args = told
    made.__dict__.update(carried)
    return made


class BadInput(CertdomainError, ValueError):
    """Input that is malformed or names a thing that does not exist. `problems` lists all of it at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BadCommand(BadInput):
    """A command that is malformed, or that names an evaluation, session, entry, jury or bloc that does not exist."""


class UnknownTitle(BadCommand):
    """A command for a title that no installed plugin declares and that the register has not adopted."""


class UnknownJourney(BadCommand):
    """A question or a command about a journey that was never enrolled, or whose enrolment was refused."""


class Conflict(CertdomainError, RuntimeError):
    """Somebody else wrote to the stream first."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        self.stream = stream
        self.expected = expected
        self.actual = actual
        super().__init__(f"{stream}: expected version {expected}, found {actual}; read it again and decide again")


class Damaged(CertdomainError, RuntimeError):
    """A register that is missing, unreadable or not as it was written. `advice` says what to do."""

    def __init__(self, where: str, what: str, advice: str) -> None:
        self.where = where
        self.what = what
        self.advice = advice
        super().__init__(f"{where}: {what}; {advice}")


class StoreFull(Damaged):
    """There is no room to record. Nothing was recorded, what was stays readable; recording goes on once there is."""


class PluginError(CertdomainError, RuntimeError):
    """A plugin that cannot be used, or not for one title. `distribution` names it, `check` is the stable reason.

    `title` is the certification where only that is lost, `path` the place in the declaration, `file` and `line` the
    place in the plugin's code where that can be told, `mend` how to mend it.
    """

    def __init__(
        self,
        distribution: str,
        what: str,
        *,
        check: str = "loading",
        mend: str = "",
        title: str = "",
        path: str = "",
        file: str | None = None,
        line: int | None = None,
    ) -> None:
        self.distribution = distribution
        self.what = what
        self.check = check
        self.mend = mend
        self.title = title
        self.path = path
        self.file = file
        self.line = line
        at = "" if file is None else f" ({file}:{line})"
        super().__init__(f"plugin {distribution}: {what}{at}{'; ' if mend else ''}{mend}")

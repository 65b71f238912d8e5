"""The conformance kit as a pytest class, for the tests of a plugin.

    from certdomain.testing.conformance import CertifierConformance

    class TestConformance(CertifierConformance):
        distribution = "certdomain-example"
        cases = "tests/cases"

Paths are taken from the folder of the test's project: the first one above the test that holds a pyproject.toml.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest

from certdomain.conformance.mutation import Fate
from certdomain.conformance.notes import Note
from certdomain.conformance.report import Report, examine

_CASES = frozenset({"no-cases", "failing-case", "surviving-threshold", "undistinguished-reading"})
_SAME = frozenset({"not-deterministic", "not-deterministic-run"})


class CertifierConformance:
    """Subclass it with the name of the distribution. Each test that fails lists everything of its kind, with places.

    `cases`: case files, or folders of them (default: tests/cases of the plugin's project). `sources`: folders in which
    the source texts lie, so that quoted words are looked up. `workers`: processes that share the mutants. `allowed`:
    names of checks whose notes are accepted: say why beside them.

    The tests that run cases are marked `slow`; they take minutes for a long regulation.
    """

    __test__: ClassVar[bool] = False

    distribution: ClassVar[str]
    cases: ClassVar[str | Sequence[str]] = ()
    sources: ClassVar[str | Sequence[str]] = ()
    workers: ClassVar[int] = 1
    allowed: ClassVar[Sequence[str]] = ()

    def __init_subclass__(cls, **kwargs: object) -> None:
        """A subclass that names its distribution is collected."""
        super().__init_subclass__(**kwargs)
        cls.__test__ = hasattr(cls, "distribution")

    def test_is_loaded_and_declares_well(self) -> None:
        """The plugin is loaded as a user would, apart, and nothing is wrong with what it declares."""
        report = self._report(quick=True)
        assert report.titles or report.faults, f"{self.distribution} declares no title"
        self._tell(report, lambda note: True)

    @pytest.mark.slow
    def test_cases_notice_every_number_and_reading(self) -> None:
        """Its cases pass; each number moved by its least, and each other letter of a reading, makes one fail."""
        report = self._report(quick=False)
        assert report.mutations or report.faults, "nothing was tried"
        self._tell(report, lambda note: note.check in _CASES)
        assert all(each.of(Fate.KILLED) or not each.mutants for each in report.mutations)

    @pytest.mark.slow
    def test_answers_are_the_same_everywhere(self) -> None:
        """Its cases are answered alike under another hash seed, language, zone, and order of loading."""
        self._tell(self._report(quick=False), lambda note: note.check in _SAME)

    def _report(self, *, quick: bool) -> Report:
        cases, sources = self._paths(self.cases), self._paths(self.sources)
        return _examined(self.distribution, cases, sources, self.workers, quick)

    def _paths(self, given: str | Sequence[str]) -> tuple[Path, ...]:
        named = (given,) if isinstance(given, str) else tuple(given)
        here = Path(inspect.getfile(type(self))).resolve()
        root = next((each for each in here.parents if (each / "pyproject.toml").is_file()), here.parent)
        return tuple(root / each for each in named)

    def _tell(self, report: Report, concerns: Callable[[Note], bool]) -> None:
        faults = [each for each in report.faults if concerns(each) and each.check not in self.allowed]
        if faults:
            pytest.fail(_listed(self.distribution, faults), pytrace=False)


@cache
def _examined(
    distribution: str,
    cases: tuple[Path, ...],
    sources: tuple[Path, ...],
    workers: int,
    quick: bool,
) -> Report:
    """Examined once for all tests of a class: it takes its time, and nothing changes meanwhile."""
    return examine(distribution, cases=cases, sources=sources, quick=quick, workers=workers)


def _listed(distribution: str, faults: Iterable[Note]) -> str:
    lines = [f"{distribution} is not fit:"]
    for each in faults:
        where = "" if each.place is None else f"{each.place}: "
        about = " ".join(part for part in (each.title, each.path) if part)
        lines.append(
            f"  {where}{about}: {each.what} [{each.check}]" if about else f"  {where}{each.what} [{each.check}]"
        )
        if each.mend:
            lines.append(f"      {each.mend}")
    return "\n".join(lines)

"""A pytest plugin: every YAML file in a folder named `cases` is collected, one test a case. It needs no configuration.

`-p no:certdomain` turns it off. Nothing else of certdomain is loaded before a case file is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr

    from certdomain.testing.cases import Case

_SUFFIXES = (".yaml", ".yml")


class CaseFailed(Exception):
    """A case that is not as expected, with one text for each step that failed."""

    def __init__(self, failures: tuple[str, ...]) -> None:
        self.failures = failures
        super().__init__("\n".join(failures))


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark of the conformance kit's long tests, so that `-m "not slow"` leaves them out."""
    config.addinivalue_line("markers", "slow: takes minutes (the conformance kit's mutants); `-m 'not slow'` skips it")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CasesFile | None:
    """A YAML file is a case file when it stands in a folder named `cases`."""
    if file_path.suffix in _SUFFIXES and file_path.parent.name == "cases":
        collected: CasesFile = CasesFile.from_parent(parent, path=file_path)
        return collected
    return None


class CasesFile(pytest.File):
    """A case file. One that cannot be read is an error of collection, with all its problems."""

    def collect(self) -> Iterator[CaseItem]:
        """One item a case."""
        from certdomain.errors import BadInput
        from certdomain.testing.cases import load

        try:
            file = load(self.path)
        except BadInput as error:
            raise self.CollectError(str(error)) from None
        for case in file.cases:
            item: CaseItem = CaseItem.from_parent(self, name=case.name, case=case)
            yield item


class CaseItem(pytest.Item):
    """One case of a file, run under the installed plugins."""

    def __init__(self, *, name: str, parent: pytest.Collector, case: Case) -> None:
        super().__init__(name, parent)
        self.case = case

    def runtest(self) -> None:
        """Run it.

        Raises:
            CaseFailed: if it is not as expected.
        """
        from certdomain.testing.runner import run

        result = run(self.case, str(self.path))
        if not result.passed:
            raise CaseFailed(result.failures)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str | TerminalRepr:
        """The failed steps, and no traceback: the fault is in the file or in a regulation, not in the runner."""
        if isinstance(excinfo.value, CaseFailed):
            return "\n".join(excinfo.value.failures)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.case.line - 1, self.name

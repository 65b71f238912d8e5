"""Options and the tally of `tests/faults`: what was injected, how often, and what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, settings

from tests.faults.tally import Faults, Tally

# How long an example takes says something about the machine, and nothing about what is tested.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

_SEED = 20260101  # of sampled runs: a change is judged by what it changes, not by luck

_tally = pytest.StashKey[Tally]()
_seed = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("faults", "injected faults (tests/faults)")
    group.addoption(
        "--faults", choices=("sampled", "full"), default="sampled", help="how many faults are injected (%(default)s)"
    )
    group.addoption(
        "--faults-seed", type=int, metavar="N", help=f"what chance starts from: {_SEED} if sampled, else drawn anew"
    )
    group.addoption("--faults-table", metavar="FILE", help="write the counts to this file, between its marks if any")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_tally] = Tally()
    told = getattr(config, "workerinput", {}).get("faults_seed", config.getoption("--faults-seed"))
    full = config.getoption("--faults") == "full"
    config.stash[_seed] = told if told is not None else secrets.randbelow(10**9) if full else _SEED


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Give a worker of pytest-xdist the seed of the whole run."""
    node.workerinput["faults_seed"] = node.config.stash[_seed]  # type: ignore[attr-defined]


def pytest_report_header(config: pytest.Config) -> str:
    return f"faults: {config.getoption('--faults')}, --faults-seed={config.stash[_seed]}"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "teardown":
        for name, value in report.user_properties:
            if name == "faults":
                Tally.noted.append(cast("list[object]", value))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    tally = config.stash[_tally]
    for value in Tally.noted:
        tally.add(value)
    Tally.noted.clear()
    if not tally:
        return
    terminalreporter.section(f"faults injected ({config.getoption('--faults')}, seed {config.stash[_seed]})")
    for line in tally.lines():
        terminalreporter.write_line(line)
    table = config.getoption("--faults-table")
    if table:
        written(Path(table), f"Seed {config.stash[_seed]}.\n\n{tally.markdown()}")
        terminalreporter.write_line(f"written to {table}")


def written(page: Path, counts: str) -> None:
    """Put the counts into a page between its marks, or make one of them alone."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    before, mark, behind = text.partition("<!-- counts -->\n")
    end = "<!-- end of counts -->"
    if mark and end in behind:
        counts = f"{before}{mark}\n{counts}\n{end}{behind.partition(end)[2]}"
    page.write_text(counts, encoding="utf-8")


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> Iterator[Faults]:
    """Where a test notes what it injected; its chance comes from the seed of the run and its own name."""
    config = request.config
    made = Faults(full=config.getoption("--faults") == "full", seed=config.stash[_seed], name=request.node.nodeid)
    yield made
    request.node.user_properties.extend(("faults", list(each)) for each in made.rows())

"""R23, R29: a simulated institution against a naive model; what the generator reached is printed."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from certdomain.commands import COMMANDS
from tests.faults.simulator import Institution, Reach, titles
from tests.faults.tally import SIMULATOR, Faults

MAX = int(os.environ.get("MAXEX", "0"))


def test_a_simulated_institution(faults: Faults) -> None:
    """Live, read again, replayed and naively modelled, a register is one and the same. Run again: `--faults-seed=N`."""
    print(f"the same again: nox -s faults -- tests/faults/test_simulator.py --faults-seed={faults.seed}")  # noqa: T201
    Institution.reach = reach = Reach()
    run_state_machine_as_test(
        seed(faults.seed)(Institution),
        settings=settings(
            max_examples=MAX or faults.few(5, 250),
            stateful_step_count=faults.few(25, 40),
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if faults.full else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    for name, count in reach.rules.items():
        faults.note(SIMULATOR, f"rule: {name}", "every invariant held", count)
    for (name, status), count in reach.commands.items():
        faults.note(SIMULATOR, f"command: {name}", status, count)
    taken = {name for name, status in reach.commands if status != "invalid"}
    for name in sorted(set(COMMANDS) - taken):
        faults.note(SIMULATOR, "command that was never recorded", name)
    if faults.full:
        assert len(set(COMMANDS) - taken) < 3, set(COMMANDS) - taken
    for title, clauses in sorted(reach.clauses.items()):
        declared = {clause.id for clause in titles()[title][0].regulation.clauses}
        faults.note(SIMULATOR, f"clauses of {title}, of {len(declared)}", "cited", len(clauses & declared))
    faults.note(SIMULATOR, "kinds of finding", "raised", len(reach.findings))
    for verdict, count in reach.verdicts.items():
        faults.note(SIMULATOR, "title decided", verdict, count)

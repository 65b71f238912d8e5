"""Importing the package in a fresh interpreter; beside an interpreter that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from support.table import Table, arguments, finish, in_turn

MOST = 0.2
"""Seconds that `import certdomain` may take, the start of the interpreter not counted."""

STATEMENTS = (
    "pass",
    "import certdomain",
    "from certdomain import Register",
    "from certdomain import Register; Register.open('memory:').titles()",
)


def fresh(statement: str, bytecode: str) -> None:
    """Run a statement in a new interpreter, the bytecode of earlier runs at hand, as an installation has it."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, "-c", statement], check=True, env=environment)


def main() -> None:
    options = arguments((__doc__ or "").partition(";")[0], journeys=1, repeats=11).parse_args()
    with TemporaryDirectory() as bytecode:
        for statement in STATEMENTS:
            fresh(statement, bytecode)
        runs = (lambda statement=statement: fresh(statement, bytecode) for statement in STATEMENTS)
        times = in_turn(options.repeats, *runs)
    table = Table(f"startup: fresh interpreters, the median of {options.repeats}")
    floor = table.floor("python -c pass", times[0], 1, "start")
    for statement, seconds in zip(STATEMENTS[1:], times[1:], strict=True):
        table.beside(floor, statement, seconds, 1)
    taken = times[1] - times[0]
    table.target(f"import certdomain under {MOST * 1e3:.0f} ms", f"{taken * 1e3:.0f} ms", met=taken < MOST)
    finish(table, options)


if __name__ == "__main__":
    main()

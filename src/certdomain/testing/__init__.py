"""What tests of rules are written with: case files here, and given-when-then on values in `certdomain.testing.given`.

Each name is loaded when it is first asked for, so that the plugin of the test runner costs nothing where there is
no case to run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from certdomain.testing.cases import Case, CaseFile, load, loads
    from certdomain.testing.runner import CaseResult, Runner, as_json, run, run_files

__all__ = ["Case", "CaseFile", "CaseResult", "Runner", "as_json", "load", "loads", "run", "run_files"]

_HOMES = {
    "Case": "cases",
    "CaseFile": "cases",
    "CaseResult": "runner",
    "Runner": "runner",
    "as_json": "runner",
    "load": "cases",
    "loads": "cases",
    "run": "runner",
    "run_files": "runner",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

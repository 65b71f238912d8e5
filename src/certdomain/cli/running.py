"""Running a command: exit codes, and what a user is told when something is wrong. No traceback reaches a user."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import cast

from certdomain.cli.options import Arguments, Misused, arguments, asks_for_json
from certdomain.cli.output import Output, Unwritten, problem_json
from certdomain.errors import BadInput, CertdomainError, Conflict, Damaged

FINE, NO, BAD, DAMAGED = 0, 1, 2, 3
"""The exit codes: fine; the domain says no; bad input or usage; the register is damaged or unreadable."""
INTERRUPTED, CLOSED = 130, 141
"""What a shell expects of a program ended by Ctrl-C, and of one whose reader went away."""

Command = Callable[[Arguments, Output], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command of the command line and return its exit code. It never raises."""
    _open_streams()
    out = Output.for_terminal(as_json=asks_for_json(argv))
    try:
        code = _parsed(argv, out)
        out.flush()
    except BrokenPipeError:
        _close_quietly()
        return CLOSED
    except Unwritten as unwritten:
        out.trouble(f"standard output cannot be written ({unwritten}): what was asked may be done, but is not all told")
        _close_quietly()
        return BAD
    except KeyboardInterrupt:
        told = "interrupted; what was recorded stays recorded, and an import can simply be run again"
        with suppress(OSError, Unwritten):
            out.failure("interrupted", {"what": told}, told)
        _close_quietly()
        return INTERRUPTED
    return code


def _parsed(argv: Sequence[str] | None, out: Output) -> int:
    try:
        args = arguments(argv)
    except SystemExit as end:  # argparse has printed the help
        return end.code if isinstance(end.code, int) else BAD
    except Misused as misused:
        if out.json:
            out.data({"problems": [problem_json(misused.problem)]})
            out.flush()  # whoever reads as JSON has it, or is told that there is none, before anything else is said
        out.usage(str(misused))
        return BAD
    return _run(args, out)


def _run(args: Arguments, out: Output) -> int:
    try:
        module, name = args.run
        command = cast("Command", getattr(import_module(f"certdomain.cli.{module}"), name))
        return command(args, out)
    except BadInput as bad:
        out.problems(bad.problems)
        return BAD
    except Damaged as damaged:
        out.failure("damaged", {"where": damaged.where, "what": damaged.what, "advice": damaged.advice}, str(damaged))
        return DAMAGED
    except Conflict as conflict:
        out.failure("conflict", {"stream": conflict.stream, "advice": "run it again"}, f"{conflict}: run it again")
        return DAMAGED
    except CertdomainError as error:  # a plugin that cannot be used
        out.failure("error", {"what": str(error)}, str(error))
        return BAD
    except (BrokenPipeError, Unwritten):
        raise
    except Exception as error:
        if os.environ.get("CERTDOMAIN_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        advice = "this is a fault of the program: please report it, with what CERTDOMAIN_DEBUG=1 prints"
        out.failure("error", {"what": what, "advice": advice}, f"unexpected {what}; {advice}")
        return DAMAGED


def _open_streams() -> None:
    """What was closed before the start (`>&-`) goes nowhere, so that whoever prints need not ask.

    It also keeps a file that is opened later from getting the number of a closed stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as we run


def _close_quietly() -> None:
    """Who read went away, or there is no room. Let Python's own last flush go nowhere instead of complaining."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

"""Running a command: exit codes, and what a user is told when something is wrong. No traceback reaches a user."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import cast

from certdomain.cli.options import Arguments, parser
from certdomain.cli.output import Output
from certdomain.errors import BadInput, CertdomainError, Conflict, Damaged

FINE, NO, BAD, DAMAGED = 0, 1, 2, 3
"""The exit codes: fine; the domain says no; bad input or usage; the register is damaged or unreadable."""
INTERRUPTED, CLOSED = 130, 141
"""What a shell expects of a program ended by Ctrl-C, and of one whose reader went away."""

Command = Callable[[Arguments, Output], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command of the command line and return its exit code. It never raises."""
    try:
        args = parser().parse_args(argv, namespace=Arguments())
    except SystemExit as end:  # argparse has printed its message, or the help
        return end.code if isinstance(end.code, int) else BAD
    out = Output.for_terminal(as_json=args.json)
    try:
        code = _run(args, out)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
        return CLOSED
    except KeyboardInterrupt:
        out.trouble("interrupted; what was recorded stays recorded, and an import can simply be run again")
        return INTERRUPTED
    return code


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
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get("CERTDOMAIN_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        advice = "this is a fault of the program: please report it, with what CERTDOMAIN_DEBUG=1 prints"
        out.failure("error", {"what": what, "advice": advice}, f"unexpected {what}; {advice}")
        return DAMAGED


def _close_quietly() -> None:
    """The reader went away. Let Python's own last flush go nowhere instead of complaining."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Child processes of the kit: each in a folder, a session and an environment of its own, with a time limit.

A child gets its task as a JSON file and leaves its report as one. What it prints is kept apart.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from types import TracebackType
from typing import Self, cast

from attrs import field, frozen

Data = dict[str, object]

SLACK = 10.0
"""Seconds that a child may take to start before its own time limit begins to run."""
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_MOST = 256 * 2**20
_START = (
    "import json, sys; from importlib import import_module; "
    "task = json.load(open(sys.argv[1], encoding='utf-8')); sys.path[:] = task['path']; "
    "import_module(task['module']).main(task)"
)


@frozen(kw_only=True)
class Task:
    """What a child is to do: `main(data)` of a module, within so many seconds, in that environment.

    `memory`: the most bytes of address space, where the system can limit them.
    """

    module: str
    data: Data
    seconds: float
    environment: Mapping[str, str] = field(factory=dict)
    flags: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    memory: int | None = None


@frozen(kw_only=True)
class Ended:
    """What came of it. `report` is None if it left none; `trace` is where it was when its time was up."""

    report: Data | None
    code: int
    late: bool
    out: str
    err: str
    trace: str

    def how(self) -> str:
        """How the process ended, in words."""
        if self.code < 0:
            with suppress(ValueError):
                return f"it was ended by {signal.Signals(-self.code).name}"
        return f"it ended with exit code {self.code}"


def run_all(tasks: Sequence[Task], *, at_once: int | None = None) -> list[Ended]:
    """Run tasks, as many at once as there are processors, and return what came of each, in their order.

    However this ends (Ctrl-C included), no child outlives it.
    """
    most = at_once or os.cpu_count() or 1
    ended: dict[int, Ended] = {}
    running: dict[int, _Child] = {}
    waiting = list(enumerate(tasks))[::-1]
    try:
        while waiting or running:
            while waiting and len(running) < most:
                number, task = waiting.pop()
                with _uninterrupted():
                    running[number] = _Child(task)
            for number, child in list(running.items()):
                if child.over():
                    with running.pop(number) as done:
                        ended[number] = done.ended()
            if running:
                sleep(0.005)
    finally:
        for child in running.values():
            with child:
                pass
    return [ended[number] for number in range(len(tasks))]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until a child that is being started is known, where the system can do that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Child:
    """A running child. Leaving its context ends it and all that it started, and takes its folder away."""

    def __init__(self, task: Task) -> None:
        self._folder = TemporaryDirectory(prefix="certdomain-kit-", ignore_cleanup_errors=True)
        self._at = Path(self._folder.name)
        (self._at / "cwd").mkdir()
        path = [str(Path(each).absolute()) for each in (*task.path, *sys.path) if each or not task.path]
        names = {"report": str(self._at / "report.json"), "trace": str(self._at / "trace")}
        given: Data = {**task.data, **names, "module": task.module, "path": path}
        given |= {"seconds": task.seconds, "memory": task.memory, "most": _MOST}
        (self._at / "task.json").write_text(json.dumps(given), encoding="utf-8")
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | dict(task.environment)
        with (self._at / "out").open("wb") as out, (self._at / "err").open("wb") as err:
            self._process = subprocess.Popen(  # noqa: S603  this very Python, on a text of ours
                [sys.executable, "-P", "-B", "-X", "utf8", *task.flags, "-c", _START, str(self._at / "task.json")],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd=self._at / "cwd",
                env=environment,
                start_new_session=True,
            )
        self._until = monotonic() + task.seconds + SLACK
        self._late = False

    def over(self) -> bool:
        """Whether it has ended, or its time is up."""
        self._late = monotonic() > self._until
        return self._late or self._process.poll() is not None

    def ended(self) -> Ended:
        """What it left."""
        self._end()
        trace = self._text("trace")
        report: Data | None = None
        with suppress(OSError, ValueError, RecursionError):
            file = self._at / "report.json"
            if file.stat().st_size <= _MOST:
                data: object = json.loads(file.read_text(encoding="utf-8"))
                report = cast("Data", data) if isinstance(data, dict) else None
        return Ended(
            report=report,
            code=self._process.returncode,
            late=self._late or bool(trace and report is None),
            out=self._text("out"),
            err=self._text("err"),
            trace=trace,
        )

    def _text(self, name: str) -> str:
        try:
            with (self._at / name).open("rb") as file:
                return file.read(4000).decode("utf-8", "replace")
        except OSError:
            return ""

    def _end(self) -> None:
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        elif self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._folder.cleanup()

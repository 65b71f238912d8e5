"""Watching a guest in its own process: what it reads of the world, and what it leaves changed behind it.

An audit hook sees files, network, processes and threads; the functions that read a clock, chance or the environment are
replaced by ones that tell. Only what a guest's code does counts: what Python's import machinery opens is none of it.
What would do damage (writing, network, processes, threads) is seen *and* kept from happening.

This finds what an author did without thinking. It holds nobody who means to get out: see docs/limits.md.
"""

from __future__ import annotations

import _thread
import atexit
import builtins
import datetime as dt
import decimal
import fractions
import functools
import json
import locale
import logging
import os
import platform
import random
import secrets
import signal
import sys
import threading
import time
import unicodedata
import uuid
from collections.abc import Callable, Iterator, Mapping
from types import FrameType, FunctionType, ModuleType
from typing import cast

import attr
import attrs
from attrs import frozen

import certdomain
from certdomain.plugins import of_guest

Call = Callable[..., object]

MENDS: Mapping[str, str] = {
    "reads-clock": "write the date itself: a declaration is the same every day",
    "reads-chance": "write the value itself: a declaration is the same every time",
    "reads-environment": "write the value itself: a declaration is the same on every machine",
    "reads-file": "write it into the module: a declaration is data in code, and its own files are no exception",
    "writes-file": "declare, and write nothing",
    "network": "declare what was read, with its source and SHA-256",
    "starts-process": "declare, and start nothing",
    "starts-thread": "declare, and start nothing",
    "native-code": "declare in Python",
    "changes-process": "leave Python's settings as they are",
    "changes-core": "declare with what certdomain exports, and leave it as it is",
    "changes-python": "leave Python's own modules as they are",
}

_DAMAGE = frozenset({"writes-file", "network", "starts-process", "starts-thread"})
_EVENTS: tuple[tuple[str, str], ...] = (
    ("socket.", "network"),
    ("urllib.", "network"),
    ("http.", "network"),
    ("ftplib.", "network"),
    ("smtplib.", "network"),
    ("subprocess.", "starts-process"),
    ("os.system", "starts-process"),
    ("os.exec", "starts-process"),
    ("os.posix_spawn", "starts-process"),
    ("os.spawn", "starts-process"),
    ("os.fork", "starts-process"),
    ("os.startfile", "starts-process"),
    ("os.kill", "starts-process"),
    ("pty.spawn", "starts-process"),
    ("ctypes.", "native-code"),
    ("os.listdir", "reads-file"),
    ("os.scandir", "reads-file"),
    ("glob.", "reads-file"),
    ("pathlib.", "reads-file"),
    ("builtins.input", "reads-file"),
    ("sqlite3.connect", "writes-file"),
    ("os.remove", "writes-file"),
    ("os.rename", "writes-file"),
    ("os.rmdir", "writes-file"),
    ("os.mkdir", "writes-file"),
    ("os.chmod", "writes-file"),
    ("os.chown", "writes-file"),
    ("os.link", "writes-file"),
    ("os.symlink", "writes-file"),
    ("os.truncate", "writes-file"),
    ("os.utime", "writes-file"),
    ("shutil.", "writes-file"),
    ("tempfile.", "writes-file"),
    ("os.chdir", "changes-process"),
    ("os.putenv", "changes-process"),
    ("os.unsetenv", "changes-process"),
    ("sys.addaudithook", "changes-process"),
    ("sys.setprofile", "changes-process"),
    ("sys.settrace", "changes-process"),
    ("winreg.", "reads-environment"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


_LOGGING = os.path.dirname(logging.__file__)  # noqa: PTH120  compared as text


class Refused(PermissionError):
    """What the kit says to a guest that would do damage."""


@frozen
class Sight:
    """One thing that a guest did, and where."""

    check: str
    what: str
    file: str | None = None
    line: int | None = None


class Watch:
    """What is seen of a guest while it is on. A process has one, for an audit hook stays."""

    def __init__(self, *, days: int = 0) -> None:
        """`days`: how far the clocks that a guest reads are put forward."""
        self.sights: list[Sight] = []
        self.on = False
        self._days = days
        _patch(self, days)
        sys.addaudithook(self._audit)

    def see(self, check: str, what: str) -> bool:
        """Note what a guest does, if it is one that does it."""
        if not self.on:
            return False
        frame = _guest(sys._getframe(1))
        if frame is None:
            return False
        self.on = False
        sight = Sight(check, what, frame.f_code.co_filename, frame.f_lineno)
        before = [(each.check, each.file, each.line) for each in self.sights]
        if (check, sight.file, sight.line) not in before and len(before) < 100:  # one clock asks another
            self.sights.append(sight)
        self.on = True
        return True

    def _audit(self, event: str, args: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            mode, flags = args[1], args[2]
            writes = any(each in str(mode) for each in "wax+") if mode else bool(cast("int", flags or 0) & _WRITING)
            check = "writes-file" if writes else "reads-file"
            what = f"{'writes' if writes else 'opens'} the file {args[0]!s:.200}"
        else:
            check = next((check for start, check in _EVENTS if event.startswith(start)), "")
            what = f"calls {event} when it is loaded" + (
                f" ({args[0]!s:.80})" if args and isinstance(args[0], str | int) else ""
            )
        if check and self.see(check, what) and check in _DAMAGE:
            msg = f"a plugin declares; it does nothing else ({event})"
            raise Refused(msg)


def _guest(frame: FrameType | None) -> FrameType | None:
    """The frame of a guest that this was done for; None if it was Python's import machinery, or ourselves."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen") and ("importlib" in file or "zipimport" in file):
            return None
        if file.startswith(_LOGGING):  # a line of a log bears its time, and is told as output
            return None
        if of_guest(file):
            return frame
        frame = frame.f_back
    return None


# --- clock, chance, environment ------------------------------------------------------------------------------------


def _patch(watch: Watch, days: int) -> None:
    for module, check, verb, names in (
        (time, "reads-clock", "reads the clock", _CLOCKS),
        (os, "reads-chance", "draws by chance", ("urandom", "getrandom")),
        (random, "reads-chance", "draws by chance", tuple(random.__all__)),
        (random, "reads-chance", "draws by chance", ("_urandom",)),
        (secrets, "reads-chance", "draws by chance", tuple(secrets.__all__)),
        (uuid, "reads-chance", "draws by chance", ("uuid1", "uuid4", "getnode")),
        (os, "reads-file", "looks at a file", ("stat", "lstat", "access")),
        (os, "reads-environment", "reads the environment", _SURROUNDINGS),
    ):
        for name in names:
            real = getattr(module, name, None)
            if callable(real) and not isinstance(real, type):
                setattr(module, name, _seen(watch, real, check, f"{verb} ({module.__name__}.{name.lstrip('_')})", days))
    for name in ("random", "getrandbits", "seed"):
        real = getattr(random.Random, name)
        setattr(random.Random, name, _seen(watch, real, "reads-chance", f"draws by chance (random.Random.{name})", 0))
    environ = type(os.environ)
    for name in ("__getitem__", "__iter__", "__len__"):
        real = getattr(environ, name)
        setattr(environ, name, _seen(watch, real, "reads-environment", "reads the environment (os.environ)", 0))
    for name in ("start_new_thread", "start_joinable_thread"):
        for module, called in ((_thread, name), (threading, f"_{name}")):
            if hasattr(module, called):
                setattr(module, called, _threadless(watch, getattr(module, called)))
    setattr(platform, "_uname_cache", None)  # noqa: B010  what was asked before the guest came is asked again
    fake_date, fake_datetime = _dates(watch, days)
    setattr(dt, "date", fake_date)  # noqa: B010  a type is not assigned to, says mypy; here it is
    setattr(dt, "datetime", fake_datetime)  # noqa: B010


_CLOCKS = (
    *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"),
    *("process_time_ns", "thread_time", "thread_time_ns", "clock_gettime", "clock_gettime_ns"),
    *("localtime", "gmtime", "ctime", "asctime", "strftime"),
)
_SURROUNDINGS = (
    *("getcwd", "getcwdb", "getpid", "getppid", "getlogin", "getuid", "geteuid", "getgid", "getegid", "uname"),
    *("cpu_count", "times", "getloadavg", "get_terminal_size"),
)
_GIVEN = {"localtime": 1, "gmtime": 1, "ctime": 1, "asctime": 1, "strftime": 2}
"""With so many arguments they turn one time into another, and read no clock."""


def _seen(watch: Watch, real: Call, check: str, what: str, days: int) -> Call:
    name = getattr(real, "__name__", "")
    given = _GIVEN.get(name) if check == "reads-clock" else None
    ahead = {"time": days * 86400, "time_ns": days * 86400 * 10**9}.get(name, 0) if check == "reads-clock" else 0

    @functools.wraps(real)
    def call(*args: object, **kwargs: object) -> object:
        if given is None or len(args) < given:
            watch.see(check, what)
        return cast("int", real(*args, **kwargs)) + ahead if ahead else real(*args, **kwargs)

    return call


def _threadless(watch: Watch, real: Call) -> Call:
    """Threads are refused before they start: not every Python tells an audit hook of them."""

    def start(*args: object, **kwargs: object) -> object:
        if watch.see("starts-thread", "starts a thread when it is loaded"):
            msg = "a plugin declares; it starts nothing"
            raise Refused(msg)
        return real(*args, **kwargs)

    return start


def _dates(watch: Watch, days: int) -> tuple[type, type]:
    """`date` and `datetime` that tell when they are asked what time it is, and whose instances are the real ones."""
    ahead = dt.timedelta(days=days)

    def posing(real: type, names: tuple[str, ...]) -> type:
        class Kind(type(real)):  # type: ignore[misc]  # the type of a type
            def __instancecheck__(cls, thing: object) -> bool:
                return isinstance(thing, real) if cls is posed else super().__instancecheck__(thing)

            def __subclasscheck__(cls, kind: type) -> bool:
                return issubclass(kind, real) if cls is posed else super().__subclasscheck__(kind)

        def new(cls: type, *args: object, **kwargs: object) -> object:
            return real(*args, **kwargs) if cls is posed else real.__new__(cls, *args, **kwargs)

        def asked(name: str) -> object:
            def ask(_: type, /, *args: object, **kwargs: object) -> object:
                watch.see("reads-clock", f"reads the clock ({real.__name__}.{name})")
                return getattr(real, name)(*args, **kwargs) + ahead

            return classmethod(ask)

        body = {"__new__": new, "__module__": "datetime", "__slots__": (), **{name: asked(name) for name in names}}
        posed: type = Kind(real.__name__, (real,), body)
        return posed

    return posing(dt.date, ("today",)), posing(dt.datetime, ("now", "utcnow", "today"))


# --- what is left changed ------------------------------------------------------------------------------------------


class Before:
    """How the core, Python's modules and the process were; `changes` says what is otherwise now."""

    def __init__(self) -> None:
        self._things = dict(_things())
        self._settings = _settings()

    def changes(self) -> Iterator[Sight]:
        """One sight for each thing that was replaced, taken away or added where nothing is added."""
        now = dict(_things())
        for name, held in self._things.items():
            if name not in now or now[name] != held:
                core = name.startswith("certdomain.")
                how = "taken away" if name not in now else "changed"
                yield Sight("changes-core" if core else "changes-python", f"leaves {name} {how} behind it")
        for name in now.keys() - self._things.keys():
            module, _, rest = name.partition(":")
            if (
                "." in rest
                and module.partition(".")[0] == "certdomain"
                and module in sys.modules
                and self._knew(module)
            ):
                yield Sight("changes-core", f"leaves {name} added behind it")
        homes = cast("Mapping[str, str]", getattr(certdomain, "_HOMES"))  # noqa: B009  names that are fetched when asked for
        for name, held in vars(certdomain).items():
            home = sys.modules.get(homes.get(name, ""))
            if home is not None and f"certdomain:{name}" not in self._things and vars(home).get(name) is not held:
                yield Sight("changes-core", f"leaves certdomain:{name} changed behind it")
        for (name, was), (_, is_) in zip(self._settings.items(), _settings().items(), strict=True):
            if was != is_:
                yield Sight("changes-process", f"leaves {name} changed behind it")

    def _knew(self, module: str) -> bool:
        return any(name.startswith(f"{module}:") for name in self._things)


_PYTHON: tuple[ModuleType, ...] = (
    *(builtins, dt, decimal, fractions, json, os, random, sys, time, unicodedata, uuid, attr, attrs),
)
_OFTEN = frozenset({"_", "last_type", "last_value", "last_traceback", "last_exc"})


def _things() -> Iterator[tuple[str, object]]:
    """Every name of the watched modules and what it stands for, by identity; of the core, also what is within."""
    tables: set[int] = set()
    core = [(name, each) for name, each in list(sys.modules.items()) if name.partition(".")[0] == "certdomain"]
    for name, module in [*core, *((each.__name__, each) for each in (*_PYTHON, sys.modules["pluggy"]))]:
        of_core = name.partition(".")[0] == "certdomain"
        if name.startswith("certdomain.conformance"):
            continue
        yield (f"{name}:", id(module))
        for key, held in list(vars(module).items()):
            if key in _OFTEN or (key.startswith("__") and key.endswith("__")):
                continue
            within = (held.__code__, held.__defaults__) if isinstance(held, FunctionType) else ()
            yield (f"{name}:{key}", (id(held), *map(id, within)))
            if of_core and isinstance(held, type) and held.__module__ == name:
                yield from ((f"{name}:{key}.{each}", id(inner)) for each, inner in _own(held))
            elif of_core and isinstance(held, dict) and key.isupper() and id(held) not in tables:
                tables.add(id(held))
                yield (f"{name}:{key}{{}}", tuple((id(one), id(other)) for one, other in held.items()))


def _own(kind: type) -> Iterator[tuple[str, object]]:
    for name, held in list(vars(kind).items()):
        if name not in ("__doc__", "__dict__", "__weakref__", "__abstractmethods__", "_abc_impl", "__annotations__"):
            yield name, held


def _settings() -> dict[str, object]:
    context = decimal.getcontext()
    return {
        "sys.path": list(sys.path),
        "sys.meta_path": list(map(id, sys.meta_path)),
        "sys.path_hooks": list(map(id, sys.path_hooks)),
        "the recursion limit": sys.getrecursionlimit(),
        "the tracing of Python": (id(sys.gettrace()), id(sys.getprofile())),
        "the locale": locale.setlocale(locale.LC_ALL),
        "the context of decimal numbers": (context.prec, context.rounding, context.Emax, context.Emin),
        "the environment": dict(cast("Mapping[bytes, bytes]", getattr(os.environ, "_data"))),  # noqa: B009
        "what is done at a signal": [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)],
        "what is done when Python ends": atexit._ncallbacks(),
    }

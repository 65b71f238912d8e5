"""What runs in the process where a guest is loaded: it imports, calls the hook, looks, and reports as JSON.

Started by `certdomain.conformance.loading`, never imported by it.
"""

from __future__ import annotations

import faulthandler
import json
import locale
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import EntryPoint
from itertools import islice
from pathlib import Path
from typing import cast

from certdomain.conformance.watching import MENDS, Before, Refused, Sight, Watch
from certdomain.errors import PluginError
from certdomain.hookspecs import Certifier
from certdomain.plugins import certifier_of, declare, of_guest, told
from certdomain.regulation.strangers import strangers

Data = dict[str, object]

LARGE = 4 * 2**20
"""The most bytes of the canonical form of one regulation: forty times the largest that we know."""
_STRANGERS = 20
_exit = os._exit


def main(task: Data) -> None:
    """Load the plugin of the task, write the report, and end the process, whatever else the plugin set going."""
    out, err = sys.stdout, sys.stderr
    if task.get("locale"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, "")
    dump, encode, write = json.dumps, str.encode, Path.write_bytes
    watch = Watch(days=cast("int", task["days"]))
    with Path(cast("str", task["trace"])).open("wb") as trace:
        sys.pycache_prefix = str(Path(cast("str", task["trace"])).with_name("cache"))
        before = Before()
        _limit(cast("int | None", task["memory"]), cast("int", task["most"]))
        faulthandler.dump_traceback_later(cast("float", task["seconds"]), exit=True, file=trace)
        report, failed = _loaded(
            cast("str", task["entry"]), cast("str", task["value"]), cast("str", task["name"]), watch
        )
        faulthandler.cancel_dump_traceback_later()
    notes = cast("list[Data]", report["notes"])
    changes = [_sight(each) for each in before.changes()]
    if failed is not None and not changes:
        notes.append(_error(failed))
    notes.extend(changes)
    report["file"] = _file(cast("str", task["value"]))
    write(Path(cast("str", task["report"])), encode(dump(report)))
    for stream in (out, err):
        with suppress(OSError, ValueError):
            stream.flush()
    _exit(0)


def _limit(memory: int | None, most: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, most), (resource.RLIMIT_CORE, 0)):
        if limit is not None:
            with suppress(OSError, ValueError):
                hard = resource.getrlimit(kind)[1]
                resource.setrlimit(kind, (limit if hard < 0 else min(limit, hard), hard))


def _loaded(entry: str, value: str, name: str, watch: Watch) -> tuple[Data, PluginError | None]:
    """The report, and what failed of the core itself: that is the plugin's fault if it changed something there."""
    report: Data = {"certifier": None, "contents": [], "notes": []}
    notes = cast("list[Data]", report["notes"])
    odd: PluginError | None = None
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        watch.on = True
        try:
            certifier = certifier_of(EntryPoint(entry, value, "certdomain"), name)
            report["certifier"] = certifier.name
            contents, found = _contents(certifier, name)
            report["contents"] = contents
            failed = None
        except PluginError as error:
            failed, found = error, []
        except KeyboardInterrupt as error:
            failed = PluginError(
                name, "raises KeyboardInterrupt, as if the user had pressed Ctrl-C", check="interrupts"
            )
            failed.__cause__ = error
            found = []
        except MemoryError:
            failed = PluginError(name, "takes more memory than the kit gives it", check="out-of-memory")
            found = []
        except Exception as error:  # noqa: BLE001  the core does not fail by itself
            odd, failed, found = (
                PluginError(name, f"makes the core fail: {told(error)}", check="not-canonical"),
                None,
                [],
            )
        finally:
            watch.on = False
    notes.extend(_sight(each) for each in watch.sights)
    if failed is not None and not (watch.sights and _refused(failed)):
        notes.append(_error(failed))
    notes.extend(found)
    for each in warned:
        what = f"warns when it is loaded: {each.category.__name__}: {each.message!s:.300}"
        notes.append(_note("warns", what, file=each.filename, line=each.lineno, mend="mend what the warning says"))
    return report, odd


def _contents(certifier: Certifier, name: str) -> tuple[list[str], list[Data]]:
    contents: list[str] = []
    notes: list[Data] = []
    for regulation in certifier.regulations:
        title = regulation.certification
        found = list(islice(strangers(regulation), _STRANGERS))
        if found:
            notes.extend(_note(each.check, each.what, title=title, path=each.path, mend=each.mend) for each in found)
            continue
        try:
            declared = declare(regulation, name)
            again = declare(declared.regulation, name)
        except PluginError as error:
            notes.append(_error(error))
            continue
        if again.digest != declared.digest:
            what = "its canonical form is another after it was loaded from it"
            notes.append(_note("not-canonical", what, title=title))
        elif len(declared.content) > LARGE:
            what = f"its canonical form has {len(declared.content):,} bytes; at most {LARGE:,} were expected"
            notes.append(_note("too-large", what, title=title, mend="declare what the text says, and no more"))
        else:
            contents.append(declared.content.decode())
    return contents, notes


def _refused(error: BaseException) -> bool:
    """Whether an error came of what the kit kept from happening."""
    return any(isinstance(each, Refused) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _sight(sight: Sight) -> Data:
    return _note(sight.check, sight.what, file=sight.file, line=sight.line, mend=MENDS[sight.check])


def _error(error: PluginError) -> Data:
    place = {"file": error.file, "line": error.line}
    return {**_note(error.check, error.what, title=error.title, path=error.path, mend=error.mend), **place}


def _note(
    check: str,
    what: str,
    *,
    title: str = "",
    path: str = "",
    mend: str = "",
    file: str | None = None,
    line: int | None = None,
) -> Data:
    found: Data = {"check": check, "what": what, "title": title, "path": path, "mend": mend}
    return {**found, "file": file, "line": line}


def _file(value: str) -> str | None:
    """The file of the module that the entry point leads to."""
    file = getattr(sys.modules.get(value.partition(":")[0].strip()), "__file__", None)
    return file if isinstance(file, str) and of_guest(file) else None

"""Loading a plugin as a user would, but apart from everything else: in processes of its own, watched, with limits.

A plugin that is fit when it is loaded once is loaded again, by a process that has another hash seed, day, zone,
language, folder and environment. One that cannot be loaded, does more than declare, or declares something else the
second time gets a note for it; no other plugin notices.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import invalidate_caches
from importlib.metadata import Distribution, EntryPoint, entry_points
from itertools import zip_longest
from os import PathLike
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import attrs
from attrs import frozen

from certdomain.conformance.children import Data, Ended, Task, run_all
from certdomain.conformance.notes import Note, Place
from certdomain.errors import PluginError, UnknownTitle
from certdomain.hookspecs import GROUP, Certifier
from certdomain.intake.strict_json import escaped
from certdomain.plugins import Declared, clashes, distribution_of, of_guest, shared_names
from certdomain.register import Register
from certdomain.regulation.canonical import NotCanonical, canonical, digest, load_regulation, plain
from certdomain.regulation.tree import Regulation

SECONDS = 20.0
"""How long a plugin may take to be loaded."""
MEMORY = 2 * 2**30
"""How many bytes of address space it may take, where the system can limit them."""

_GUEST = "certdomain.conformance.guest"
_ONE: Mapping[str, str] = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "HOME": "/nowhere"}
_OTHER: Mapping[str, str] = {
    "PYTHONHASHSEED": "2",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C.UTF-8",
    "LANG": "fr_FR.UTF-8",
    "HOME": "/elsewhere",
    "USER": "another",
}
_DAYS = 400


@frozen(kw_only=True)
class Loaded:
    """A plugin that was loaded apart: its certifier, and all that is to say of how it was loaded.

    `certifier` holds the copies that were loaded from the canonical form. It is None if nothing could be had, and it
    lacks the regulations that have no canonical form.
    """

    distribution: str
    certifier: Certifier | None
    notes: tuple[Note, ...] = ()

    @property
    def fit(self) -> bool:
        """Whether no note is a fault."""
        return not any(note.fault for note in self.notes)


def load_guest(guest: str | EntryPoint, *, seconds: float = SECONDS, path: Sequence[str] = ()) -> Loaded:
    """Load one plugin: an entry point, or the distribution of that name.

    `seconds`: the time limit of each loading. `path`: folders to look in before those of this process.

    Raises:
        LookupError: if no installed distribution of that name has an entry point in the group `certdomain`.
    """
    if isinstance(guest, EntryPoint):
        return _loaded([guest], seconds, path)[0]
    found = [each for each in _guests(path) if _same(distribution_of(each), guest)]
    if not found:
        msg = f"no plugin {guest} is installed: none of that name has an entry point in the group {GROUP!r}"
        raise LookupError(msg)
    every = _loaded(found, seconds, path)
    first = next((each for each in every if not each.fit), every[0])
    return attrs.evolve(first, notes=tuple(note for each in every for note in each.notes))


def load_all(
    *, seconds: float = SECONDS, path: Sequence[str] = (), store: str | PathLike[str] | None = None
) -> tuple[Loaded, ...]:
    """Load every installed plugin, one for each entry point, and hold them against one another.

    `store`: a register that they are held against as well.

    Raises:
        Damaged: if that register is missing or cannot be read.
    """
    found = _guests(path)
    every = _loaded(found, seconds, path)
    notes: dict[str, list[Note]] = {}
    for error in (*shared_names(found), *_clashes(every)):
        notes.setdefault(error.distribution, []).append(note_of(error))
    if store is not None:
        for name, note in edition_changed(every, store):
            notes.setdefault(name, []).append(note)
    return tuple(attrs.evolve(each, notes=(*each.notes, *notes.pop(each.distribution, ()))) for each in every)


def edition_changed(every: Iterable[Loaded], store: str | PathLike[str]) -> Iterator[tuple[str, Note]]:
    """The editions of which a register adopted other content than is declared now, by distribution.

    Readings and parameters that were chosen on adoption are no other content.

    Raises:
        Damaged: if the register is missing or cannot be read.
    """
    with Register.open(store, create=False, plugins=[]) as register:
        for loaded in every:
            for regulation in () if loaded.certifier is None else loaded.certifier.regulations:
                title, edition = regulation.certification, regulation.edition
                try:
                    adopted = register.regulation(title, edition)
                except UnknownTitle:
                    continue
                if attrs.evolve(adopted, choices=(), values=()) == attrs.evolve(regulation, choices=(), values=()):
                    continue
                what = f"declares edition {edition} of {title} with other content than {store} adopted of it"
                mend = "declare what changed as another edition with its in_force_from; the register keeps what it has"
                yield loaded.distribution, Note(check="edition-changed", what=what, title=title, mend=mend)


def note_of(error: PluginError) -> Note:
    """What the loading of plugins says in the words of the kit."""
    place = None if error.file is None or error.line is None else Place(file=error.file, line=error.line)
    return Note(check=error.check, what=error.what, title=error.title, path=error.path, place=place, mend=error.mend)


# --- what is installed ---------------------------------------------------------------------------------------------


def _guests(path: Sequence[str]) -> list[EntryPoint]:
    """The entry points of the group, those in `path` before those of this process; a distribution counts once."""
    found = [*_in(path), *entry_points(group=GROUP)] if path else list(entry_points(group=GROUP))
    first: dict[str, object] = {}
    kept = []
    for each in found:
        name = distribution_of(each).lower()
        if first.setdefault(name, each.dist) is each.dist or each.dist is None or not path:
            kept.append(each)
    return sorted(kept, key=lambda each: (each.name, each.value, distribution_of(each)))


def _in(path: Sequence[str]) -> Iterator[EntryPoint]:
    invalidate_caches()
    for distribution in Distribution.discover(path=list(path)):
        yield from (each for each in distribution.entry_points if each.group == GROUP)


def _same(one: str, other: str) -> bool:
    return re.sub(r"[-_.]+", "-", one).lower() == re.sub(r"[-_.]+", "-", other).lower()


# --- two loadings --------------------------------------------------------------------------------------------------


def _loaded(found: Sequence[EntryPoint], seconds: float, path: Sequence[str]) -> list[Loaded]:
    first = run_all([_task(each, seconds, path, _ONE, 0) for each in found])
    read = [_read(entry_point, ended, seconds) for entry_point, ended in zip(found, first, strict=True)]
    again = [number for number, each in enumerate(read) if each.fit]  # the others need no second look
    second = run_all([_task(found[number], seconds, path, _OTHER, _DAYS) for number in again])
    for number, ended in zip(again, second, strict=True):
        one, other = read[number], _read(found[number], ended, seconds)
        read[number] = attrs.evolve(one, notes=(*one.notes, *_differing(one, other)))
    return read


def _task(guest: EntryPoint, seconds: float, path: Sequence[str], environment: Mapping[str, str], days: int) -> Task:
    data: Data = {"entry": guest.name, "value": guest.value, "name": distribution_of(guest)}
    return Task(
        module=_GUEST,
        data=data | {"days": days, "locale": bool(days)},
        seconds=seconds,
        environment=environment,
        path=tuple(path),
        memory=MEMORY,
    )


def _read(guest: EntryPoint, ended: Ended, seconds: float) -> Loaded:
    """What a process reported, or how it ended without."""
    name = distribution_of(guest)
    if ended.report is None:
        return Loaded(distribution=name, certifier=None, notes=(_unreported(ended, seconds),))
    try:
        report = ended.report
        notes = [_note(cast("Data", each)) for each in cast("list[object]", report["notes"])]
        regulations = tuple(load_regulation(each.encode()) for each in cast("list[str]", report["contents"]))
        held = cast("str | None", report["certifier"])
    except (AttributeError, KeyError, TypeError, NotCanonical) as error:
        what = f"the report of its loading cannot be read ({type(error).__name__}): the plugin meddled with the process"
        return Loaded(distribution=name, certifier=None, notes=(Note(check="ends-process", what=what),))
    for stream, text in (("standard output", ended.out), ("standard error", ended.err)):
        if text:
            begins = "".join(text.strip().splitlines()[:1])
            what = f"writes to {stream} when it is loaded: '{escaped(begins, 120)}'"
            notes.append(Note(check="writes-output", what=what, mend="declare, and print nothing"))
    notes.extend(_elsewhere(guest, cast("str | None", report["file"])))
    certifier = None if held is None else Certifier(name=held, regulations=regulations)
    if certifier is not None and not regulations and not notes:
        notes.append(Note(check="no-titles", what="declares no title", mend="return the regulations", fault=False))
    return Loaded(distribution=name, certifier=certifier, notes=tuple(notes))


def _unreported(ended: Ended, seconds: float) -> Note:
    if ended.late:
        what = f"was not loaded within the time limit of {seconds:g} s"
        mend = "declare data: nothing in it needs long to be read"
        return Note(check="too-slow", what=what, place=_where(ended.trace), mend=mend)
    last = ended.err.strip().splitlines()[-1:]
    said = f" ({escaped(last[0], 200)})" if last else ""
    what = f"ends the process in which it is loaded: {ended.how()} before it was loaded{said}"
    return Note(check="ends-process", what=what, mend="a plugin declares; it never ends the program")


def _where(trace: str) -> Place | None:
    """The innermost line of the plugin in the trace that Python wrote when the time was up."""
    for file, line in re.findall(r'File "([^"]+)", line (\d+)', trace):
        if of_guest(file):
            return Place(file=file, line=int(line))
    return None


def _note(data: Data) -> Note:
    check, what, title, path, mend = (str(data[name]) for name in ("check", "what", "title", "path", "mend"))
    file, line = data["file"], data["line"]
    place = Place(file=file, line=line) if isinstance(file, str) and isinstance(line, int) else None
    return Note(check=check, what=what, title=title, path=path, place=place, mend=mend)


def _differing(one: Loaded, other: Loaded) -> Iterator[Note]:
    """How a second loading, in other surroundings, came out otherwise."""
    mend = "declare the same every time: on every day, machine and run"
    if other.certifier is None or one.certifier is None:
        why = "; ".join(note.what for note in other.notes)
        yield Note(check="two-loadings-differ", what=f"a second loading did not succeed: {why}", mend=mend)
        return
    pairs = zip_longest(one.certifier.regulations, other.certifier.regulations)
    found = {(left.certification if left else ""): _difference(_data(left), _data(right)) for left, right in pairs}
    for title, difference in found.items():
        if difference is not None:
            path, was, is_ = difference
            what = f"two loadings differ: {was} once, {is_} in another process"
            yield Note(check="two-loadings-differ", what=what, title=title, path=path, mend=mend)
    if one.certifier.name != other.certifier.name:
        what = (
            f"two loadings differ: the certifier is {one.certifier.name!r:.60} once, then {other.certifier.name!r:.60}"
        )
        yield Note(check="two-loadings-differ", what=what, mend=mend)
    known = {note.check for note in one.notes}
    yield from (note for note in other.notes if note.check not in known)


def _data(regulation: Regulation | None) -> object:
    return None if regulation is None else plain(regulation)


def _difference(one: object, other: object, path: str = "") -> tuple[str, str, str] | None:
    """The first place where two canonical forms part, and what stands there."""
    if isinstance(one, dict) and isinstance(other, dict) and one.get("@") == other.get("@"):
        for name in sorted({*one, *other}):
            found = _difference(one.get(name), other.get(name), f"{path}.{name}" if path else str(name))
            if found is not None:
                return found
        return None
    if isinstance(one, list) and isinstance(other, list):
        for number, (left, right) in enumerate(zip_longest(one, other), start=1):
            found = _difference(left, right, f"{path}[{number}]")
            if found is not None:
                return found
        return None
    if one == other and type(one) is type(other):
        return None
    return path, _short(one), _short(other)


def _short(data: object) -> str:
    return escaped(json.dumps(data, ensure_ascii=False), 80)


# --- between plugins -----------------------------------------------------------------------------------------------


def _clashes(every: Iterable[Loaded]) -> Iterator[PluginError]:
    declared = []
    for loaded in every:
        for regulation in () if loaded.certifier is None else loaded.certifier.regulations:
            content = canonical(regulation)
            declared.append(Declared(regulation, content, digest(content), loaded.distribution))
    yield from clashes(declared)


def _elsewhere(guest: EntryPoint, file: str | None) -> Iterator[Note]:
    """Whether the module that was imported is not the one that the distribution brought."""
    if guest.dist is None or file is None:
        return
    found, module = Path(file).resolve(), guest.value.partition(":")[0].strip()
    homes, fault = _homes(guest.dist, module)
    if homes is None or any(found == home or home in found.parents for home in homes):
        return
    wanted = " or ".join(map(str, homes)) or "a file of the distribution, which has no such module"
    what = f"the module {module} was found in {found}; expected {wanted}"
    mend = "uninstall or rename what stands before it on the path of Python"
    yield Note(check="module-elsewhere", what=what, mend=mend, fault=fault)


def _homes(dist: Distribution, module: str) -> tuple[list[Path] | None, bool]:
    """Where the distribution has the module (None: that cannot be told), and whether to be elsewhere is a fault.

    An installation that only points to a folder of sources may be overruled by who works on them: no fault then.
    """
    files = dist.files
    if files is None:
        return [Path(str(dist.locate_file(""))).resolve()], True
    stem = module.replace(".", "/")
    listed = [each for each in files if str(each) == f"{stem}.py" or str(each).startswith((f"{stem}/", f"{stem}."))]
    if listed:
        return [Path(str(dist.locate_file(each))).resolve() for each in listed], True
    origin = dist.read_text("direct_url.json")
    if origin is not None:
        try:
            data = cast("dict[str, object]", json.loads(origin))
            url = urlsplit(cast("str", data["url"]))
        except (KeyError, TypeError, ValueError):
            return None, False
        if url.scheme == "file":
            return [Path(url2pathname(unquote(url.path))).resolve()], False
    if any(str(each).endswith((".pth", ".egg-link")) for each in files):
        return None, False
    return [], True

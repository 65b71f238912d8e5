"""Loading plugins. They are guests: what they declare goes through the canonical form, and only that copy is used.

A guest that cannot be used takes nothing from the others: it is named, its titles are unknown, and all else works.
Each reason has a stable name (`PluginError.check`), which the conformance kit reports as well.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache, reduce
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from inspect import isroutine, signature
from itertools import islice
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import cast

import attr
import attrs
import pluggy
from attrs import frozen
from pluggy import PluginManager, PluginValidationError

from certdomain.errors import PluginError
from certdomain.hookspecs import GROUP, Certifier, CertifierSpec
from certdomain.intake.strict_json import escaped
from certdomain.regulation.canonical import NotCanonical, canonical, digest, load_regulation
from certdomain.regulation.strangers import strangers
from certdomain.regulation.tree import Regulation

HOOK = "certdomain_certifier"


@frozen
class Declared:
    """A regulation as its plugin declares it: the reloaded copy, its canonical bytes and their digest."""

    regulation: Regulation
    content: bytes
    digest: str
    distribution: str


class Titles(Mapping[str, tuple[Declared, ...]]):
    """The installed editions of each title, the last one first.

    `broken` says which plugins could not be used. A title in `disputed` is in no listing, and to ask for it raises the
    PluginError that is held there.
    """

    __slots__ = ("_editions", "broken", "disputed")

    def __init__(
        self,
        editions: Mapping[str, tuple[Declared, ...]],
        *,
        disputed: Mapping[str, PluginError] = MappingProxyType({}),
        broken: Sequence[PluginError] = (),
    ) -> None:
        self._editions = {name: editions[name] for name in sorted(editions) if name not in disputed}
        self.disputed = dict(disputed)
        self.broken = tuple(broken)

    def __getitem__(self, title: str) -> tuple[Declared, ...]:
        if title in self.disputed:
            raise self.disputed[title].with_traceback(None)
        return self._editions[title]

    def __iter__(self) -> Iterator[str]:
        return iter(self._editions)

    def __len__(self) -> int:
        return len(self._editions)

    def known(self) -> str:
        """The names of the titles, for a message; with the plugins whose titles are missing there."""
        names = ", ".join(self) or "none is installed"
        lost = sorted({error.distribution for error in self.broken})
        return f"{names}; plugin {', '.join(lost)} cannot be used, so its titles are unknown" if lost else names


def installed() -> Titles:
    """The titles of all installed plugins.

    A plugin that cannot be used is left out, and so is a title that two declare: the logger `certdomain.plugins` warns
    of each, and `Titles` holds the errors. Ctrl-C while a plugin is loaded is not kept from the user.
    """
    found: list[tuple[str, Sequence[Declared]]] = []
    broken: list[PluginError] = []
    for entry_point in guests():
        name = distribution_of(entry_point)
        try:
            certifier = certifier_of(entry_point)
            found.append((name, [declare(regulation, name) for regulation in certifier.regulations]))
        except PluginError as error:
            broken.append(error)
    titles = _gathered(found, broken)
    shared = tuple(shared_names())
    if broken or titles.disputed or shared:
        _warn(titles, shared)
    return titles


def guests() -> list[EntryPoint]:
    """The entry points of all installed plugins, in an order that does not depend on where they were found."""
    return sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value, distribution_of(each)))


def shared_names(found: Iterable[EntryPoint] | None = None) -> Iterator[PluginError]:
    """Entry points that bear one name, or lead to one module, though they are of several distributions."""
    everyone = guests() if found is None else list(found)
    names = [(each.name, distribution_of(each)) for each in everyone]
    modules = [(each.value.partition(":")[0].strip(), distribution_of(each)) for each in everyone]
    for name, shared, others in _shared(names):
        what = f"its entry point {shared!r} is called like one of {others}"
        mend = f"name it after the certifier, under [project.entry-points.{GROUP}] in pyproject.toml"
        yield PluginError(name, what, check="same-entry-point-name", mend=mend)
    for name, shared, others in _shared(modules):
        what = f"its entry point leads to the module {shared}, and so does one of {others}"
        mend = "give the plugin a package of its own, or uninstall the other copy"
        yield PluginError(name, what, check="same-module", mend=mend)


def _shared(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each distribution with what it shares and the others that it shares it with."""
    owners: dict[str, set[str]] = {}
    for shared, distribution in pairs:
        owners.setdefault(shared, set()).add(distribution)
    for shared, names in owners.items():
        for name in sorted(names) if len(names) > 1 else ():
            yield name, shared, ", ".join(sorted(names - {name}))


def titles_of(certifiers: Sequence[Certifier]) -> Titles:
    """The titles of certifiers that are passed explicitly, as tests do.

    Raises:
        PluginError: if one has no canonical form, or two declare the same.
    """
    return titles([(certifier.name, certifier) for certifier in certifiers])


def titles(certifiers: Iterable[tuple[str, Certifier]]) -> Titles:
    """Titles by certification.

    Raises:
        PluginError: if one has no canonical form, or two declare the same; then it names both.
    """
    found = _gathered(
        [(name, [declare(each, name) for each in certifier.regulations]) for name, certifier in certifiers]
    )
    for error in found.disputed.values():
        raise error
    return found


def _gathered(found: Iterable[tuple[str, Sequence[Declared]]], broken: Sequence[PluginError] = ()) -> Titles:
    every = [declared for _, declared_by in found for declared in declared_by]
    editions: dict[str, list[Declared]] = {}
    for declared in every:
        editions.setdefault(declared.regulation.certification, []).append(declared)
    disputed: dict[str, PluginError] = {}
    for error in clashes(every):
        disputed.setdefault(error.title, error)
    ordered = {title: tuple(sorted(each, key=_newest_first)) for title, each in editions.items()}
    return Titles(ordered, disputed=disputed, broken=broken)


def clashes(every: Iterable[Declared]) -> Iterator[PluginError]:
    """Titles that two plugins declare (an error for each of the two), and editions that one declares twice."""
    before: dict[str, list[Declared]] = {}
    for declared in every:
        others = before.setdefault(declared.regulation.certification, [])
        for other in others:
            error = _clash(declared, other)
            if error is not None:
                yield error
                if other.distribution != declared.distribution:
                    yield from filter(None, (_clash(other, declared),))
                break
        others.append(declared)


def _clash(one: Declared, other: Declared) -> PluginError | None:
    title, edition = one.regulation.certification, one.regulation.edition
    if one.distribution != other.distribution:
        return PluginError(
            one.distribution,
            f"declares {title}, which plugin {other.distribution} declares too",
            check="two-plugins-one-title",
            mend="uninstall one of the two",
            title=title,
        )
    if edition == other.regulation.edition:
        how = "twice" if one.digest == other.digest else "twice, with different content"
        return PluginError(
            one.distribution,
            f"declares edition {edition} of {title} {how}",
            check="edition-twice",
            mend="declare each edition once; what the text says since another day is another edition",
            title=title,
        )
    return None


def _warn(titles: Titles, shared: Sequence[PluginError]) -> None:
    import logging  # where all is well, nobody waits for it

    log = logging.getLogger(__name__)
    for error in titles.broken:
        log.warning("%s; its titles are unknown", error)
    for error in titles.disputed.values():
        log.warning("%s; the title is unknown until then", error)
    for error in shared:
        log.warning("%s", error)


def declare(regulation: Regulation, distribution: str) -> Declared:
    """The reloaded copy of a declaration: nothing clever in a plugin survives it.

    Raises:
        PluginError: if it has no canonical form.
    """
    try:
        content = canonical(regulation)
        return Declared(load_regulation(content), content, digest(content), distribution)
    except NotCanonical as error:
        title = regulation.certification if type(regulation.certification) is str else ""
        found = list(islice(strangers(regulation), 20))
        if not found:
            raise PluginError(distribution, str(error), check="not-canonical", title=title) from error
        more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
        first = found[0]
        raise PluginError(
            distribution, f"{first}{more}", check=first.check, mend=first.mend, title=title, path=first.path
        ) from error


def _newest_first(declared: Declared) -> tuple[bool, int, str]:
    since = declared.regulation.in_force_from
    return (since is None, -(since.toordinal() if since is not None else 0), declared.regulation.edition)


def distribution_of(entry_point: EntryPoint) -> str:
    """The name of the distribution that brings an entry point."""
    return entry_point.dist.name if entry_point.dist is not None else entry_point.name


# --- one guest -----------------------------------------------------------------------------------------------------


def certifier_of(entry_point: EntryPoint, distribution: str | None = None) -> Certifier:
    """What the hook of a plugin returns, seen to be a certifier with regulations. `distribution` names it in errors.

    Raises:
        PluginError: for whatever is wrong with it, SystemExit and its like included.
        KeyboardInterrupt: for it may be the user's.
    """
    name = distribution or distribution_of(entry_point)
    thing = _imported(entry_point, name)
    _hooked(thing, name)
    return _certifier(_called(thing, name), name)


def _imported(entry_point: EntryPoint, name: str) -> object:
    match = EntryPoint.pattern.match(entry_point.value)
    if match is None:
        what = f"its entry point {entry_point.name} is {entry_point.value!r}, which is no module"
        raise PluginError(name, what, check="no-module", mend="name the package that holds the hook")
    module, attributes = match["module"], [each for each in (match["attr"] or "").split(".") if each]
    try:
        thing: object = import_module(module)
    except ModuleNotFoundError as error:
        if error.name is not None and f"{module}.".startswith(f"{error.name}."):
            what = f"there is no module {error.name}, to which its entry point {entry_point.name} leads"
            mend = "name the package that holds the hook, and install the distribution again"
            raise PluginError(name, what, check="no-module", mend=mend) from error
        raise _failed(error, name, "when it is imported", "import-fails") from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a guest may raise anything, SystemExit included; the house names it and goes on
        raise _failed(error, name, "when it is imported", "import-fails") from error
    try:
        return reduce(getattr, attributes, thing)
    except AttributeError as error:
        what = f"{module} has no {'.'.join(attributes)}, to which its entry point {entry_point.name} leads"
        mend = "let the entry point lead to the package that holds the hook"
        raise PluginError(
            name, what, check="no-attribute", mend=mend, file=getattr(thing, "__file__", None), line=1
        ) from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _failed(error, name, "when it is imported", "import-fails") from error


def _hooked(thing: object, name: str) -> None:
    """See that the one hook is there, marked, under its name and without arguments."""
    try:
        marked, bare = _hooks(thing)
        file = getattr(sys.modules.get(getattr(thing, "__module__", getattr(thing, "__name__", ""))), "__file__", None)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _failed(error, name, "when its hook is looked for", "import-fails") from error
    mend = f"declare `@hookimpl def {HOOK}() -> Certifier`"
    for found, function in marked.items():
        at = _line_of(function)
        if found != HOOK:
            what = f"implements a hook {found}, which there is not; the hook is called {HOOK}"
            raise PluginError(name, what, check="hook-name", mend=mend, file=at[0], line=at[1])
    if HOOK not in marked:
        if bare:
            what, at = f"has {HOOK}, but without @hookimpl", _line_of(bare[0])
            raise PluginError(name, what, check="hook-unmarked", mend=mend, file=at[0], line=at[1])
        near = get_close_matches(HOOK, [each for each in dir(thing) if each != HOOK], 1, 0.75)
        hint = f"; did you mean it by {near[0]}?" if near else ""
        raise PluginError(
            name, f"has no hook {HOOK}{hint}", check="no-hook", mend=mend, file=file, line=1 if file else None
        )
    at = _line_of(marked[HOOK])
    try:
        wanted = ", ".join(str(each) for each in signature(cast("type", marked[HOOK])).parameters.values())
    except (TypeError, ValueError):
        wanted = "what cannot be told"
    if wanted:
        what = f"its hook {HOOK} takes {wanted}, and a hook that declares takes nothing"
        raise PluginError(name, what, check="hook-signature", mend=mend, file=at[0], line=at[1])
    options = cast("Mapping[str, object]", getattr(marked[HOOK], f"{GROUP}_impl", {}))
    if options.get("wrapper") or options.get("hookwrapper"):
        what = f"its hook {HOOK} is a wrapper, and there is nothing to wrap"
        raise PluginError(name, what, check="hook-wrapper", mend=mend, file=at[0], line=at[1])


def _hooks(thing: object) -> tuple[dict[str, object], list[object]]:
    """The marked functions by name, and the unmarked ones that bear the name of the hook."""
    marked: dict[str, object] = {}
    bare: list[object] = []
    for each in dir(thing):
        if each.startswith("__"):
            continue
        held = getattr(thing, each)
        if isroutine(held) and isinstance(getattr(held, f"{GROUP}_impl", None), dict):
            options = cast("Mapping[str, object]", getattr(held, f"{GROUP}_impl"))
            marked[str(options.get("specname") or each)] = held
        elif each == HOOK:
            bare.append(held)
    return marked, bare


def _called(thing: object, name: str) -> object:
    manager = PluginManager(GROUP)
    manager.add_hookspecs(CertifierSpec)
    try:
        manager.register(thing, name=name)
        manager.check_pending()
        given: list[object] = manager.hook.certdomain_certifier()
    except PluginValidationError as error:
        what = f"does not implement the hook as specified: {error}"
        raise PluginError(name, what, check="hook-signature") from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # as above
        raise _failed(error, name, f"in its hook {HOOK}", "hook-fails") from error
    return given[0] if given else None  # an answer of None is none to pluggy


def _certifier(given: object, name: str) -> Certifier:
    kind = type(given)
    mend = "return Certifier(name=…, regulations=(…,))"
    if kind is not Certifier:
        if Certifier in type.mro(kind):
            what = f"its hook returns a {kind.__name__}, a subclass of Certifier; a plain Certifier was expected"
            raise PluginError(name, what, check="certifier-subclass", mend=mend)
        found = "nothing" if given is None else f"{_article(kind)}"
        raise PluginError(name, f"its hook returns {found}; one Certifier was expected", check="hook-result", mend=mend)
    certifier = cast("Certifier", given)
    if type(certifier.name) is not str or not certifier.name.strip():
        what = f"its certifier is called {certifier.name!r:.60}; a name was expected"
        raise PluginError(name, what, check="certifier-name", mend=mend)
    regulations: object = certifier.regulations
    if type(regulations) is not tuple:
        what = f"its regulations are {_article(type(regulations))}; a tuple was expected"
        raise PluginError(name, what, check="regulations-not-tuple", mend="write (TITLE,), with the comma")
    for number, each in enumerate(regulations, start=1):
        _regulation(each, number, name)
    return certifier


def _regulation(given: object, number: int, name: str) -> None:
    path = f"regulations[{number}]"
    if type(given) is not Regulation:
        for first in strangers(given, path):
            if first.check in ("shape-subclass", "lazy"):
                raise PluginError(name, str(first), check=first.check, mend=first.mend, path=first.path)
        what = f"{path} is {_article(type(given))}; a Regulation was expected"
        raise PluginError(name, what, check="not-a-regulation", path=path)
    for field in ("certification", "edition"):
        held = getattr(given, field)
        if type(held) is not str or not held.strip():
            for first in strangers(held, f"{path}.{field}"):
                raise PluginError(name, str(first), check=first.check, mend=first.mend, path=first.path)
            what = f"{path}.{field} is {held!r:.60}; a text was expected"
            raise PluginError(name, what, check="not-a-regulation", path=f"{path}.{field}")
    since = given.in_force_from
    if since is not None and type(since) is not date:
        what = f"{path}.in_force_from is {since!r:.60}; a date was expected"
        raise PluginError(name, what, check="not-a-regulation", title=given.certification, path=f"{path}.in_force_from")


def _article(kind: type) -> str:
    return f"{'an' if kind.__name__[:1].lower() in 'aeiou' else 'a'} {kind.__name__}"


# --- where it went wrong -------------------------------------------------------------------------------------------

_KINDS: tuple[tuple[type[BaseException], str, str], ...] = (
    (SyntaxError, "syntax", ""),
    (SystemExit, "exits", "a plugin declares; it never ends the program"),
    (RecursionError, "recurses", "declare data: nothing in it needs a call of itself"),
    (MemoryError, "out-of-memory", "declare what the text says, and no more"),
)
_HOUSE = tuple(
    {
        *(sysconfig.get_path(each) for each in ("stdlib", "platstdlib")),
        *(str(Path(each).parent) for each in (__file__, attr.__file__, attrs.__file__, pluggy.__file__)),
    }
)
_GUESTS = tuple({sysconfig.get_path(each) for each in ("purelib", "platlib")} - {*_HOUSE})


@cache
def of_guest(file: str) -> bool:
    """Whether a file of code is neither Python's own nor the core's nor of the libraries that the core calls."""
    if file.startswith("<"):  # made of text at run time: it acts for whoever called it
        return False
    within = [
        each for each in (*_HOUSE, *_GUESTS) if file.startswith(each.rstrip("/\\")) and file[len(each) :][:1] in "/\\"
    ]
    return not within or max(within, key=len) in _GUESTS


def place_of(trace: TracebackType | None) -> tuple[str, int] | tuple[None, None]:
    """The file and line of the last frame of a traceback that is a guest's."""
    found: tuple[str, int] | tuple[None, None] = (None, None)
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if of_guest(file):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def told(error: BaseException) -> str:
    """What an exception says, on one short line; what it says of itself may be broken too."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # noqa: BLE001  the text of an error is a guest's code as well
        text = "(it cannot even say why)"
    return f"{type(error).__name__}: {escaped(text, 300)}" if text else type(error).__name__


def _failed(error: BaseException, name: str, when: str, check: str) -> PluginError:
    file, line = place_of(error.__traceback__)
    mend = ""
    for kind, own, how in _KINDS:
        if isinstance(error, kind):
            check, mend = own, how
            break
    else:
        if not isinstance(error, Exception):
            check = "base-exception"
    if isinstance(error, SyntaxError) and error.filename is not None:
        file, line = error.filename, error.lineno or 1
        return PluginError(
            name, f"has a syntax error: {escaped(str(error.msg), 300)}", check=check, file=file, line=line
        )
    return PluginError(name, f"fails {when}: {told(error)}", check=check, mend=mend, file=file, line=line)


def _line_of(function: object) -> tuple[str, int] | tuple[None, None]:
    code = getattr(function, "__code__", None)
    return (code.co_filename, code.co_firstlineno) if code is not None else (None, None)

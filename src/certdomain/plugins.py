"""Loading plugins. They are guests: what they declare goes through the canonical form, and only that copy is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points

from attrs import frozen
from pluggy import PluginManager, PluginValidationError

from certdomain.errors import PluginError
from certdomain.hookspecs import GROUP, Certifier, CertifierSpec
from certdomain.regulation.canonical import NotCanonical, canonical, digest, load_regulation
from certdomain.regulation.tree import Regulation


@frozen
class Declared:
    """A regulation as its plugin declares it: the reloaded copy, its canonical bytes and their digest."""

    regulation: Regulation
    content: bytes
    digest: str
    distribution: str


Titles = Mapping[str, tuple[Declared, ...]]
"""The installed editions of each title, the last one first."""


def installed() -> Titles:
    """The titles of all installed plugins.

    Raises:
        PluginError: names the distribution, and says what is wrong with it.
    """
    found = sorted(entry_points(group=GROUP), key=lambda entry_point: (entry_point.name, entry_point.value))
    return titles([(_distribution(entry_point), _certifier(entry_point)) for entry_point in found])


def titles_of(certifiers: Sequence[Certifier]) -> Titles:
    """The titles of certifiers that are passed explicitly, as tests do."""
    return titles([(certifier.name, certifier) for certifier in certifiers])


def titles(certifiers: Iterable[tuple[str, Certifier]]) -> Titles:
    """Titles by certification. Two plugins for one title are an error that names both."""
    found: dict[str, list[Declared]] = {}
    for distribution, certifier in certifiers:
        for regulation in certifier.regulations:
            declared = declare(regulation, distribution)
            others = found.setdefault(declared.regulation.certification, [])
            for other in others:
                if other.distribution != distribution:
                    what = f"declares {regulation.certification}, which plugin {other.distribution} declares too"
                    raise PluginError(distribution, what)
                if other.regulation.edition == regulation.edition:
                    what = f"declares edition {regulation.edition} of {regulation.certification} twice"
                    raise PluginError(distribution, what)
            others.append(declared)
    return {name: tuple(sorted(editions, key=_newest_first)) for name, editions in sorted(found.items())}


def declare(regulation: Regulation, distribution: str) -> Declared:
    """The reloaded copy of a declaration: nothing clever in a plugin survives it.

    Raises:
        PluginError: if it has no canonical form.
    """
    try:
        content = canonical(regulation)
        return Declared(load_regulation(content), content, digest(content), distribution)
    except NotCanonical as error:
        raise PluginError(distribution, str(error)) from error


def _newest_first(declared: Declared) -> tuple[bool, int, str]:
    since = declared.regulation.in_force_from
    return (since is None, -(since.toordinal() if since is not None else 0), declared.regulation.edition)


def _distribution(entry_point: EntryPoint) -> str:
    return entry_point.dist.name if entry_point.dist is not None else entry_point.name


def _certifier(entry_point: EntryPoint) -> Certifier:
    name = _distribution(entry_point)
    manager = PluginManager(GROUP)
    manager.add_hookspecs(CertifierSpec)
    try:
        manager.register(entry_point.load(), name=name)
        manager.check_pending()
        given: list[object] = manager.hook.certdomain_certifier()
    except PluginValidationError as error:
        raise PluginError(name, f"does not implement the hook as specified: {error}") from error
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:  # a guest may raise anything, SystemExit included; the house names it and goes on
        raise PluginError(name, f"fails when it is loaded: {type(error).__name__}: {error}") from error
    if len(given) != 1 or type(given[0]) is not Certifier:
        raise PluginError(name, "must return one Certifier from the hook certdomain_certifier")
    return given[0]

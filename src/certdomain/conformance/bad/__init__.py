"""Plugins that the kit must reject, each for its own reason, and one that it must not.

They are kept as text, so that nobody imports one by accident. `install` makes distributions of them in a folder that a
test puts on a path:

    bad = install("reads-date", folder)
    for loaded in load_all(path=bad.path):
        ...
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template
from types import MappingProxyType

from attrs import frozen

CHECKS: Mapping[str, str] = MappingProxyType(
    {
        # the entry point
        "no-module": "no-module",
        "no-attribute": "no-attribute",
        "dependency-missing": "import-fails",
        "syntax-error": "syntax",
        "syntax-error-within": "syntax",
        "module-elsewhere": "module-elsewhere",
        "same-entry-point-name": "same-entry-point-name",
        "same-module": "same-module",
        # the hook
        "misspelt-hook": "hook-name",
        "hook-with-arguments": "hook-signature",
        "hook-with-defaults": "hook-signature",
        "hook-unmarked": "hook-unmarked",
        "hook-wrapper": "hook-wrapper",
        "no-hook": "no-hook",
        # what it returns
        "returns-none": "hook-result",
        "returns-list": "hook-result",
        "returns-generator": "hook-result",
        "returns-look-alike": "hook-result",
        "certifier-subclass": "certifier-subclass",
        "certifier-unnamed": "certifier-name",
        "regulations-in-a-list": "regulations-not-tuple",
        "regulations-without-comma": "regulations-not-tuple",
        "regulations-by-generator": "regulations-not-tuple",
        "regulation-named": "not-a-regulation",
        "edition-a-number": "not-a-regulation",
        "regulation-subclass": "shape-subclass",
        # how it fails
        "raises-at-import": "import-fails",
        "raises-in-hook": "hook-fails",
        "error-without-words": "hook-fails",
        "exits": "exits",
        "exits-in-hook": "exits",
        "recurses": "recurses",
        "out-of-memory": "out-of-memory",
        "base-exception": "base-exception",
        "interrupts": "interrupts",
        "ends-process": "ends-process",
        "crashes": "ends-process",
        "endless-loop": "too-slow",
        "endless-generator": "too-slow",
        # what has no canonical form
        "float": "float",
        "decimal": "decimal",
        "mapping": "mapping",
        "list": "list",
        "set": "set",
        "generator": "lazy",
        "not-nfc": "not-nfc",
        "surrogate": "not-utf8",
        "instant": "not-a-regulation",
        "instant-within": "datetime",
        "text-subclass": "value-subclass",
        "number-subclass": "value-subclass",
        "fraction-subclass": "value-subclass",
        "date-subclass": "value-subclass",
        "tuple-subclass": "value-subclass",
        "enum-look-alike": "foreign-enum",
        "enum-member-made": "foreign-enum",
        "lazy-value": "lazy",
        "descriptor": "lazy",
        "claims-to-equal": "unregistered",
        "property": "shape-subclass",
        "attribute-trick": "shape-subclass",
        "cyclic": "cyclic",
        "too-deep": "too-deep",
        "too-large": "too-large",
        # what it does beside declaring
        "reads-date": "reads-clock",
        "reads-time": "reads-clock",
        "draws": "reads-chance",
        "draws-an-id": "reads-chance",
        "reads-environment": "reads-environment",
        "reads-machine": "reads-environment",
        "reads-own-file": "reads-file",
        "looks-for-file": "reads-file",
        "writes-file": "writes-file",
        "network": "network",
        "network-in-silence": "network",
        "starts-process": "starts-process",
        "forks": "starts-process",
        "starts-thread": "starts-thread",
        "replaces-shape": "changes-core",
        "patches-shape": "changes-core",
        "patches-core": "changes-core",
        "registers-shape": "changes-core",
        "patches-python": "changes-python",
        "recursion-limit": "changes-process",
        "decimal-context": "changes-process",
        "at-exit": "changes-process",
        "search-path": "changes-process",
        "prints": "writes-output",
        "complains": "writes-output",
        "warns": "warns",
        "bad-escape": "warns",
        # what shows only beside another loading
        "order-of-a-set": "two-loadings-differ",
        "evades-the-watch": "two-loadings-differ",
        "same-title": "two-plugins-one-title",
        "edition-twice": "edition-twice",
        "edition-twice-otherwise": "edition-twice",
    }
)
"""The stable name of the check that must reject each."""

GOOD = "good"
"""The plugin that must not be rejected, whatever stands beside it."""

_TWINS = frozenset({"same-title", "same-entry-point-name", "same-module"})


@frozen(kw_only=True)
class Installed:
    """A plugin that was installed: what its distributions are called, and the folders to put on the path."""

    distributions: tuple[str, ...]
    path: tuple[str, ...]


def install(name: str, folder: Path) -> Installed:
    """Install a plugin of that name ("good", or one of `CHECKS`) into a folder, as `pip` would.

    Raises:
        KeyError: for a name that is none.
    """
    if name != GOOD and name not in CHECKS:
        raise KeyError(name)
    own = _Plugin(name=name, of=name, folder=folder)
    if name == "no-module":
        return own.installed(entry=f"{own.module}_renamed")
    if name == "no-attribute":
        return own.installed(entry=f"{own.module}:PLUGIN")
    if name == "module-elsewhere":
        done = own.installed()
        other = _Plugin(name=name, of=name, folder=folder / "before")
        other.written()
        return Installed(distributions=done.distributions, path=(str(other.folder), *done.path))
    done = own.installed()
    if name in _TWINS:
        twin = _Plugin(name=name, of=f"{name}-twin", folder=folder)
        title = own.title if name == "same-title" else twin.title
        entry = own.module if name == "same-module" else twin.module
        called = own.name if name == "same-entry-point-name" else twin.of
        second = twin.installed(entry=entry, called=called, title=title)
        return Installed(distributions=(*done.distributions, *second.distributions), path=done.path)
    return done


@frozen(kw_only=True)
class _Plugin:
    """One distribution to be made of a text: `of` is what its own names are made of."""

    name: str
    of: str
    folder: Path

    @property
    def module(self) -> str:
        return f"certdomain_{self.of.replace('-', '_')}"

    @property
    def distribution(self) -> str:
        return f"certdomain-{self.of}"

    @property
    def title(self) -> str:
        return self.of.upper()

    def written(self, title: str | None = None) -> list[str]:
        """Write its package; the files, as a RECORD names them."""
        values = {"name": self.of, "module": self.module, "title": title or self.title}
        texts = {"__init__.py": _text(self.name), "title.py": _text("title")}
        if self.name == "reads-own-file":
            texts["network.txt"] = "a network"
        if self.name == "syntax-error-within":
            texts["broken.py"] = "TITLE = ]\n"
        package = self.folder / self.module
        package.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            (package / file).write_text(Template(text).substitute(values), encoding="utf-8")
        return [f"{self.module}/{file}" for file in texts]

    def installed(self, *, entry: str = "", called: str = "", title: str | None = None) -> Installed:
        """Write its package and what says that it is installed."""
        meta = f"{self.distribution.replace('-', '_')}-0.1.0.dist-info"
        (self.folder / meta).mkdir(parents=True)
        texts = {
            "METADATA": f"Metadata-Version: 2.1\nName: {self.distribution}\nVersion: 0.1.0\n",
            "entry_points.txt": f"[certdomain]\n{called or self.of} = {entry or self.module}\n",
        }
        records = [*self.written(title), *(f"{meta}/{file}" for file in (*texts, "RECORD"))]
        texts["RECORD"] = "".join(f"{record},,\n" for record in records)
        for file, text in texts.items():
            (self.folder / meta / file).write_text(text, encoding="utf-8")
        return Installed(distributions=(self.distribution,), path=(str(self.folder),))


def _text(name: str) -> str:
    return files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")

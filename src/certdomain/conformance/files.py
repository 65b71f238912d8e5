"""The files of a plugin: the sources of its modules, its source texts, its case files. Nothing is imported or run."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from importlib.metadata import Distribution, EntryPoint, PackageNotFoundError, distribution, entry_points
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from attrs import frozen

from certdomain.conformance.places import Modules, Sources
from certdomain.hookspecs import GROUP
from certdomain.plugins import distribution_of
from certdomain.testing.runner import files_of

_LEVELS = 3  # from the package up to the project: package, src, project
_CASES = Path("tests", "cases")


@frozen(kw_only=True)
class Files:
    """Where a plugin lies: its packages, its parsed modules, the root of its project if at hand."""

    folders: tuple[Path, ...]
    sources: Sources
    root: Path | None

    @property
    def cases(self) -> tuple[Path, ...]:
        """The case files beside the plugin, none if its project is not at hand."""
        folder = None if self.root is None else self.root / _CASES
        return tuple(files_of([folder])) if folder is not None and folder.is_dir() else ()


def files_of_plugin(name: str, path: Sequence[str] = ()) -> Files:
    """The files of the plugin of a distribution. `path`: folders to look in before those of this process."""
    folders: dict[Path, None] = {}
    modules: dict[str, tuple[str, str]] = {}
    root: Path | None = None
    for entry_point in _entry_points(name, path):
        top = entry_point.module.partition(".")[0]
        for folder in _homes(top, path):
            folders.setdefault(folder if folder.is_dir() else folder.parent)
            modules.update(_modules(top, folder))
            root = root or _root(folder)
        root = root or _installed_from(entry_point)
    return Files(folders=tuple(folders), sources=Sources.of(modules), root=root)


def _entry_points(name: str, path: Sequence[str]) -> list[EntryPoint]:
    found = list(entry_points(group=GROUP))
    for each in Distribution.discover(path=list(path)) if path else ():
        found += [entry_point for entry_point in each.entry_points if entry_point.group == GROUP]
    return [each for each in found if distribution_of(each) == name]


def _homes(top: str, path: Sequence[str]) -> list[Path]:
    for folder in path:
        for found in (Path(folder, top), Path(folder, f"{top}.py")):
            if found.exists():
                return [found]
    try:
        spec = None if top in sys.builtin_module_names else find_spec(top)
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations is not None:
        return [Path(folder) for folder in spec.submodule_search_locations]
    return [Path(spec.origin)] if spec.origin is not None and spec.origin.endswith(".py") else []


def _modules(top: str, home: Path) -> Modules:
    files = sorted(home.rglob("*.py")) if home.is_dir() else [home]
    found = {}
    for file in files:
        inside = file.relative_to(home).with_suffix("").parts if home.is_dir() else ()
        name = ".".join((top, *(part for part in inside if part != "__init__")))
        try:
            found[name] = (_shown(file), file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
    return found


def _shown(file: Path) -> str:
    """The file as one would open it from here."""
    try:
        near = os.path.relpath(file)
    except ValueError:  # another drive
        return str(file)
    return str(file) if near.startswith("..") else near


def _root(home: Path) -> Path | None:
    """The project that a package lies in, by its pyproject.toml."""
    return next((each for each in home.parents[:_LEVELS] if (each / "pyproject.toml").is_file()), None)


def _installed_from(entry_point: EntryPoint) -> Path | None:
    """The folder that a distribution was installed from, as its installer noted it (direct_url.json)."""
    try:
        dist = entry_point.dist or distribution(distribution_of(entry_point))
        noted = json.loads(dist.read_text("direct_url.json") or "{}")
        url = urlsplit(noted["url"])
        folder = Path(unquote(url.path))
    except (PackageNotFoundError, KeyError, TypeError, ValueError):
        return None
    return folder if url.scheme == "file" and (folder / "pyproject.toml").is_file() else None

"""The kit rejects each bad plugin for its own reason, and nothing that it does hurts another."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

from certdomain import Register
from certdomain.conformance.bad import CHECKS, GOOD, install
from certdomain.conformance.children import Task, run_all
from certdomain.conformance.loading import Loaded, edition_changed, load_all, load_guest
from certdomain.conformance.notes import Place
from certdomain.errors import PluginError, UnknownTitle
from certdomain.plugins import certifier_of, installed, titles_of
from tests.fictional import FICTIONAL

ENDLESS = frozenset(name for name, check in CHECKS.items() if check == "too-slow")
CONSEQUENCES: Mapping[str, frozenset[str]] = {
    "same-module": frozenset({"two-plugins-one-title", "module-elsewhere"}),
}
"""What else must be said of a plugin, because it follows from the first."""
ANYWHERE = frozenset({"no-module", "dependency-missing", "syntax-error-within", "no-hook", "no-attribute"})
PLACED = {
    name: check
    for name, check in CHECKS.items()
    if check.startswith(
        ("reads-", "hook-name", "hook-signature", "hook-fails", "import-fails", "syntax", "base-", "exits")
    )
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installed")


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Mapping[str, Loaded]:
    """All of them installed in one folder beside the good one, and loaded as the kit loads them."""
    path = dict.fromkeys(
        place for name in (GOOD, *CHECKS) if name not in ENDLESS for place in install(name, folder).path
    )
    before = sorted(path, key=lambda place: not place.endswith("before"))  # what shadows stands first
    every = list(load_all(path=before, seconds=60))
    for name in ENDLESS:
        install(name, folder)
        every.append(load_guest(f"certdomain-{name}", path=before, seconds=1.5))
    return {each.distribution: each for each in every}


@pytest.mark.parametrize("name", CHECKS)
def test_it_is_rejected_for_its_reason(loaded: Mapping[str, Loaded], name: str) -> None:
    found = loaded[f"certdomain-{name}"]
    assert not found.fit
    reasons = {note.check for note in found.notes if note.fault}
    assert CHECKS[name] in reasons
    assert reasons - {CHECKS[name]} <= CONSEQUENCES.get(name, frozenset()), [note.what for note in found.notes]


def test_the_good_one_is_fit_beside_all_of_them(loaded: Mapping[str, Loaded]) -> None:
    good = loaded["certdomain-good"]
    assert good.fit
    assert good.notes == ()
    assert good.certifier is not None
    assert [each.certification for each in good.certifier.regulations] == ["GOOD"]


def test_no_plugin_is_rejected_that_is_not_in_the_table(loaded: Mapping[str, Loaded]) -> None:
    """The twins of a table's plugin share its fault; everything else that is installed here is fit."""
    bad = {name for name, each in loaded.items() if not each.fit}
    assert {name.removeprefix("certdomain-").removesuffix("-twin") for name in bad} == set(CHECKS)
    assert len(loaded) > len(bad)


@pytest.mark.parametrize("name", sorted(set(PLACED) - ANYWHERE))
def test_the_place_is_told(loaded: Mapping[str, Loaded], folder: Path, name: str) -> None:
    """A line of the plugin's own file, as its author would open it; never one of Python or of the core."""
    place = next(note.place for note in loaded[f"certdomain-{name}"].notes if note.check == CHECKS[name])
    assert isinstance(place, Place)
    assert Path(place.file).is_relative_to(folder)
    assert 0 < place.line <= len(Path(place.file).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", CHECKS)
def test_what_is_said(loaded: Mapping[str, Loaded], name: str) -> None:
    """One short printable line, that is more than the name of the check."""
    for note in loaded[f"certdomain-{name}"].notes:
        assert note.what.isprintable()
        assert 20 < len(note.what) < 700


def test_the_messages_of_some(loaded: Mapping[str, Loaded]) -> None:
    def said(name: str) -> str:
        return "\n".join(note.what for note in loaded[f"certdomain-{name}"].notes)

    assert "certdomain_certifer" in said("misspelt-hook")
    assert "takes certifier" in said("hook-with-arguments")
    assert "returns nothing" in said("returns-none")
    assert "time limit of 1.5 s" in said("endless-loop")
    assert "certdomain-same-title-twin" in said("same-title")
    assert "certdomain-same-entry-point-name-twin" in said("same-entry-point-name")
    assert "SystemExit: no licence was found" in said("exits")
    assert "date.today" in said("reads-date")
    assert "network.txt" in said("reads-own-file")
    assert "certdomain:Said" in said("replaces-shape")
    assert "welcome" in said("prints")
    assert "before" in said("module-elsewhere")
    assert "SIGSEGV" in said("crashes")
    assert "different content" in said("edition-twice-otherwise")
    float_note = loaded["certdomain-float"].notes[0]
    assert (float_note.path, float_note.title) == ("award.blocs[1].pass_mark.value", "FLOAT")


def test_what_would_do_damage_is_kept_from_happening(loaded: Mapping[str, Loaded], folder: Path) -> None:
    assert not loaded["certdomain-writes-file"].fit
    assert not list(folder.rglob("certdomain-bad-plugin.txt"))
    assert not Path("certdomain-bad-plugin.txt").exists()


def test_where_an_endless_plugin_was_is_told(loaded: Mapping[str, Loaded], folder: Path) -> None:
    for name in ENDLESS:
        place = loaded[f"certdomain-{name}"].notes[0].place
        assert place is not None
        assert Path(place.file).is_relative_to(folder)


# --- one at a time -------------------------------------------------------------------------------------------------


def test_one_by_name(tmp_path: Path) -> None:
    """As `pip` would spell it or otherwise; a name that is not installed is told."""
    install(GOOD, tmp_path)
    path = install("float", tmp_path).path
    assert load_guest("Certdomain_Good", path=path).fit
    assert [note.check for note in load_guest("certdomain-float", path=path).notes] == ["float"]
    with pytest.raises(LookupError, match="certdomain-none"):
        load_guest("certdomain-none", path=path)


BUSY = """
import dataclasses, decimal, email.message, enum, functools, itertools, json, logging, random, re, socket, ssl
import subprocess, tempfile, threading, time, typing, urllib.request, uuid, zoneinfo
from datetime import date, datetime
import attrs
from certdomain import Certifier, Registration, Said, hookimpl
from certdomain_good.title import TITLE

LOG = logging.getLogger(__name__)

@dataclasses.dataclass(frozen=True)
class Row:
    until: date
    words: typing.NamedTuple("Words", [("one", str)])

class Colour(enum.Enum):
    RED = 1

ROW = Row(date.fromisoformat("2030-01-31"), json.loads("[1]"))
assert isinstance(ROW.until, date) and not isinstance(ROW.until, datetime) and issubclass(datetime, date)
assert type(datetime(2026, 1, 1).date()) is type(ROW.until) and ROW.until > date(2029, 12, 31)
assert time.strftime("%Y", time.gmtime(0)) == "1970" and re.match("a", "a") and random.__name__

@hookimpl
def certdomain_certifier() -> Certifier:
    registration = Registration(until=ROW.until, by=("R1",), after_expiry=Said(True, ("R1",)))
    title = attrs.evolve(TITLE, registration=registration, in_force_from=date(2026, 1, 1))
    return Certifier(name="good", regulations=(title,))
"""


def test_a_busy_but_honest_plugin_is_fit(tmp_path: Path) -> None:
    """Imports of whatever there is, and work that reads nothing of the world, are nobody's fault; dates stay dates."""
    path = install(GOOD, tmp_path).path
    (tmp_path / "certdomain_good" / "__init__.py").write_text(BUSY, encoding="utf-8")
    good = load_guest("certdomain-good", path=path)
    assert good.notes == ()
    assert good.certifier is not None
    assert good.certifier.regulations[0].in_force_from == date(2026, 1, 1)


def test_the_plugins_here_are_fit() -> None:
    """Those that come with the library, as they are installed: no fault, twice the same."""
    every = load_all()
    assert len(every) >= 4
    assert [note for each in every for note in each.notes if note.fault] == []


def test_other_content_than_a_register_adopted(tmp_path: Path) -> None:
    """Told with `store`; readings chosen on adoption are no other content."""
    store = tmp_path / "register.db"
    path = install(GOOD, tmp_path / "site").path
    good = load_guest("certdomain-good", path=path)
    certifier = good.certifier
    assert certifier is not None
    other = attrs.evolve(certifier, regulations=(attrs.evolve(certifier.regulations[0], level=3),))
    with Register.open(store, plugins=[certifier]) as register:
        register.adopt("GOOD", recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert list(edition_changed([good], store)) == []
    with Register.open(store, plugins=[other]) as register:
        register.adopt("GOOD", recorded_at=datetime(2026, 1, 2, tzinfo=UTC))
    ((name, note),) = edition_changed([good], store)
    assert (name, note.check, note.title) == ("certdomain-good", "edition-changed", "GOOD")
    assert "2026" in note.what
    told = {each.distribution: each.notes for each in load_all(path=path, store=store)}
    assert told["certdomain-good"] == (note,)


def test_ctrl_c_stops_the_kit_and_leaves_no_child(tmp_path: Path) -> None:
    """The user's own Ctrl-C, while an endless plugin is loaded, ends it at once."""
    path = install("endless-loop", tmp_path).path
    script = (
        "import os, sys; from certdomain.conformance.loading import load_guest; print('ready', flush=True);"
        f"load_guest('certdomain-endless-loop', path={list(path)!r}, seconds=60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        children = _children(process.pid)
        began = time.monotonic()
        process.send_signal(2)
        process.wait(timeout=30)
    assert time.monotonic() - began < 15
    assert process.returncode not in (0, None)
    assert children
    assert not [each for each in children if Path(f"/proc/{each}").exists()]


def _children(pid: int) -> list[int]:
    """The processes that a process started, once it has started one; Linux tells them."""
    file = Path(f"/proc/{pid}/task/{pid}/children")
    if not file.exists():
        pytest.skip("this system does not tell the children of a process")
    for _ in range(600):
        found = [int(each) for each in file.read_text(encoding="ascii").split()]
        if found:
            return found
        time.sleep(0.05)
    return []


def test_a_child_that_does_not_end_is_ended() -> None:
    began = time.monotonic()
    (ended,) = run_all([Task(module="time", data={}, seconds=-9.5)])
    assert time.monotonic() - began < 9
    assert ended.report is None


# --- on the normal path, in one process ----------------------------------------------------------------------------


def _script(path: tuple[str, ...], *command: str) -> subprocess.CompletedProcess[str]:
    there = os.pathsep.join([*path, *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, "-m", "certdomain", *command],
        env={**os.environ, "PYTHONPATH": there},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


IN_PROCESS = (
    *("misspelt-hook", "hook-with-arguments", "no-hook", "returns-none", "returns-list", "regulations-in-a-list"),
    *("raises-at-import", "raises-in-hook", "exits", "recurses", "out-of-memory", "base-exception", "no-module"),
    *("syntax-error", "float", "cyclic", "claims-to-equal", "text-subclass", "edition-a-number", "error-without-words"),
)


@pytest.mark.parametrize("name", IN_PROCESS)
def test_the_library_names_it_for_the_same_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """And goes on with the good one."""
    install(GOOD, tmp_path)
    monkeypatch.syspath_prepend(install(name, tmp_path).path[0])
    with caplog.at_level(logging.WARNING):
        titles = installed()
    assert [(each.distribution, each.check) for each in titles.broken] == [(f"certdomain-{name}", CHECKS[name])]
    assert "GOOD" in titles
    assert f"certdomain-{name}" in caplog.text
    assert f"certdomain-{name} cannot be used" in titles.known()


def test_ctrl_c_passes_through_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(install("interrupts", tmp_path).path[0])
    with pytest.raises(KeyboardInterrupt):
        installed()


def test_a_title_of_two_plugins_is_lost_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To ask for it is an error that names both; all other titles are there."""
    install(GOOD, tmp_path)
    monkeypatch.syspath_prepend(install("same-title", tmp_path).path[0])
    titles = installed()
    assert "GOOD" in titles
    assert "SAME-TITLE" not in list(titles)
    with pytest.raises(PluginError, match=r"same-title-twin.*same-title"):
        titles["SAME-TITLE"]
    with Register.open("memory:") as register:
        assert register.regulation("GOOD").edition == "2026"
        with pytest.raises(PluginError, match="declares SAME-TITLE"):
            register.regulation("SAME-TITLE")
        with pytest.raises(UnknownTitle, match="GOOD"):
            register.regulation("NOWHERE")


def test_certifiers_that_are_passed_are_held_to_the_same() -> None:
    with pytest.raises(PluginError, match="twice"):
        titles_of([attrs.evolve(FICTIONAL, regulations=FICTIONAL.regulations * 2)])


def test_the_command_line_goes_on_without_it(tmp_path: Path) -> None:
    """`titles`, `import` and `decide` of another title; whoever asks for a title of the broken one is told why."""
    install(GOOD, tmp_path)
    path = install("exits", tmp_path).path
    listed = _script(path, "titles", "--json")
    assert (listed.returncode, '"GOOD"' in listed.stdout) == (0, True)
    assert "plugin certdomain-exits" in listed.stderr
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        '{"journey": "J1", "command": "enrol-candidate", "on": "2026-09-01", "certification": "GOOD",'
        ' "route": "student"}\n'
        '{"journey": "J1", "command": "record-evaluation", "on": "2027-06-01", "evaluation": "A.1", "points": 12}\n',
        encoding="utf-8",
    )
    store = str(tmp_path / "register.db")
    done = _script(path, "import", "--store", store, str(rows))
    assert done.returncode == 0, done.stderr
    decided = _script(path, "decide", "--store", store, "J1", "--on", str(date(2027, 6, 1)))
    assert decided.returncode == 0, decided.stderr
    shown = _script(path, "show", "EXITS")
    assert shown.returncode == 2
    assert "certdomain-exits cannot be used, so its titles are unknown" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_certifier_of_names_who_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    monkeypatch.syspath_prepend(install("no-hook", tmp_path).path[0])
    with pytest.raises(PluginError, match="plugin anybody: has no hook"):
        certifier_of(EntryPoint("no-hook", "certdomain_no_hook", "certdomain"), "anybody")

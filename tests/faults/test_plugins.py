"""R14 to R19, R30: forged, missing, raising plugins; records of newer and older versions; effects in replay."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from attrs import evolve

from certdomain import Certifier, Register
from certdomain.audit import replay
from certdomain.cli import main
from certdomain.commands import command_from
from certdomain.errors import Damaged, PluginError, UnknownTitle
from certdomain.events import decode, encode
from certdomain.hookspecs import hookimpl
from certdomain.plugins import installed, titles
from certdomain.regulation.canonical import canonical, digest
from certdomain.store.schema import SCHEMA
from tests.faults.registers import DEMOS, PLUGINS, altered, copied, process, real, verdict
from tests.faults.tally import Faults
from tests.faults.test_rows import renoted
from tests.fictional import FICTIONAL, GNOMONICS

GOLDEN = PLUGINS.parent / "tests/golden/events"
ON = date(2027, 1, 1)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plugins") / "base.db"
    real(path)
    return path


def test_one_title_twice(faults: Faults) -> None:
    """R14. Two plugins for one title, or one edition twice, are an error that names both; the first never wins."""
    twin = Certifier(name="Twin", regulations=(GNOMONICS,))
    other = evolve(GNOMONICS, level=3)
    for pair in (
        [("a", FICTIONAL), ("b", twin)],
        [("b", twin), ("a", FICTIONAL)],
        [("a", Certifier(name="A", regulations=(GNOMONICS, other)))],
        [("a", FICTIONAL), ("b", Certifier(name="B", regulations=(other,)))],
    ):
        with pytest.raises(PluginError) as refused:
            titles(pair)
        assert GNOMONICS.certification in str(refused.value)
        faults.note("R14", "two declarations of one title", "PluginError that names both")


def test_same_name_other_content(tmp_path: Path, faults: Faults) -> None:
    """R14. A plugin with the same title and edition and another content changes nothing that was recorded, and the
    next enrolment goes on under what the register adopted."""
    path = tmp_path / "register.db"
    enrolment = command_from(
        {
            "command": "enrol-candidate",
            "on": "2024-09-02",
            "certification": "FICTION-BTS",
            "route": "student",
            "scope": ["COM1", "COM2", "A1", "A2"],
            "evidence": [{"diploma": {"level": 4}}],
        },
        where="here",
    )
    with Register.open(path, plugins=[FICTIONAL]) as register:
        first = register.journey("J1").do(enrolment)
        before = register.journey("J1").decide(ON)
    forged = evolve(GNOMONICS, level=3)
    assert digest(canonical(forged)) != digest(canonical(GNOMONICS))
    with Register.open(path, plugins=[Certifier(name=FICTIONAL.name, regulations=(forged,))]) as register:
        assert register.journey("J1").decide(ON) == before
        assert register.journey("J2").do(enrolment).regulation == first.regulation
        assert replay(register).differences == ()
    faults.note("R14", "plugin with the same names and another content", "the register's own copy is used")


def test_content_that_was_swapped(tmp_path: Path, faults: Faults) -> None:
    """R14. A regulation whose stored content was changed, digests of the log computed anew and all, is refused: it is
    not what it was adopted as."""
    path = tmp_path / "register.db"
    note = real(path)
    with closing(sqlite3.connect(path)) as raw:
        for rowid, state in raw.execute(
            "SELECT rowid, state FROM stored_events WHERE originator_id LIKE 'regulation/%'"
        ).fetchall():
            event = json.loads(state)
            content = event["content"]
            assert "0" in content
            at = content.rindex("1")
            event["content"] = f"{content[:at]}2{content[at + 1 :]}"
            raw.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (json.dumps(event).encode(), rowid))
        raw.commit()
    renoted(path, tree=True)
    with Register.open(path, plugins=[], create=False) as register:
        name = next(iter(register.store.streams("journey/"))).partition("/")[2]
        with pytest.raises(Damaged, match="digest"):
            register.journey(name).decide(ON)
    assert not verdict(path, note).sound
    faults.note("R14", "stored regulation swapped, all digests computed anew", "refused: its own digest")


RAISED: tuple[BaseException, ...] = (
    Exception("no"),
    ValueError("no"),
    SystemExit(3),
    RecursionError("no"),
    GeneratorExit("no"),
    BaseException("no"),
    AssertionError("no"),
    ImportError("no"),
    StopIteration("no"),
    MemoryError("no"),
)


def plugin(error: BaseException | None, given: object = None) -> object:
    class Guest:
        @staticmethod
        @hookimpl
        def certdomain_certifier() -> object:
            if error is not None:
                raise error
            return given

    return Guest


def loading(monkeypatch: pytest.MonkeyPatch, *guests: object) -> None:
    """Let the entry points be these: what a foreign distribution would bring."""

    for at, guest in enumerate(guests):
        monkeypatch.setitem(sys.modules, f"guest{at}", SimpleNamespace(Guest=guest))
    found = [
        SimpleNamespace(
            name=f"guest{at}",
            value=f"guest{at}:Guest",
            dist=SimpleNamespace(name=f"dist{at}"),
        )
        for at in range(len(guests))
    ]
    monkeypatch.setattr("certdomain.plugins.entry_points", lambda group: found)


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_a_plugin_that_raises(
    base: Path, tmp_path: Path, faults: Faults, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R15. Whatever it raises, SystemExit included, is a PluginError that names its distribution; nothing is recorded;
    registers that hold their regulations go on without it."""
    path = copied(base, tmp_path / "register.db")
    before = path.read_bytes()
    loading(monkeypatch, plugin(error))
    found = installed()
    (refused,) = found.broken
    assert refused.distribution == "dist0"
    assert not found
    with Register.open(path, create=False) as register:
        assert register.titles() == ()
        journey = register.journey(next(iter(register.journeys())))
        journey.decide(ON)
        assert replay(register).differences == ()
    assert main(["replay", "--store", str(path)]) == 0
    assert main(["titles"]) == 0
    assert path.read_bytes() == before
    faults.note("R15", "plugin that raises when it is loaded", "PluginError that names it; registers go on")


def test_what_is_no_fault_of_a_plugin(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    """R15. Ctrl-C still stops."""
    loading(monkeypatch, plugin(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        installed()
    faults.note("R15", "Ctrl-C while a plugin is loaded", "goes through")


def regulations() -> list[object]:
    """What a plugin may return instead of one Certifier with true regulations."""

    class Clever(type(GNOMONICS)):  # type: ignore[misc]
        __slots__ = ()

        def __getattribute__(self, name: str) -> object:
            if name == "award":
                raise SystemExit
            return super().__getattribute__(name)

    clever = object.__new__(Clever)
    for name in type(GNOMONICS).__slots__:  # type: ignore[attr-defined]
        if name not in {"__weakref__", "__dict__"} and hasattr(GNOMONICS, name):
            object.__setattr__(clever, name, getattr(GNOMONICS, name))
    wrong: list[object] = [None, 7, "certifier", [FICTIONAL], {"name": "x"}, object(), iter([FICTIONAL])]
    wrong += [
        Certifier(name="x", regulations=regulations)  # type: ignore[arg-type]
        for regulations in (
            (None,),
            (7,),
            ("FICTION-BTS",),
            ({"certification": "X"},),
            (clever,),
            (evolve(GNOMONICS, certification=float("nan")),),  # type: ignore[arg-type]
            (evolve(GNOMONICS, certification=object()),),  # type: ignore[arg-type]
            (evolve(GNOMONICS, edition=["2024"]),),  # type: ignore[arg-type]
            (evolve(GNOMONICS, network={"x"}),),  # type: ignore[arg-type]
        )
    ]
    return wrong


@pytest.mark.parametrize("at", range(16))
def test_what_a_plugin_may_not_return(faults: Faults, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """R16. Wrong types, generators, mutable values, not-a-number, a subclass that means ill: refused by name."""
    loading(monkeypatch, plugin(None, regulations()[at]))
    (refused,) = installed().broken
    assert refused.distribution == "dist0"
    faults.note("R16", "wrong value from a plugin", "PluginError that names it")


def test_plugin_missing(tmp_path: Path, faults: Faults) -> None:
    """R17. Without any plugin all is verified, replayed, decided and explained as before; a new title is unknown."""
    for demo in DEMOS:
        path = tmp_path / f"{demo.parent.name}.db"
        note = real(path, demo)
        with Register.open(path, create=False) as register:
            journeys = [each for each in register.journeys() if register.certification_of(each)]
            wanted = [register.journey(each).decide(ON) for each in journeys]
        with Register.open(path, plugins=[], create=False) as register:
            assert [register.journey(each).decide(ON) for each in journeys] == wanted
            assert all(each.explain("fr") for each in wanted)
            assert replay(register).differences == ()
            with pytest.raises(UnknownTitle):
                register.regulation("RNCP99999")
        assert verdict(path, note).sound
        faults.note("R17", "plugin missing", "verified, replayed, decided the same", len(journeys))


def test_regulation_missing(tmp_path: Path, faults: Faults) -> None:
    """R17. A register from which the regulation itself was taken, by somebody who computes everything anew: nothing is
    decided under another one, and the exit code says damage."""
    path = tmp_path / "register.db"
    real(path)
    altered(path, "DELETE FROM stored_events WHERE originator_id LIKE 'regulation/%'")
    renoted(path, tree=True)
    with Register.open(path, create=False) as register:
        name = next(iter(register.store.streams("journey/"))).partition("/")[2]
        with pytest.raises(Damaged, match="does not hold"):
            register.journey(name).decide(ON)
    assert main(["decide", name, "--store", str(path)]) == 3
    assert main(["replay", "--store", str(path)]) == 3
    faults.note("R17", "regulation taken out of the register", "refused; never another regulation", 3)


def test_newer_records(base: Path, tmp_path: Path, faults: Faults, capsys: pytest.CaptureFixture[str]) -> None:
    """R18. A record of a newer version, or of a kind that this version does not know: bytes kept and verified, the
    journey is not decided, and the advice is to use the newer version. Other journeys are not affected."""
    with closing(sqlite3.connect(base)) as raw:
        rows = raw.execute(
            "SELECT rowid, originator_id, topic FROM stored_events WHERE originator_id LIKE 'journey/%'"
        ).fetchall()
    for rowid, stream, topic in faults.some(rows, 4):
        for name in (f"{topic.partition('@')[0]}@{int(topic.partition('@')[2]) + 1}", "unheard-of@1"):
            path = copied(base, tmp_path / "register.db")
            altered(path, f"UPDATE stored_events SET topic = '{name}' WHERE rowid = {rowid}")
            renoted(path, tree=True)
            assert verdict(path).sound
            with Register.open(path, create=False) as register:
                own = stream.partition("/")[2]
                with pytest.raises(Damaged, match="use the version of certdomain that wrote it") as refused:
                    register.journey(own).decide(ON)
                assert name in str(refused.value)
                for other in register.store.streams("journey/"):
                    if other != stream:
                        register.journey(other.partition("/")[2]).decide(ON)
            assert main(["decide", own, "--store", str(path)]) == 3
            assert name in capsys.readouterr().err
            faults.note("R18", "record of a newer kind or version", "not decided, named; verified and kept")


def test_newer_register(tmp_path: Path, faults: Faults) -> None:
    """R18. A register of a newer schema is not touched."""
    path = tmp_path / "register.db"
    real(path)
    altered(path, f"UPDATE certdomain_meta SET value = '{SCHEMA + 1}' WHERE key = 'schema'")
    before = path.read_bytes()
    for create in (True, False):
        with pytest.raises(Damaged, match="newer certdomain"):
            Register.open(path, create=create)
        faults.note("R18", "register of a newer schema", "refused, not touched")
    assert path.read_bytes() == before


def test_golden_records(faults: Faults) -> None:
    """R19. Every record that a version ever wrote, kept as a file, is read to this day."""
    files = sorted(file for file in GOLDEN.rglob("*") if file.is_file())
    assert len(files) > 30
    for file in files:
        state = file.read_bytes().rstrip(b"\n")
        event = decode("S", 7, file.stem, state)
        name, again = encode(event)
        assert name.partition("@")[0] == file.stem.partition("@")[0]
        assert decode("S", 7, name, again) == event
        faults.note("R19", "records of earlier versions, as files", "read as they were")


POISONED = """
import sys
sys.dont_write_bytecode = True  # Python keeping what it compiled is no effect of ours
from datetime import date
from certdomain import Register
from certdomain.audit import replay, verify
import certdomain.reports, sqlite3, zoneinfo, encodings.idna
from certdomain.explanation import Answer

path = sys.argv[1]
seen = set()
armed = False
HARMLESS = {"sqlite3.connect", "sqlite3.connect/handle", "object.__getattr__", "object.__setattr__", "marshal.loads",
            "code.__new__", "exec", "compile", "import", "sys._getframe", "gc.get_objects", "builtins.id", "os.listdir",
            "sys.excepthook", "sys.unraisablehook", "cpython._PySys_ClearAuditHooks", "cpython.run_stdin", "os.scandir",
            "sys._getframemodulename", "_thread.start_new_thread", "_thread.start_joinable_thread"}  # in later Pythons
def hook(event, args):
    if not armed or event in HARMLESS:
        return
    if event == "open" and isinstance(args[1], (str, type(None))) and not set(args[1] or "r") & set("wax+"):
        if str(args[0]).endswith((".py", ".pyc", ".so")) or args[2] & 3 == 0:
            return
    seen.add((event, repr(args)[:80]))
    raise RuntimeError(f"an effect: {event} {args!r}")
sys.addaudithook(hook)
armed = True
with Register.open(path, plugins=[], create=False) as register:
    assert verify(register.store).sound
    report = replay(register)
    assert report.differences == (), report.differences
    for journey in register.journeys():
        if register.certification_of(journey) is None:
            continue
        decision = register.journey(journey).decide(date(2027, 1, 1))
        decision.explain("fr"), decision.explain("en"), decision.to_json()
        register.journey(journey).under_readings(date(2027, 1, 1))
armed = False
assert not seen, seen
print(report.records)
"""


def test_no_effect_in_replay(tmp_path: Path, faults: Faults) -> None:
    """R30. Verifying, replaying, deciding and explaining open no file but the register, no socket, no process,
    and write nothing: Python's own audit hook would raise."""
    for demo in DEMOS if faults.full else DEMOS[-1:]:
        path = tmp_path / f"{demo.parent.name}.db"
        real(path, demo)
        before = path.read_bytes()
        with process(POISONED, path) as running:
            output, errors = running.communicate(timeout=300)
        assert running.returncode == 0, errors
        assert path.read_bytes() == before
        faults.note("R30", "records replayed while every effect raises", "none was tried", int(output))


def test_the_poison_works(base: Path, tmp_path: Path, faults: Faults) -> None:
    """R30. The hook of the test before does raise for a socket, a process, a file that is written to."""
    path = copied(base, tmp_path / "register.db")
    effects = (
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open(path + '.x', 'w')",
        "import os; os.remove(path)",
    )
    tried = [f"try: exec({effect!r})\nexcept RuntimeError as error: print('raised', error)\n" for effect in effects]
    code = POISONED.partition("with Register")[0] + "import socket, subprocess\n" + "".join(tried)
    with process(code, path) as running:
        output, errors = running.communicate(timeout=60)
    assert errors == ""
    assert [line[:16] for line in output.splitlines()] == ["raised an effect"] * len(effects)
    faults.note("R30", "effects tried on purpose", "raised", len(effects))
    assert path.exists()

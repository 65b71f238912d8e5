"""Registers to break, and what is asked of one that was broken."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from attrs import frozen

from certdomain.audit import checkpoint, verify
from certdomain.errors import Damaged
from certdomain.importing import import_file
from certdomain.register import Register
from certdomain.store import Fault, IntegrityFault, Record, open_store
from certdomain.store.integrity import DEFENCES
from certdomain.transparency.checkpoints import Checkpoint, parse_checkpoint
from certdomain.transparency.notes import Note, SigningKey

PLUGINS = Path(__file__).parents[2] / "plugins"
DEMOS = sorted(PLUGINS.glob("*/src/*/demo.jsonl"))
DEMO = next(each for each in DEMOS if "inseec" in str(each))
KEY = SigningKey("register.example.org", bytes(range(32)))
NAME = "evaluation-recorded@1"


def record(stream: str, version: int, state: bytes = b"{}", name: str = NAME) -> Record:
    return Record(stream=stream, version=version, name=name, state=state)


def small(path: Path, records: int = 60) -> Checkpoint:
    """A register of small records in several streams, closed, with the checkpoint that somebody took of it."""
    with closing(open_store(path)) as store:
        every = [record(f"journey/J{at % 7}", at // 7 + 1, b"%d" % at * (at % 40)) for at in range(records)]
        for at in range(0, records, 7):
            store.append(every[at : at + 7])
        return signed_by(store)


def signed_by(store: object) -> Checkpoint:
    made = checkpoint(store, [KEY])  # type: ignore[arg-type]
    assert isinstance(made, Note), made
    return parse_checkpoint(made)


def real(path: Path, *demos: Path) -> Checkpoint:
    """A register with bundled journeys, closed, with its checkpoint."""
    with Register.open(path) as register:
        for demo in demos or (DEMO,):
            assert import_file(register, demo).invalid.count == 0
        return signed_by(register.store)


def copied(path: Path, to: Path) -> Path:
    """A copy with nothing beside it from an earlier fault."""
    for suffix in ("-wal", "-shm", "-journal"):
        to.with_name(to.name + suffix).unlink(missing_ok=True)
    return Path(shutil.copy(path, to))


@frozen
class Verdict:
    """What verifying said: why the register could not be opened, or its faults, and how many records it has."""

    refused: Damaged | None
    faults: tuple[IntegrityFault, ...] = ()
    size: int = 0

    @property
    def sound(self) -> bool:
        return self.refused is None and not self.faults

    @property
    def first(self) -> IntegrityFault:
        return self.faults[0]

    @property
    def kinds(self) -> list[Fault]:
        return [fault.what for fault in self.faults]

    @property
    def caught_by(self) -> str:
        """The defence that spoke first; the checkpoint only where it was alone, nothing where all is sound."""
        if self.sound:
            return ""
        if self.refused is not None:
            return "refused when it is opened or read"
        inside = [fault for fault in self.faults if fault.what is not Fault.CHECKPOINT]
        return DEFENCES[(inside or list(self.faults))[0].what]


def verdict(path: Path, *checkpoints: Checkpoint) -> Verdict:
    """Open and verify, as `certdomain verify` does; anything but `Damaged` is a failure of the test."""
    try:
        with closing(open_store(path, create=False)) as store:
            report = verify(store, checkpoints=[(each, True) for each in checkpoints])
    except Damaged as damaged:
        return Verdict(damaged)
    return Verdict(None, report.faults, report.size)


def entries(path: Path) -> list[Record]:
    """All records of a register that was found sound."""
    with closing(open_store(path, create=False)) as store:
        return [found for _, found in store.scan()]


def altered(path: Path, *statements: str) -> None:
    """Change a register behind the back of certdomain."""
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


@contextmanager
def process(code: str, *arguments: object, env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """Python that runs `code`; ended at the latest with the block."""
    started = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {}), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with started:
        try:
            yield started
        finally:
            started.kill()

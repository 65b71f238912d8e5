"""R28: a million records, and a journey of ten thousand, in memory that does not grow with them. In full runs only;
sampled runs take a hundredth."""

from __future__ import annotations

from pathlib import Path

from tests.faults.registers import process
from tests.faults.tally import Faults

LARGE = """
import resource, sys, time
from certdomain.audit import verify
from certdomain.store import Record, SqliteStore

path, many = sys.argv[1], int(sys.argv[2])
def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

store = SqliteStore(path)
state = b'{"command":"evaluation-recorded","points":"12.5"}' * 4
at = time.monotonic()
before = most()
for first in range(0, many, 5000):
    store.append([Record(stream=f"journey/J{number % 9973}", version=number // 9973 + 1,
                         name="evaluation-recorded@1", state=state) for number in range(first, first + 5000)])
recorded = time.monotonic() - at, most() - before
at, before = time.monotonic(), most()
report = verify(store)
assert report.sound and report.size == many, report
verified = time.monotonic() - at, most() - before
at, before = time.monotonic(), most()
assert sum(1 for _ in store.scan()) == many
scanned = time.monotonic() - at, most() - before
print(*(f"{seconds:.1f} {grown}" for seconds, grown in (recorded, verified, scanned)))
"""


def test_many_records(tmp_path: Path, faults: Faults) -> None:
    """R28. Recorded, verified and read in one go: the memory that each takes is bounded, whatever the number."""
    many = faults.few(10_000, 1_000_000)
    with process(LARGE, tmp_path / "register.db", many) as running:
        output, errors = running.communicate(timeout=3000)
    assert running.returncode == 0, errors
    numbers = [float(number) for number in output.split()]
    for what, seconds, grown in zip(("recorded", "verified", "read"), numbers[::2], numbers[1::2], strict=True):
        assert grown < 100, (what, grown)
        size = f"{many:,} records"
        faults.note("R28", f"{size} {what}: in {seconds:.0f} s, memory grown by {grown:.0f} MB", "as many as there are")


LONG = """
import sys
from datetime import date
from certdomain import LogCompanyHours, Register
from certdomain.audit import verify
from certdomain.commands import command_from

path, many = sys.argv[1], int(sys.argv[2])
enrolment = command_from({"command": "enrol-candidate", "on": "2024-09-02", "certification": "RNCP36395",
    "route": "apprenticeship", "evidence": [{"diploma": {"level": 5}}, {"selection": "passed"}]}, where="here")
with Register.open(path) as register:
    journey = register.journey("J1")
    journey.do(enrolment)
    with register.batch():
        for number in range(many - 1):
            journey.do(LogCompanyHours(on=date(2025, 1, 1), hours="0.01"))
with Register.open(path, plugins=[], create=False) as register:
    journey = register.journey("J1")
    assert len(journey.records()) == many
    assert journey.decide(date(2026, 1, 1)).explain("en")
    assert verify(register.store).sound
"""


def test_a_long_journey(tmp_path: Path, faults: Faults) -> None:
    """R28. A journey of ten thousand entries is recorded, read again, decided and explained."""
    many = faults.few(300, 10_000)
    with process(LONG, tmp_path / "register.db", many) as running:
        output, errors = running.communicate(timeout=3000)
    assert running.returncode == 0, (output, errors)
    faults.note("R28", f"journey of {many:,} entries", "recorded, decided, explained, verified")

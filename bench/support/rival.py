"""The same facts kept the usual way: eventsourcing's own aggregates, its default mapper, its SQLite recorder.

It is given an easy task: what the register reads into frozen types (answers, reasons, evidence), it may leave as the
plain maps and lists of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from certdomain.store import Record

NAMESPACE = UUID(int=0)
Plain = dict[str, object]


class JourneyAggregate(Aggregate):
    """A journey as a mutable aggregate."""

    @event("Begun")
    def __init__(self, journey: str) -> None:
        self.journey = journey
        self.points: dict[str, list[Decimal]] = {}
        self.hours = Decimal(0)
        self.records: list[tuple[str, datetime, Plain, Plain]] = []

    @classmethod
    def create_id(cls, journey: str) -> UUID:
        return uuid5(NAMESPACE, journey)

    @event("EvaluationRecorded")
    def record_evaluation(self, at: datetime, evaluation: str, points: Decimal, rest: Plain, answer: Plain) -> None:
        self.points.setdefault(evaluation, []).append(points)
        self.records.append(("record-evaluation", at, rest, answer))

    @event("CompanyHoursLogged")
    def log_company_hours(self, at: datetime, hours: Decimal, rest: Plain, answer: Plain) -> None:
        self.hours += hours
        self.records.append(("log-company-hours", at, rest, answer))

    @event("Recorded")
    def record(self, at: datetime, command: Plain, answer: Plain) -> None:
        self.records.append((str(command["command"]), at, command, answer))


class Journeys(Application[UUID]):
    """The library's application with all its defaults."""


def application(path: Path) -> Journeys:
    """An application on its own SQLite file."""
    return Journeys(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)})


def fill(app: Journeys, journey: str, records: Iterable[Record]) -> UUID:
    """Save one journey with the facts of those records."""
    aggregate = JourneyAggregate(journey)
    for stored in records:
        data = json.loads(stored.state)
        at, command, answer = datetime.fromisoformat(data["at"]), data["command"], data["answer"]
        match command.pop("command"):
            case "record-evaluation":
                points = Decimal(command.pop("points"))
                aggregate.record_evaluation(at, command.pop("evaluation"), points, command, answer)
            case "log-company-hours":
                aggregate.log_company_hours(at, Decimal(command.pop("hours")), command, answer)
            case name:
                aggregate.record(at, {"command": name, **command}, answer)
    app.save(aggregate)
    return aggregate.id


def load(app: Journeys, ids: Iterable[UUID]) -> int:
    """Load every journey; the number of its records."""
    return sum(len(loaded(app, each).records) for each in ids)


def loaded(app: Journeys, aggregate_id: UUID) -> JourneyAggregate:
    """One journey."""
    found: JourneyAggregate = app.repository.get(aggregate_id)
    return found

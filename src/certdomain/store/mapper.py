"""Between our records and the rows of eventsourcing: topics are names of our own, states are kept byte for byte."""

from __future__ import annotations

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent

from certdomain.store.records import Record, Row, is_name, is_stream


class RecordMapper(Mapper[str]):
    """Maps `Record` to `StoredEvent` and back. No topic is ever resolved, so no row can make a module be imported."""

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """The row of a record.

        Raises:
            TypeError: not a Record, or a field of another type.
            ValueError: a stream, version or name that cannot be stored.
        """
        if not isinstance(domain_event, Record):
            msg = f"a store keeps records, not {type(domain_event).__name__}"
            raise TypeError(msg)
        stream, version, name, state = row_of(domain_event)
        return StoredEvent(originator_id=stream, originator_version=version, topic=name, state=state)

    def to_domain_event(self, stored_event: StoredEvent) -> Record:
        """The record of a row.

        Raises:
            TypeError, ValueError: a row that no record can have written.
        """
        return record_of(
            stored_event.originator_id, stored_event.originator_version, stored_event.topic, stored_event.state
        )


def row_of(record: Record) -> Row:
    """The values of a record in the order of the table's columns.

    Raises:
        TypeError, ValueError: a record that cannot be stored.
    """
    stream, version, name, state = record.stream, record.version, record.name, record.state
    # Exact types: SQLite would store a bool, a bytearray or a str subclass as something that reads back otherwise.
    if not (type(stream) is str and type(version) is int and type(name) is str and type(state) is bytes):
        msg = f"a record has text, integer, text and bytes; this one does not: {record!r:.200}"
        raise TypeError(msg)
    if version < 1 or not is_name(name) or not is_stream(stream):
        msg = (
            "a record has a stream of UTF-8 text without NUL, a version from 1 and a name such as"
            f" evaluation-recorded@1; not {stream!r:.80}, {version}, {name!r:.80}"
        )
        raise ValueError(msg)
    return stream, version, name, state


def record_of(stream: object, version: object, name: object, state: object) -> Record:
    """The record of a row's values; raises TypeError or ValueError if no record can have written them."""
    if not (type(stream) is str and type(version) is int and type(name) is str and type(state) is bytes):
        msg = "its values are not text, integer, text and blob"
        raise TypeError(msg)
    if version < 1 or not is_name(name):
        msg = f"{name!r:.80} version {version} is not an event's name and version"
        raise ValueError(msg)
    return Record(stream=stream, version=version, name=name, state=state)

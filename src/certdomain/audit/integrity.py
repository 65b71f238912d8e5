"""Integrity: whether nothing of a register is missing, altered, reordered or added outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from attrs import frozen

from certdomain.store import IntegrityFault, Store

MOST_LISTED = 1000
"""How many faults are listed; all are counted."""


@frozen(kw_only=True)
class IntegrityReport:
    """What a check of the stored bytes found.

    `records` counts the records read, by the kind of their stream ("journey", "jury", ...); it is empty where the
    register has faults. `faults` lists the first, `count` says how many there are.
    """

    records: tuple[tuple[str, int], ...] = ()
    faults: tuple[IntegrityFault, ...] = ()
    count: int = 0

    @property
    def sound(self) -> bool:
        """Whether everything is as it was recorded."""
        return self.count == 0


def verify(store: Store, *, progress: Callable[[int], None] | None = None) -> IntegrityReport:
    """Recompute everything from what is stored. `progress` is told how many records were counted.

    Raises:
        Damaged: if the register cannot be read at all.
    """
    faults: list[IntegrityFault] = []
    count = 0
    for fault in store.check():
        count += 1
        if count <= MOST_LISTED:
            faults.append(fault)
    if count:  # a register with faults may not be readable to its end
        return IntegrityReport(faults=tuple(faults), count=count)
    kinds: Counter[str] = Counter()
    for position, record in store.scan():
        kinds[record.stream.partition("/")[0]] += 1
        if progress is not None and position % 1000 == 0:
            progress(position)
    return IntegrityReport(records=tuple(sorted(kinds.items())))

"""The Merkle tree over the stored bytes: one leaf a row, in log order, grown in the transaction that adds the row.

The entry of a row (`records.entry_of`) is its leaf. What is kept beside the rows is small: the range that stands for
the whole tree, and the root of every complete subtree of 256, 256², 256³ … leaves. Leaf hashes are not kept: they are
taken again of the rows, so that no proof rests on a stored hash of a row that has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from attrs import define, field

from certdomain.transparency.merkle import TILE, Range, leaf_hash

KEPT_LEVELS = 8
"""Roots are kept of subtrees of every eighth level: 2**8 leaves, 2**16, 2**24 …"""

Kept = tuple[int, int, bytes]
"""A root that is kept: its level, its index there, and the hash."""

_BATCH = 1024


def grown(tree: Range, entries: Iterable[bytes]) -> tuple[Range, list[Kept]]:
    """The tree with these entries behind it, and the roots to keep that became complete."""
    return grown_by_leaves(tree, map(leaf_hash, entries))


def grown_by_leaves(tree: Range, leaves: Iterable[bytes]) -> tuple[Range, list[Kept]]:
    """The same, of leaf hashes that were taken already."""
    kept: list[Kept] = []

    def keep(level: int, index: int, hashes: Sequence[bytes]) -> None:
        if level and level % KEPT_LEVELS == 0:
            kept.extend((level, at, each) for at, each in enumerate(hashes, index))

    return tree.extended_by_hashes(leaves, keep), kept


@define
class Regrown:
    """The tree, taken again from entries as they are read; the ranges at the sizes asked for are noted on the way.

    `kept` gives the roots that the register keeps, by level and index: those that differ are in `differing`.
    `progress` is told, now and then, of how many entries the tree is grown.
    """

    sizes: tuple[int, ...] = ()
    kept: Callable[[int, int], bytes | None] | None = None
    tree: Range = field(factory=Range.empty)
    ranges: dict[int, Range] = field(factory=dict)
    differing: list[tuple[int, int]] = field(factory=list)
    progress: Callable[[int], None] | None = None
    _waiting: list[bytes] = field(factory=list)

    def add(self, entry: bytes) -> None:
        """One more entry."""
        self.add_leaves((leaf_hash(entry),))

    def add_leaves(self, leaves: Iterable[bytes]) -> None:
        """More leaves, by their hashes."""
        self._waiting.extend(leaves)
        if len(self._waiting) >= _BATCH:
            self._grow()

    def done(self) -> Range:
        """The tree of all entries."""
        self._grow()
        return self.tree

    @property
    def roots(self) -> dict[int, bytes]:
        """The roots at the sizes asked for, as far as the tree was grown."""
        return {size: each.root() for size, each in self.ranges.items()}

    def join(self, behind: Regrown) -> None:
        """What was grown elsewhere, directly behind."""
        self.ranges |= {size: self.tree.merged(each) for size, each in behind.ranges.items()}
        self.differing += behind.differing

        def keep(level: int, index: int, hashes: Sequence[bytes]) -> None:
            if level and level % KEPT_LEVELS == 0 and self.kept is not None and self.kept(level, index) != hashes[0]:
                self.differing.append((level, index))

        self.tree = self.tree.merged(behind.tree, keep)
        self._tell()

    def forget(self) -> None:
        """Begin anew."""
        self.tree = Range.empty()
        self._waiting = []
        self.ranges.clear()
        self.differing.clear()

    def _grow(self) -> None:
        waiting, self._waiting = self._waiting, []
        reach = self.tree.end + len(waiting)
        for size in sorted({*(size for size in self.sizes if self.tree.end <= size <= reach), reach}):
            many = size - self.tree.end
            self.tree, found = grown_by_leaves(self.tree, waiting[:many])
            waiting = waiting[many:]
            self.differing.extend(
                (level, index) for level, index, root in found if self.kept and self.kept(level, index) != root
            )
            if size in self.sizes:
                self.ranges.setdefault(size, self.tree)
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self.tree.end)


def tile_of(entries: Iterator[bytes]) -> bytes:
    """The leaf hashes of at most 256 entries, one behind the other."""
    return b"".join(map(leaf_hash, islice(entries, TILE)))

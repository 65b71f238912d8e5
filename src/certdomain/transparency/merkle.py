"""The tree of RFC 6962 and RFC 9162: hashes, compact ranges, proofs of inclusion and of consistency.

A tree of n leaves is split at the largest power of two below n, again and again. So it is made of *complete subtrees*:
the one at (level, index) has 2**level leaves, of which the first is leaf index * 2**level. Once complete, its root
never changes. A log that keeps these roots can answer every question with a few of them:

* `Range` holds the at most 64 roots that stand for all leaves so far, and grows by entries. It is a value: growing
  makes a new one, the old one stays as it was, so that a transaction that fails has changed nothing.
* `Hashes` is what a store must offer: `hash_at(level, index)`, for complete subtrees only. `HashesInMemory` keeps all;
  `TiledHashes` reads them from tiles of 256, which cost a store one row for 256 leaves.
* `inclusion_path`, `consistency_path` and `root_at` read at most two hashes per level, whatever the size.

Nothing here recurses over the size of the tree, and nothing reads a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Protocol

from attrs import field, frozen

from certdomain.transparency.failures import Unproven, Why, malformed

HASH_SIZE = 32
"""Bytes in a hash."""
EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""
MAX_SIZE = 2**63 - 1
"""The largest tree: what fits into a signed 64-bit integer, as SQLite and other implementations keep it."""

_LEAF, _NODE = b"\x00", b"\x01"
_BATCH_LEVEL = 10
_BATCH = 1 << _BATCH_LEVEL
_SIZES = 8  # bytes of each of the two sizes that a serialised range begins with
_TILE_LEVEL = 8
TILE = 1 << _TILE_LEVEL
"""Hashes in a full tile."""

Keep = Callable[[int, int, Sequence[bytes]], None]
"""Is told of subtrees that became complete: their level, the index of the first, and their roots, side by side."""


class Hashes(Protocol):
    """The roots of complete subtrees, as a store keeps them."""

    def hash_at(self, level: int, index: int) -> bytes:
        """The root of the complete subtree of 2**level leaves whose first leaf is index * 2**level."""
        ...


class TileSource(Protocol):
    """Roots of complete subtrees, kept by the 256."""

    def tile(self, level: int, index: int) -> bytes:
        """Roots one after another, each of 256**level leaves; the first is the one with index * 256 before it.

        A tile at the end of the tree holds only the roots that are there.
        """
        ...


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf, made from the bytes of its entry."""
    return sha256(_LEAF + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node with two children."""
    return sha256(_NODE + left + right).digest()


@frozen
class Range:
    """The leaves from `begin` up to, not including, `end`, as the roots of their largest complete subtrees.

    `roots` stand in the order of the leaves. A range that begins at 0 stands for a whole tree and has a `root()`.
    """

    begin: int
    end: int
    roots: tuple[bytes, ...] = field(repr=False)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.begin <= self.end <= MAX_SIZE:
            message = f"a range of leaves from {self.begin} to {self.end}: expected 0 <= begin <= end <= {MAX_SIZE}"
            raise ValueError(message)
        due = sum(1 for _ in _subtrees(self.begin, self.end))
        if len(self.roots) != due or any(len(root) != HASH_SIZE for root in self.roots):
            message = f"the range of leaves from {self.begin} to {self.end} needs {due} roots of {HASH_SIZE} bytes"
            raise ValueError(message)

    @classmethod
    def empty(cls, at: int = 0) -> Range:
        """No leaves; the next one will be leaf `at`."""
        return cls(at, at, ())

    def root(self) -> bytes:
        """The root of the tree of all leaves up to `end`.

        Raises:
            ValueError: if the range does not begin at leaf 0.
        """
        if self.begin:
            message = f"only a range that begins at leaf 0 has a root; this one begins at {self.begin}"
            raise ValueError(message)
        return _folded(self.roots)

    def extended(self, entries: Iterable[bytes], keep: Keep | None = None) -> Range:
        """The range with these entries behind it. Entries are taken in batches, so that memory stays flat.

        `keep` is told of every subtree that became complete, leaves (level 0) included, lower levels first within a
        batch. It is told before this returns: what it writes belongs into the same transaction as the new range.
        """
        grown = _Growing(self)
        batches = iter(entries)
        first = -self.end % _BATCH  # up to here the leaves do not fill a batch
        while batch := [sha256(_LEAF + entry).digest() for entry in islice(batches, first or _BATCH)]:
            first = 0
            grown.add_leaves(batch, keep)
        return grown.done()

    def extended_by_hashes(self, hashes: Iterable[bytes], keep: Keep | None = None) -> Range:
        """As `extended`, by leaf hashes that are already there."""
        grown = _Growing(self)
        batches = iter(hashes)
        first = -self.end % _BATCH
        while batch := list(islice(batches, first or _BATCH)):
            first = 0
            grown.add_leaves(batch, keep)
        return grown.done()

    def merged(self, behind: Range, keep: Keep | None = None) -> Range:
        """The range with another one directly behind it. `keep` is told of the subtrees that neither of them holds.

        Raises:
            ValueError: if the other does not begin where this one ends.
        """
        if behind.begin != self.end:
            message = f"leaf {self.end} comes next, but the other range begins at leaf {behind.begin}"
            raise ValueError(message)
        grown = _Growing(self)
        for (level, _), root in zip(_subtrees(behind.begin, behind.end), behind.roots, strict=True):
            grown.add_root(level, root, keep)
        return grown.done()

    def parts_from(self, other: Range) -> int:
        """The leaf that the first subtree begins with in which two ranges differ; their end if they are the same.

        Where they end at different leaves, what they share are the subtrees of the same place and root.
        """
        theirs = dict(zip(_subtrees(other.begin, other.end), other.roots, strict=True))
        ours = zip(_subtrees(self.begin, self.end), self.roots, strict=True)
        return next(
            (index << level for (level, index), root in ours if theirs.get((level, index)) != root),
            min(self.end, other.end),
        )

    def __bytes__(self) -> bytes:
        """Both ends as 8 bytes each, most significant first, then the roots. `Range.from_bytes` restores it."""
        return b"".join((self.begin.to_bytes(_SIZES), self.end.to_bytes(_SIZES), *self.roots))

    @classmethod
    def from_bytes(cls, data: bytes, where: str = "range") -> Range:
        """Restore what `bytes()` gave.

        Raises:
            BadInput: if these bytes are not a range. That the roots are the right ones cannot be seen.
        """
        begin, end = int.from_bytes(data[:_SIZES]), int.from_bytes(data[_SIZES : 2 * _SIZES])
        roots = tuple(data[at : at + HASH_SIZE] for at in range(2 * _SIZES, len(data), HASH_SIZE))
        if len(data) < 2 * _SIZES:
            malformed(where, f"{len(data)} bytes", f"at least {2 * _SIZES}")
        try:
            return cls(begin, end, roots)
        except ValueError as error:
            malformed(where, f"{len(data)} bytes that are no range", str(error))


class _Growing:
    """A range while it grows."""

    def __init__(self, start: Range) -> None:
        self._begin = start.begin
        self._end = start.end
        self._roots = list(start.roots)

    def add_root(self, level: int, root: bytes, keep: Keep | None) -> None:
        """A complete subtree directly behind the end; then whatever it completes with those before it."""
        index = self._end >> level
        self._end += 1 << level
        while index & 1 and (index - 1) << level >= self._begin:
            root = node_hash(self._roots.pop(), root)
            index >>= 1
            level += 1
            if keep is not None:
                keep(level, index, (root,))
        self._roots.append(root)

    def add_leaves(self, leaves: list[bytes], keep: Keep | None) -> None:
        """Leaf hashes behind the end, which may not go across a multiple of a batch but where they begin or end."""
        if keep is not None:
            keep(0, self._end, leaves)
        if len(leaves) < _BATCH or self._end % _BATCH:
            for leaf in leaves:
                self.add_root(0, leaf, keep)
            return
        hashes = leaves
        first = self._end
        for level in range(1, _BATCH_LEVEL + 1):
            pairs = zip(hashes[::2], hashes[1::2], strict=True)
            hashes = [sha256(_NODE + left + right).digest() for left, right in pairs]
            if keep is not None:
                keep(level, first >> level, hashes)
        self.add_root(_BATCH_LEVEL, hashes[0], keep)

    def done(self) -> Range:
        return Range(self._begin, self._end, tuple(self._roots))


class HashesInMemory:
    """All roots of complete subtrees, in lists. `keep` is what `Range.extended` tells them to."""

    def __init__(self) -> None:
        self._levels: list[list[bytes]] = []

    def keep(self, level: int, index: int, hashes: Sequence[bytes]) -> None:
        """Add roots of one level; they come in order.

        Raises:
            ValueError: if there is a gap before them, or they are there already.
        """
        if level == len(self._levels):
            self._levels.append([])
        if level > len(self._levels) or index != len(self._levels[level]):
            message = f"subtree {index} of level {level} does not come next"
            raise ValueError(message)
        self._levels[level].extend(hashes)

    def hash_at(self, level: int, index: int) -> bytes:
        return self._levels[level][index]


@frozen
class TiledHashes:
    """Roots of complete subtrees out of tiles of 256. Levels between two tiles are computed: at most 255 hashes."""

    source: TileSource

    def hash_at(self, level: int, index: int) -> bytes:
        tile_level, above = divmod(level, _TILE_LEVEL)
        tile_index, first = divmod(index << above, TILE)
        tile = self.source.tile(tile_level, tile_index)
        count = 1 << above
        roots = tile[first * HASH_SIZE : (first + count) * HASH_SIZE]
        if len(roots) != count * HASH_SIZE:
            message = (
                f"tile {tile_index} of level {tile_level} holds {len(tile)} bytes: hash {first + count - 1} is absent"
            )
            raise LookupError(message)
        hashes = [roots[at : at + HASH_SIZE] for at in range(0, len(roots), HASH_SIZE)]
        while len(hashes) > 1:
            hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]


def root_of(entries: Iterable[bytes]) -> bytes:
    """The root over entries, from their bytes, as fast as hashing allows and in flat memory."""
    return Range.empty().extended(entries).root()


def root_at(hashes: Hashes, size: int) -> bytes:
    """The root of the first `size` leaves: of the tree as it was at that size."""
    return _root_between(hashes, 0, size)


def range_at(hashes: Hashes, size: int) -> Range:
    """The range of the first `size` leaves, read from stored hashes."""
    return Range(0, size, tuple(hashes.hash_at(level, index) for level, index in _subtrees(0, size)))


def inclusion_path(hashes: Hashes, index: int, size: int) -> tuple[bytes, ...]:
    """The path that proves leaf `index` in the tree of the first `size` leaves, from the leaf's sibling up.

    Raises:
        ValueError: if there is no such leaf in a tree of that size.
    """
    if not 0 <= index < size <= MAX_SIZE:
        message = f"a tree of {size} leaves has no leaf {index}"
        raise ValueError(message)
    return tuple(_siblings(hashes, 0, index, size))


def consistency_path(hashes: Hashes, earlier: int, later: int) -> tuple[bytes, ...]:
    """The path that proves that the first `earlier` leaves are the beginning of the first `later` ones.

    It is empty for two equal sizes and for an empty earlier tree: there is nothing to prove.

    Raises:
        ValueError: if the later size is the smaller one.
    """
    if not 0 <= earlier <= later <= MAX_SIZE:
        message = f"no tree of {earlier} leaves is the beginning of one of {later}"
        raise ValueError(message)
    if earlier in {0, later}:
        return ()
    level, index = _last_subtree(earlier)
    start = (hashes.hash_at(level, index),) if index else ()  # the verifier has the root of a complete earlier tree
    return (*start, *_siblings(hashes, level, index, later))


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf hash stands at `index` in the tree of that size and root.

    Raises:
        Unproven: if the index is outside the tree, the path has the wrong length, or it leads to another root.
    """
    if not 0 <= index < size <= MAX_SIZE:
        raise Unproven(Why.INDEX, f"index {index} does not exist in a tree of {size} leaves (they count from 0)")
    _require_hashes((leaf, *path, root))
    found, last, at = leaf, size - 1, index
    for each in path:
        if last == 0:
            raise _length(path, index, size)
        if at & 1 or at == last:
            found = node_hash(each, found)
            while at and not at & 1:
                at >>= 1
                last >>= 1
        else:
            found = node_hash(found, each)
        at >>= 1
        last >>= 1
    if last:
        raise _length(path, index, size)
    if found != root:
        raise Unproven(
            Why.ROOT,
            f"the path from leaf {index} leads to the root {found.hex()}, not to {root.hex()} of the tree of {size} "
            "leaves: the entry, its index or a hash of the path is not the one that was logged",
        )


def verify_consistency(
    earlier: int, later: int, path: Sequence[bytes], *, earlier_root: bytes, later_root: bytes
) -> None:
    """Check that a tree is the beginning of a later one: that nothing in it was changed or removed.

    Raises:
        Unproven: if the later tree is smaller, the path has the wrong length, or it leads to other roots.
    """
    if earlier > later:
        raise Unproven(Why.SHRUNK, f"the later tree has {later} leaves, fewer than the {earlier} of the earlier one")
    _require_hashes((earlier_root, *path, later_root))
    if earlier in {0, later}:
        known = EMPTY_ROOT if earlier == 0 else later_root
        if earlier_root != known:
            message = f"at size {earlier} the root is {earlier_root.hex()}, not {known.hex()}"
            raise Unproven(Why.EARLIER_ROOT, message)
        if path:
            raise Unproven(Why.PATH_LENGTH, f"{len(path)} hashes to prove {later} from {earlier} leaves; expected none")
        return
    level, at = _last_subtree(earlier)
    last = (later - 1) >> level
    steps = list(path) if at else [earlier_root, *path]
    if not steps:
        raise _consistency_length(path, earlier, later)
    old = new = steps[0]
    for each in steps[1:]:
        if last == 0:
            raise _consistency_length(path, earlier, later)
        if at & 1 or at == last:
            old, new = node_hash(each, old), node_hash(each, new)
            while at and not at & 1:
                at >>= 1
                last >>= 1
        else:
            new = node_hash(new, each)
        at >>= 1
        last >>= 1
    if last:
        raise _consistency_length(path, earlier, later)
    if old != earlier_root:
        message = f"the path leads to the root {old.hex()} at size {earlier}, not to {earlier_root.hex()}"
        raise Unproven(Why.EARLIER_ROOT, message)
    if new != later_root:
        raise Unproven(Why.ROOT, f"the path leads to the root {new.hex()} at size {later}, not to {later_root.hex()}")


def _subtrees(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The largest complete subtrees that make up a range, in the order of the leaves."""
    while begin < end:
        level = (end - begin).bit_length() - 1
        if begin:
            level = min(level, (begin & -begin).bit_length() - 1)
        yield level, begin >> level
        begin += 1 << level


def _siblings(hashes: Hashes, level: int, index: int, size: int) -> Iterator[bytes]:
    """The siblings on the way from a complete subtree to the root of the tree of that size."""
    last = (size - 1) >> level
    while last:
        if index & 1:
            yield hashes.hash_at(level, index - 1)
        elif index + 1 < last:
            yield hashes.hash_at(level, index + 1)
        elif index + 1 == last:  # the one at the edge need not be complete
            yield _root_between(hashes, last << level, size)
        index >>= 1
        last >>= 1
        level += 1


def _root_between(hashes: Hashes, begin: int, end: int) -> bytes:
    return _folded([hashes.hash_at(level, index) for level, index in _subtrees(begin, end)])


def _folded(roots: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that become smaller from left to right."""
    if not roots:
        return EMPTY_ROOT
    found = roots[-1]
    for each in reversed(roots[:-1]):
        found = node_hash(each, found)
    return found


def _last_subtree(size: int) -> tuple[int, int]:
    """Level and index of the largest complete subtree that ends where a tree of that size does."""
    level = (size & -size).bit_length() - 1
    return level, (size >> level) - 1


def _require_hashes(hashes: Iterable[bytes]) -> None:
    """Without this, bytes could wander from one hash to its neighbour under the same node hash."""
    for each in hashes:
        if len(each) != HASH_SIZE:
            raise Unproven(Why.HASH_SIZE, f"a hash of {len(each)} bytes; every hash has {HASH_SIZE}")


def _length(path: Sequence[bytes], index: int, size: int) -> Unproven:
    due = sum(1 for _ in _siblings(_Nothing(), 0, index, size))
    return Unproven(Why.PATH_LENGTH, f"the path has {len(path)} hashes; index {index} of {size} leaves needs {due}")


def _consistency_length(path: Sequence[bytes], earlier: int, later: int) -> Unproven:
    due = len(consistency_path(_Nothing(), earlier, later))
    message = f"the path has {len(path)} hashes; from {earlier} to {later} leaves it needs {due}"
    return Unproven(Why.PATH_LENGTH, message)


class _Nothing:
    """Hashes that are only counted."""

    def hash_at(self, level: int, index: int) -> bytes:
        return b""

"""The tree: published vectors, an independent library, every tree of up to 65 leaves, and laws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InclusionProof, InmemoryTree, InvalidProof

from certdomain.errors import BadInput
from certdomain.transparency.failures import Unproven, Why
from certdomain.transparency.merkle import (
    EMPTY_ROOT,
    HASH_SIZE,
    TILE,
    Hashes,
    HashesInMemory,
    Range,
    TiledHashes,
    consistency_path,
    inclusion_path,
    leaf_hash,
    node_hash,
    range_at,
    root_at,
    root_of,
    verify_consistency,
    verify_inclusion,
)

MOST = 65
SIZES = range(1, MOST + 1)
VECTORS = [
    bytes.fromhex(each)
    for each in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Computed three ways below; their beginnings are the published ones."""
PUBLISHED = ("6e340b9c", "fac54203", "aeb6bcfe", "d37ee418", "4e3bbb1f", "76e67dad", "ddb89be4", "5dc9da79")


def entries(count: int, log: str = "log") -> list[bytes]:
    return [f"{log} {number}".encode() for number in range(count)]


def tree(leaves: Sequence[bytes]) -> tuple[HashesInMemory, Range]:
    hashes = HashesInMemory()
    return hashes, Range.empty().extended(leaves, hashes.keep)


HASHES, WHOLE = tree(entries(MOST))
OTHER, _ = tree(entries(MOST, "another log"))


# The definitions of RFC 6962, word for word: recursive and slow. They share nothing with the code under test.


def _split(count: int) -> int:
    k = 1
    while k * 2 < count:
        k *= 2
    return k


def mth(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = _split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = _split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole=whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], whole=False), mth(leaves[:k])]


class TestVectors:
    def test_the_published_inputs_have_the_published_roots(self) -> None:
        for size, (root, published) in enumerate(zip(ROOTS, PUBLISHED, strict=True), start=1):
            assert root_of(VECTORS[:size]).hex() == root == mth(VECTORS[:size]).hex()
            assert root.startswith(published)

    def test_the_empty_tree(self) -> None:
        assert root_of([]) == EMPTY_ROOT == sha256(b"").digest()
        assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    def test_an_independent_library_finds_the_same_roots(self) -> None:
        independent = InmemoryTree(algorithm="sha256")
        for size, entry in enumerate(VECTORS, start=1):
            independent.append_entry(entry)
            assert independent.get_root().hex() == ROOTS[size - 1]

    @pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 1023, 1024, 1025, 2048, 3000])
    def test_roots_around_powers_of_two_and_batches(self, size: int) -> None:
        assert root_of(iter(entries(size))) == mth(entries(size))


class TestInclusion:
    @pytest.mark.parametrize("size", SIZES)
    def test_every_leaf_is_proven_by_the_path_of_the_definition(self, size: int) -> None:
        leaves = entries(size)
        root = mth(leaves)
        for index in range(size):
            found = inclusion_path(HASHES, index, size)
            assert list(found) == path(index, leaves)
            verify_inclusion(leaf_hash(leaves[index]), index, size, found, root)

    @pytest.mark.parametrize("size", SIZES)
    def test_an_independent_library_accepts_every_proof(self, size: int) -> None:
        leaves = entries(size)
        root = root_at(HASHES, size)
        for index in range(size):
            theirs = _theirs(leaves[index], index, size, inclusion_path(HASHES, index, size))
            theirs.verify(leaf_hash(leaves[index]), root, index=index + 1, size=size)
            with pytest.raises(InvalidProof):
                theirs.verify(leaf_hash(b"something else"), root)

    @pytest.mark.parametrize("size", SIZES)
    def test_no_mutated_proof_is_accepted(self, size: int) -> None:
        root = root_at(HASHES, size)
        for index in range(size):
            leaf = HASHES.hash_at(0, index)
            good = inclusion_path(HASHES, index, size)
            for bad in _mutations(good):
                refused_inclusion(leaf, index, size, bad, root)
            for other in {*range(size + 2), index + 64, -1} - {index}:
                refused_inclusion(leaf, other, size, good, root)
            refused_inclusion(OTHER.hash_at(0, index), index, size, good, root)
            refused_inclusion(leaf, index, size, good, root_at(OTHER, size))
            if size > 1:
                refused_inclusion(leaf, index, size, inclusion_path(OTHER, index, size), root)
                for wrong in (size - 1, size + 1):
                    if wrong <= MOST:
                        refused_inclusion(leaf, index, wrong, good, root_at(HASHES, wrong))

    def test_a_wrong_size_with_the_right_root_is_no_other_position(self) -> None:
        """A size is bound by the checkpoint, not by the path; but it never makes another leaf hash fit."""
        for size in SIZES:
            for index in range(size):
                good = inclusion_path(HASHES, index, size)
                for wrong in SIZES:
                    refused_inclusion(leaf_hash(b"forged"), index, wrong, good, root_at(HASHES, size))

    def test_the_reason_is_told(self) -> None:
        root = root_at(HASHES, 5)
        leaf, good = HASHES.hash_at(0, 2), inclusion_path(HASHES, 2, 5)
        for why, said, index, size, bad in (
            (Why.INDEX, "index 5 does not exist in a tree of 5 leaves", 5, 5, good),
            (Why.INDEX, "index 0 does not exist in a tree of 0 leaves", 0, 0, ()),
            (Why.PATH_LENGTH, "the path has 2 hashes; index 2 of 5 leaves needs 3", 2, 5, good[:-1]),
            (Why.PATH_LENGTH, "the path has 4 hashes; index 2 of 5 leaves needs 3", 2, 5, (*good, root)),
            (Why.ROOT, f"not to {root.hex()} of the tree of 5 leaves", 3, 5, good),
            (Why.HASH_SIZE, "a hash of 31 bytes", 2, 5, (good[0][:-1], *good[1:])),
        ):
            with pytest.raises(Unproven, match=said) as refused:
                verify_inclusion(leaf, index, size, bad, root)
            assert refused.value.why is why

    def test_bytes_do_not_wander_between_neighbours(self) -> None:
        """Two hashes of 31 and 33 bytes give the same node hash as the right ones; they are refused for their size."""
        left, right = HASHES.hash_at(0, 0), HASHES.hash_at(0, 1)
        root = node_hash(left, right)
        assert node_hash(left[:-1], left[-1:] + right) == root
        with pytest.raises(Unproven) as refused:
            verify_inclusion(left[:-1], 0, 2, [left[-1:] + right], root)
        assert refused.value.why is Why.HASH_SIZE

    def test_a_node_is_no_leaf(self) -> None:
        """The bytes of two hashes, logged as an entry, do not stand for the node above them."""
        entry = HASHES.hash_at(0, 0) + HASHES.hash_at(0, 1)
        assert leaf_hash(entry) != HASHES.hash_at(1, 0)

    @pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 4), (4, 4), (0, 2**63)])
    def test_there_is_no_path_to_a_leaf_that_is_not_there(self, index: int, size: int) -> None:
        with pytest.raises(ValueError, match="has no leaf"):
            inclusion_path(HASHES, index, size)


class TestConsistency:
    @pytest.mark.parametrize("later", SIZES)
    def test_every_prefix_is_proven_by_the_path_of_the_definition(self, later: int) -> None:
        leaves = entries(later)
        for earlier in range(later + 1):
            found = consistency_path(HASHES, earlier, later)
            if earlier:
                assert list(found) == subproof(earlier, leaves, whole=True)
            verify_consistency(earlier, later, found, earlier_root=mth(leaves[:earlier]), later_root=mth(leaves))

    @pytest.mark.parametrize("later", SIZES)
    def test_no_mutated_proof_is_accepted(self, later: int) -> None:
        new = root_at(HASHES, later)
        for earlier in range(later + 1):
            old = root_at(HASHES, earlier)
            good = consistency_path(HASHES, earlier, later)
            for bad in _mutations(good):
                refused_consistency(earlier, later, bad, old, new)
            refused_consistency(earlier, later, good, node_hash(old, old), new)
            if earlier:
                refused_consistency(earlier, later, good, root_at(OTHER, earlier), new)
                refused_consistency(earlier, later, good, old, root_at(OTHER, later))
            for wrong in range(1, later):
                if wrong != earlier:
                    refused_consistency(wrong, later, good, old, new)

    def test_a_tree_that_shrank_or_was_rewritten(self) -> None:
        with pytest.raises(Unproven, match="fewer than the 5") as refused:
            verify_consistency(5, 3, (), earlier_root=root_at(HASHES, 5), later_root=root_at(HASHES, 3))
        assert refused.value.why is Why.SHRUNK
        with pytest.raises(Unproven, match="at size 5 the root is") as refused:
            verify_consistency(5, 5, (), earlier_root=root_at(HASHES, 5), later_root=root_at(OTHER, 5))
        assert refused.value.why is Why.EARLIER_ROOT
        rewritten, _ = tree([*entries(2), b"rewritten", *entries(9)[3:]])
        for earlier in range(3, 9):
            with pytest.raises(Unproven):
                verify_consistency(
                    earlier,
                    9,
                    consistency_path(rewritten, earlier, 9),
                    earlier_root=root_at(HASHES, earlier),
                    later_root=root_at(rewritten, 9),
                )

    @pytest.mark.parametrize(("earlier", "later"), [(2, 1), (-1, 3), (1, 2**63)])
    def test_there_is_no_path_backwards(self, earlier: int, later: int) -> None:
        with pytest.raises(ValueError, match="is the beginning of"):
            consistency_path(HASHES, earlier, later)


class TestRange:
    @given(st.integers(0, 3000), st.integers(0, 3000))
    def test_growing_in_two_steps_is_growing_in_one(self, first: int, then: int) -> None:
        leaves = entries(first + then)
        grown = Range.empty().extended(leaves[:first])
        assert Range.from_bytes(bytes(grown)) == grown
        assert grown.extended(leaves[first:]) == Range.empty().extended(leaves)
        assert grown.extended_by_hashes(map(leaf_hash, leaves[first:])) == Range.empty().extended(leaves)

    @given(st.lists(st.binary(max_size=40), max_size=80), st.data())
    def test_saved_and_restored_anywhere_it_goes_on_as_if_never_stopped(
        self, leaves: list[bytes], data: st.DataObject
    ) -> None:
        stops = sorted(data.draw(st.lists(st.integers(0, len(leaves)), max_size=6)))
        now, begin = Range.empty(), 0
        for stop in [*stops, len(leaves)]:
            now = Range.from_bytes(bytes(now.extended(leaves[begin:stop])))
            assert now.root() == mth(leaves[:stop])
            begin = stop

    @given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
    def test_merging_in_any_grouping_is_growing(self, a: int, b: int, c: int) -> None:
        leaves = entries(a + b + c)
        first = Range.empty().extended(leaves[:a])
        second = Range.empty(a).extended(leaves[a : a + b])
        third = Range.empty(a + b).extended(leaves[a + b :])
        whole = Range.empty().extended(leaves)
        assert first.merged(second).merged(third) == first.merged(second.merged(third)) == whole

    @given(st.integers(0, 1500), st.integers(0, 1500))
    def test_roots_of_prefixes_never_change(self, earlier: int, more: int) -> None:
        hashes, then = tree(entries(earlier))
        then.extended(entries(earlier + more)[earlier:], hashes.keep)
        assert root_at(hashes, earlier) == then.root()
        assert range_at(hashes, earlier) == then

    def test_what_is_kept_is_complete_whichever_way_it_came(self) -> None:
        """One by one, at once, or merged: every complete subtree is told of exactly once, in order."""
        at_once, _ = tree(entries(2500))
        one_by_one, now = HashesInMemory(), Range.empty()
        for entry in entries(2500):
            now = now.extended([entry], one_by_one.keep)
        for level in range(12):
            for index in range(2500 >> level):
                assert at_once.hash_at(level, index) == one_by_one.hash_at(level, index)
        told: list[tuple[int, int]] = []
        left, right = Range.empty().extended(entries(6)), Range.empty(6).extended(entries(8)[6:])
        left.merged(right, lambda level, index, hashes: told.append((level, index)))
        assert told == [(2, 1), (3, 0)]

    def test_a_range_is_a_value(self) -> None:
        """Growing leaves the old one as it was: a transaction that fails has nothing to undo."""
        before = Range.empty().extended(entries(5))
        saved = bytes(before)
        before.extended(entries(9)[5:])
        assert bytes(before) == saved
        assert len(saved) == 16 + 2 * HASH_SIZE

    def test_the_state_is_small(self) -> None:
        assert len(WHOLE.roots) == 2
        assert len(bytes(Range(0, 2**40 - 1, (bytes(HASH_SIZE),) * 40))) == 16 + 40 * HASH_SIZE

    def test_only_a_tree_has_a_root(self) -> None:
        with pytest.raises(ValueError, match="this one begins at 3"):
            Range.empty(3).root()
        with pytest.raises(ValueError, match="leaf 2 comes next, but the other range begins at leaf 3"):
            Range.empty().extended(entries(2)).merged(Range.empty(3))

    @given(st.binary(max_size=120))
    def test_arbitrary_bytes_are_a_range_or_bad_input(self, data: bytes) -> None:
        try:
            restored = Range.from_bytes(data)
        except BadInput:
            return
        assert bytes(restored) == data

    def test_a_cut_state_is_refused(self) -> None:
        whole = bytes(WHOLE)
        for length in range(len(whole)):
            with pytest.raises(BadInput):
                Range.from_bytes(whole[:length])

    def test_gaps_in_what_is_kept_are_refused(self) -> None:
        hashes = HashesInMemory()
        with pytest.raises(ValueError, match="subtree 1 of level 0 does not come next"):
            hashes.keep(0, 1, [EMPTY_ROOT])


class Counted:
    """Hashes that count how often they are read."""

    def __init__(self, hashes: Hashes) -> None:
        self.hashes = hashes
        self.read = 0

    def hash_at(self, level: int, index: int) -> bytes:
        self.read += 1
        return self.hashes.hash_at(level, index)


class Tiles:
    """Tiles as a store would keep them: one value per 256 roots."""

    def __init__(self, hashes: HashesInMemory, size: int) -> None:
        self.hashes, self.size = hashes, size

    def tile(self, level: int, index: int) -> bytes:
        there = range(index * TILE, min((index + 1) * TILE, self.size >> (8 * level)))
        return b"".join(self.hashes.hash_at(8 * level, each) for each in there)


class TestReading:
    def test_a_proof_reads_two_hashes_a_level_at_most(self) -> None:
        """Also at 2.5 million leaves, where no other hash is ever made."""
        size = 2_500_000
        fixed = Counted(_Fixed())
        for index in (0, 1, size // 2, size - 2, size - 1):
            fixed.read = 0
            assert len(inclusion_path(fixed, index, size)) <= 22
            assert fixed.read <= 2 * 22
            fixed.read = 0
            consistency_path(fixed, index + 1, size)
            assert fixed.read <= 2 * 22 + 1

    def test_tiles_give_the_same_hashes(self) -> None:
        size = 70_000
        hashes, _ = tree(entries(size))
        tiled = TiledHashes(Tiles(hashes, size))
        for level in range(17):
            last = (size >> level) - 1
            for index in {0, 1, last // 2, last} & set(range(last + 1)):
                assert tiled.hash_at(level, index) == hashes.hash_at(level, index)
        for index in (0, 65_535, 65_536, size - 1):
            assert inclusion_path(tiled, index, size) == inclusion_path(hashes, index, size)
        assert root_at(tiled, size) == root_at(hashes, size)

    def test_a_hash_that_a_tile_does_not_hold_is_missed(self) -> None:
        hashes, _ = tree(entries(300))
        with pytest.raises(LookupError, match="tile 1 of level 0 holds 1408 bytes: hash 44 is absent"):
            TiledHashes(Tiles(hashes, 300)).hash_at(0, 300)


class _Fixed:
    def hash_at(self, level: int, index: int) -> bytes:
        return EMPTY_ROOT


def _theirs(entry: bytes, index: int, size: int, found: Sequence[bytes]) -> InclusionProof:
    """Our proof as the other library writes its own: sides as bits, positions from one, the leaf first in the path."""
    sides, at, last = [], index, size - 1
    while last:
        if at & 1 or at < last:
            sides.append(at & 1)
        at >>= 1
        last >>= 1
    return InclusionProof.deserialize(
        {
            "type": "inclusion",
            "metadata": {"algorithm": "sha256", "security": True, "size": size, "index": index + 1},
            "rule": [*sides, 0],  # the root has no side
            "path": [each.hex() for each in (leaf_hash(entry), *found)],
        }
    )


def _mutations(good: Sequence[bytes]) -> Iterator[list[bytes]]:
    path = list(good)
    yield [*path, EMPTY_ROOT]
    yield [EMPTY_ROOT, *path]
    for at, each in enumerate(path):
        yield [*path[:at], *path[at + 1 :]]
        yield [*path[:at], each, *path[at:]]
        for bit in (0, 255):
            flipped = int.from_bytes(each) ^ (1 << bit)
            yield [*path[:at], flipped.to_bytes(HASH_SIZE), *path[at + 1 :]]
        yield [*path[:at], each[:-1], *path[at + 1 :]]
        if at:
            yield [*path[: at - 1], each, path[at - 1], *path[at + 1 :]]
    if len(path) > 1:
        yield []
        yield path[::-1]


def refused_inclusion(leaf: bytes, index: int, size: int, bad: Sequence[bytes], root: bytes) -> None:
    with pytest.raises(Unproven):
        verify_inclusion(leaf, index, size, bad, root)


def refused_consistency(earlier: int, later: int, bad: Sequence[bytes], old: bytes, new: bytes) -> None:
    with pytest.raises(Unproven):
        verify_consistency(earlier, later, bad, earlier_root=old, later_root=new)

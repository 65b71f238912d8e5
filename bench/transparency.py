"""The log's tree from the bytes of its entries: root, kept hashes, proofs; beside plain hashlib over the same bytes."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from time import process_time

from support.table import Table, arguments, finish, in_turn

from certdomain.transparency.merkle import (
    TILE,
    HashesInMemory,
    Range,
    TiledHashes,
    consistency_path,
    inclusion_path,
    leaf_hash,
    root_of,
    verify_inclusion,
)

ENTRIES = 25
"""Entries of a journey, about."""
LENGTH = 200
"""Bytes of an entry."""
LEAST = 300_000
"""Entries a second that the root must be computed at."""
PROOFS = 500
FLAT = 4_000_000
"""Bytes that memory may grow by, whatever the size of the log."""


def entries(count: int) -> Iterator[bytes]:
    """Entries of some 200 bytes, no two alike."""
    filler = b"x" * (LENGTH - 12)
    for number in range(count):
        yield b"%012d" % number + filler


def plain(payloads: Sequence[bytes]) -> bytes:
    """The floor: each leaf and each node hashed once, level by level, with nothing kept."""
    hashes = [sha256(b"\x00" + each).digest() for each in payloads]
    while len(hashes) > 1:
        above = [sha256(b"\x01" + a + b).digest() for a, b in zip(hashes[::2], hashes[1::2], strict=False)]
        hashes = above + hashes[len(above) * 2 :]
    return hashes[0]


class Tiles:
    """Hashes by the 256, as a store would keep them."""

    def __init__(self, hashes: HashesInMemory, size: int) -> None:
        self._tiles = {
            (level, index): b"".join(
                hashes.hash_at(8 * level, each)
                for each in range(index * TILE, min((index + 1) * TILE, size >> (8 * level)))
            )
            for level in range((size.bit_length() + 7) // 8)
            for index in range(((size >> (8 * level)) + TILE - 1) // TILE)
        }

    def tile(self, level: int, index: int) -> bytes:
        return self._tiles[level, index]


def processor(work: Callable[[], object]) -> float:
    """The seconds that the processor spent on it."""
    start = process_time()
    work()
    return process_time() - start


def growth(work: Callable[[], object]) -> int:
    """The most memory that Python objects took meanwhile."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def main() -> None:
    options = arguments((__doc__ or "").partition(":")[0], journeys=8_000, repeats=5).parse_args()
    count = options.journeys * ENTRIES
    payloads = list(entries(count))
    kept = HashesInMemory()
    whole = Range.empty().extended(payloads, kept.keep)
    tiled = TiledHashes(Tiles(kept, count))
    places = [number * 7919 % count for number in range(min(PROOFS, count))]

    few = payloads[:20_000]

    def one_by_one() -> None:
        grown = Range.empty()
        for each in few:
            grown = grown.extended((each,))

    def verify() -> None:
        root = whole.root()
        for each in places:
            verify_inclusion(leaf_hash(payloads[each]), each, count, paths[each], root)

    def proofs(hashes: HashesInMemory | TiledHashes) -> Callable[[], object]:
        return lambda: [inclusion_path(hashes, each, count) for each in places]

    paths = {each: inclusion_path(kept, each, count) for each in places}
    works: list[Callable[[], object]] = [
        lambda: plain(payloads),
        lambda: root_of(payloads),
        lambda: Range.empty().extended(payloads, HashesInMemory().keep),
        one_by_one,
        proofs(kept),
        proofs(tiled),
        verify,
        lambda: [consistency_path(kept, each + 1, count) for each in places],
    ]
    floor, root, keeping, single, made, from_tiles, verified, consistent = in_turn(options.repeats, *works)
    memory = growth(lambda: root_of(entries(count)))
    # The targets are of the processor's time: on a busy machine the clock's time is that of the others too.
    rate = count / min(processor(works[1]) for _ in range(options.repeats))
    path = min(processor(works[5]) for _ in range(options.repeats)) / len(places)

    table = Table(
        f"transparency: {count:,} entries of {LENGTH} bytes, {len(whole.roots)} roots of state; median of rounds"
    )
    line = table.floor("plain hashlib, all in one list", floor, count, "entry")
    table.beside(line, "root_of", root, count, memory)
    table.beside(line, "Range.extended, hashes kept", keeping, count)
    table.beside(line, "Range.extended, one by one", single, len(few))
    table.beside(line, "inclusion_path, hashes in memory", made, len(places))
    table.beside(line, "inclusion_path, tiles of 256", from_tiles, len(places))
    table.beside(line, "verify_inclusion", verified, len(places))
    table.beside(line, "consistency_path", consistent, len(places))
    table.target(f"root_of at {LEAST:,} entries a second of processor time", f"{rate:,.0f}", met=rate >= LEAST)
    table.target("root_of at most 1.3 times plain hashlib", f"{root / floor:.2f}", met=root <= 1.3 * floor)
    table.target(f"root_of in {FLAT / 1e6:.0f} MB", f"{memory / 1e6:.1f} MB", met=memory <= FLAT)
    table.target("a path out of tiles under 1 ms of processor time", f"{path * 1e3:.2f} ms", met=path < 1e-3)
    finish(table, options)


if __name__ == "__main__":
    main()

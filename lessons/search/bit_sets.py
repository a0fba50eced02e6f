"""Sets of guides as numbers: bit `pk` is 1 for each guide of the set. To count, to join, to narrow is then one operation."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress, count
from operator import or_

_BITS = bytes.maketrans(b"01", b"\0\1")


def bits(pks: Iterable[int]) -> int:
    """The set of `pks`."""
    pks = list(pks)
    row = bytearray(max(pks, default=0) // 8 + 1)
    for pk in pks:
        row[pk >> 3] |= 1 << (pk & 7)
    return int.from_bytes(row, "little")


def union(sets: Iterable[int]) -> int:
    """What is in at least one of `sets`."""
    return reduce(or_, sets, 0)


def members(guides: int) -> Iterator[int]:
    """What the set holds, the lowest first."""
    # Written as digits: with ten thousand guides, quicker than to shift the number for each.
    ones = bin(guides)[:1:-1].encode().translate(_BITS)
    return compress(count(), ones)


def ranked(keys: Sequence[int], tiers: Iterable[int], start: int, stop: int) -> list[int]:
    """Keys of what `tiers` hold, tier by tier, within a tier in the order of `keys`: those from place `start` to before `stop`."""
    found: list[int] = []
    passed = 0
    for tier in tiers:
        size = tier.bit_count()
        if passed < stop and start < passed + size:
            found += _only(keys, tier)[max(start - passed, 0) : stop - passed]
        passed += size
    return found


def _only(keys: Iterable[int], guides: int) -> list[int]:
    having = set(members(guides))
    return [pk for pk in keys if pk in having]

"""Sets of guides as integers: bit `pk` is 1 for each guide in the set, so that set operations are fast."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress, count
from operator import or_

_BITS = bytes.maketrans(b"01", b"\0\1")


def bits(pks: Iterable[int]) -> int:
    """Return the set of `pks`."""
    pks = list(pks)
    row = bytearray(max(pks, default=0) // 8 + 1)
    for pk in pks:
        row[pk >> 3] |= 1 << (pk & 7)
    return int.from_bytes(row, "little")


def union(sets: Iterable[int]) -> int:
    """Return the union of `sets`."""
    return reduce(or_, sets, 0)


def members(guides: int) -> Iterator[int]:
    """Yield the primary keys in the set, the lowest first."""
    # With ten thousand guides, converting to binary digits is faster than shifting the number for each guide.
    ones = bin(guides)[:1:-1].encode().translate(_BITS)
    return compress(count(), ones)


def ranked(keys: Sequence[int], tiers: Iterable[int], start: int, stop: int) -> list[int]:
    """Return the keys at positions `start` to `stop - 1`, tier by tier; in a tier, in the order of `keys`."""
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

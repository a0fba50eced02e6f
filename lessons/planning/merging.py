"""What several people typed in one form, brought together field by field. Pure: knows no session and no request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Fields = Mapping[str, str]


@dataclass(frozen=True)
class Merge:
    """What becomes of the fields that someone sends.

    Attributes:
        changes: what is to be stored; all else stays as it is stored.
        conflicts: what was typed in fields that someone else has changed otherwise. What is stored stays, until
            whoever typed has seen both and chosen.
        lost: what was typed in fields that someone else has taken away.
    """

    changes: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, str] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)


def merge(base: Fields, theirs: Fields, mine: Fields) -> Merge:
    """Three-way merge: `mine` was typed on a page that showed `base`, while others made `theirs` of it.

    A field that is not in `base` was shown in a way nobody knows: it is in conflict unless both agree. A field that
    is not in `mine` was not sent, and stays.
    """
    result = Merge()
    for name, typed in mine.items():
        if name not in theirs:
            if typed and typed != base.get(name):
                result.lost[name] = typed
        elif typed in (theirs[name], base.get(name)):
            continue
        elif theirs[name] == base.get(name):
            result.changes[name] = typed
        else:
            result.conflicts[name] = typed
    return result


def merge_order(theirs: Iterable[int], mine: Iterable[int], moved: int) -> list[int]:
    """`theirs` with `moved` where `mine` has it: after the nearest of those before it that are still there.

    Lines that others added, removed or moved stay as they are in `theirs`.
    """
    others = [one for one in theirs if one != moved]
    before: list[int] = []
    for one in mine:
        if one == moved:
            break
        before.append(one)
    there = [one for one in before if one in others]
    place = others.index(there[-1]) + 1 if there else 0
    return [*others[:place], moved, *others[place:]]

"""Three-way merge of fields that several people typed in one form. Knows no session and no request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Fields = Mapping[str, str]


@dataclass(frozen=True)
class Merge:
    """The result of a merge.

    Attributes:
        changes: fields to store; every other field keeps its stored value.
        conflicts: submitted values of fields that another person has changed differently. The stored value is
            kept until the sender has seen both values and chosen one.
        lost: submitted values of fields that another person has removed.
    """

    changes: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, str] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)


def merge(base: Fields, theirs: Fields, mine: Fields) -> Merge:
    """Merge `mine`, typed on a page that showed `base`, with `theirs`, the fields as stored now.

    A field missing from `base` has an unknown earlier value: it is a conflict unless both values are equal. A
    field missing from `mine` was not submitted, and keeps its stored value.
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
    """Return `theirs` with `moved` placed as in `mine`: after its nearest predecessor that still exists.

    Lines that other people added, removed or moved stay as they are in `theirs`.
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

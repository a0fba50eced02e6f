"""Postings: the guides that hold a form, by weight, read once from the index and kept as bit sets."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from lessons.search.bit_sets import bits
from lessons.search.index_lookup import occurrences

Levels = Mapping[int, int]  # Score -> bit set of guides; a guide is in at most one set.
_MAX_FORMS = 2_000


@dataclass(frozen=True)
class Postings:
    """The recently requested postings of objects of `model`, at one version of the index."""

    model: type[Model]
    _kept: dict[int, Levels] = field(default_factory=dict)

    def of(self, forms: Collection[int]) -> Mapping[int, Levels]:
        """Map each key of `forms` to the guides that hold it, by weight; missing postings take one query."""
        known = {form: levels for form in forms if (levels := self._kept.get(form)) is not None}
        missing = [form for form in forms if form not in known]
        if not missing:
            return known
        read = _read(self.model, missing)
        if len(self._kept) + len(read) > _MAX_FORMS:
            self._kept.clear()
        self._kept.update(read)
        return known | read


def _read(model: type[Model], forms: Collection[int]) -> dict[int, Levels]:
    holders: dict[int, dict[int, list[int]]] = {form: defaultdict(list) for form in forms}
    rows = occurrences(model).filter(form__in=forms).values_list("form_id", "weight", "object_id")
    for form, weight, pk in rows:
        holders[form][weight].append(pk)
    return {
        form: {weight: bits(pks) for weight, pks in of_weight.items()} for form, of_weight in holders.items()
    }

"""Keeps in memory, as bit sets, which guides have which facet values: counting is then a bitwise AND.

The sets cover all guides; callers count within the set of visible guides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from home.caching.memoize import memoize_per_generation
from lessons.search.bit_sets import bits, union
from lessons.search.facets import FACETS, Facet, FacetChoice, Keys
from lessons.search.postings import Postings

Counts = Mapping[str, Mapping[Any, int]]  # Facet name -> column value -> number of guides.


@dataclass(frozen=True)
class FacetIndex:
    """The guides with each facet value and the postings of each form, until something public changes."""

    guides: Mapping[str, Mapping[Any, int]]
    postings: Postings

    def narrowed(self, guides: int, chosen: Keys, *, but: Facet | None = None) -> int:
        """Return the `guides` that match every facet except `but`. The choices of one facet are ORed."""
        for facet in FACETS:
            keys = chosen.get(facet.name)
            if keys and facet is not but:
                guides &= union(self.guides[facet.name].get(key, 0) for key in keys)
        return guides

    def counts(self, guides: int, chosen: Keys) -> Counts:
        """Count `guides` for each value of each facet, given the choices in every *other* facet."""
        return {facet.name: self.count(facet, self.narrowed(guides, chosen, but=facet)) for facet in FACETS}

    def count(self, facet: Facet, guides: int) -> dict[Any, int]:
        """Count `guides` for each value of `facet`; values without guides are left out."""
        found = ((key, (guides & having).bit_count()) for key, having in self.guides[facet.name].items())
        return {key: number for key, number in found if number}

    def offered(self, facet: Facet, choices: Sequence[FacetChoice], guides: int) -> Sequence[FacetChoice]:
        """Return the `choices` that some `guides` have. Computed facets keep all choices: none is secret."""
        found = self.count(facet, guides)
        return [choice for choice in choices if facet.alias or not found.keys().isdisjoint(choice.keys)]


@memoize_per_generation
def facet_index_of(model: type[Model]) -> FacetIndex:
    """Return the facet index of all guides, from memory until something public changes."""
    single = [facet for facet in FACETS if not facet.many]
    keys: dict[str, dict[Any, list[int]]] = {facet.name: defaultdict(list) for facet in FACETS}
    guides = model._base_manager.all()
    for facet in single:
        guides = guides.annotate(**facet.alias)
    for pk, *values in guides.values_list("pk", *(facet.column for facet in single)):
        for facet, value in zip(single, values, strict=True):
            keys[facet.name][value].append(pk)
    for facet in FACETS:
        if facet.many:
            for pk, value in _pairs(model, facet):
                keys[facet.name][value].append(pk)
    having = {name: {key: bits(pks) for key, pks in values.items()} for name, values in keys.items()}
    return FacetIndex(having, Postings(model))


def _pairs(model: Any, facet: Facet) -> Iterable[tuple[int, int]]:
    """Yield pairs of guide key and term key from the many-to-many table."""
    relation = model._meta.get_field(facet.column)
    table = relation.remote_field.through._default_manager
    return table.values_list(relation.m2m_column_name(), relation.m2m_reverse_name())

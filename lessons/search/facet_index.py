"""Which guides have which value of which facet, kept in memory as sets of bits: counting is then a matter of ands.

The facts are of all guides; what a visitor may see is the set they are counted in. They are read again as soon as
something indexed has changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from home.caching.memoize import memoize_per_generation
from lessons.search.bit_sets import bits, union
from lessons.search.facets import FACETS, Facet, FacetChoice, Keys
from lessons.search.models import IndexState
from lessons.search.postings import Postings

Counts = Mapping[str, Mapping[Any, int]]  # By facet, by value of its column.


@dataclass(frozen=True)
class FacetIndex:
    """The guides that have each value, by facet, and those that hold each form, as of this version of the index."""

    index_version: UUID | None
    guides: Mapping[str, Mapping[Any, int]]
    postings: Postings

    def narrowed(self, guides: int, chosen: Keys, *, but: Facet | None = None) -> int:
        """Of `guides`, those that answer the choices of every facet, `but` one. Choices within a facet are ORed."""
        for facet in FACETS:
            keys = chosen.get(facet.name)
            if keys and facet is not but:
                guides &= union(self.guides[facet.name].get(key, 0) for key in keys)
        return guides

    def counts(self, guides: int, chosen: Keys) -> Counts:
        """How many of `guides` have each value of each facet, given the choices made in every *other* facet."""
        return {facet.name: self.count(facet, self.narrowed(guides, chosen, but=facet)) for facet in FACETS}

    def count(self, facet: Facet, guides: int) -> dict[Any, int]:
        """How many of `guides` have each value of `facet`; values that none has are left out."""
        found = ((key, (guides & having).bit_count()) for key, having in self.guides[facet.name].items())
        return {key: number for key, number in found if number}

    def offered(self, facet: Facet, choices: Sequence[FacetChoice], guides: int) -> Sequence[FacetChoice]:
        """Of `choices`, those that some of `guides` have. The choices of a computed facet are no secret: all of them."""
        found = self.count(facet, guides)
        return [choice for choice in choices if facet.alias or not found.keys().isdisjoint(choice.keys)]


_kept: dict[type[Model], FacetIndex] = {}


def facet_index_of(model: type[Model]) -> FacetIndex:
    """The facts of all guides, from memory when nothing indexed has changed since they were read."""
    index_version = _index_version()
    kept = _kept.get(model)
    if kept is None or index_version is None or kept.index_version != index_version:
        kept = _kept[model] = _read(model, index_version)
    return kept


@memoize_per_generation
def _index_version() -> UUID | None:
    return IndexState.objects.values_list("version", flat=True).first()


def _read(model: type[Model], index_version: UUID | None) -> FacetIndex:
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
    return FacetIndex(index_version, having, Postings(model))


def _pairs(model: Any, facet: Facet) -> Iterable[tuple[int, int]]:
    """Guides and their terms, from the table between them."""
    relation = model._meta.get_field(facet.column)
    table = relation.remote_field.through._default_manager
    return table.values_list(relation.m2m_column_name(), relation.m2m_reverse_name())

"""The guides that visitors of a catalogue may see, sorted, and cached until public content changes."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Model

from home.caching.memoize import memoize_per_generation
from lessons.search.bit_sets import bits
from lessons.search.criteria import RELEVANCE

ORDERS: Mapping[str, tuple[Any, ...]] = {
    # The slug is the title without accents; it orders guides of equal relevance.
    RELEVANCE: ("level__rank", "slug", "pk"),
    "recents": (F("last_published_at").desc(nulls_last=True), "-pk"),
    "verifies": (F("checked_on").desc(nulls_last=True), "-pk"),
    "duree": ("duration", "slug", "pk"),
    "titre": ("slug", "pk"),
}


@dataclass(frozen=True)
class CatalogueScope:
    """The guides that a catalogue may show.

    Attributes:
        name: identifies the scope; two scopes with the same name must hold the same guides.
        guides: returns a queryset, with the method `for_listing`, of the guides that anyone may read now.
    """

    name: Hashable
    guides: Callable[[], Any] = field(compare=False)

    @property
    def model(self) -> type[Model]:
        model: type[Model] = self.guides().model
        return model

    def keys(self, order: str) -> tuple[int, ...]:
        """Return the primary keys of all its guides, in one of the orders that visitors may choose."""
        return _keys(self, order)

    def all_ids(self) -> int:
        """Return all its guides as a bit set."""
        return _all_ids(self)

    def cards(self, pks: Iterable[int]) -> list[Any]:
        """Return the guides with these primary keys, in this order, with the relations that a card shows."""
        pks = list(pks)
        cards = {guide.pk: guide for guide in self.guides().filter(pk__in=pks).order_by().for_listing()}
        return [cards[pk] for pk in pks if pk in cards]


@memoize_per_generation
def _keys(scope: CatalogueScope, order: str) -> tuple[int, ...]:
    return tuple(scope.guides().order_by(*ORDERS[order]).values_list("pk", flat=True))


@memoize_per_generation
def _all_ids(scope: CatalogueScope) -> int:
    return bits(scope.guides().order_by().values_list("pk", flat=True))

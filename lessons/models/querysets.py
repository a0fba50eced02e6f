"""Questions one asks of guides."""

from typing import Self

from wagtail.models import PageManager

from home.models import VisiblePageQuerySet


class GuideQuerySet(VisiblePageQuerySet):
    def for_reading(self) -> Self:
        """With the terms that stand at the head of a guide, in one query."""
        return self.select_related("level", "procedure_type__parent", "official_site")

    def for_listing(self) -> Self:
        """With all that a card shows, in one query; what only the guide itself shows stays in the database."""
        return self.for_reading().defer("steps", "objectives", "papers", "checks", "prerequisites")

    def with_terms(self) -> Self:
        """With what many guides are sorted by, and the words they explain."""
        return self.for_reading().prefetch_related("devices", "audiences", "vocabulary")

    def by_level(self) -> Self:
        return self.order_by("level__rank", "title")


GuideManager = PageManager.from_queryset(GuideQuerySet)

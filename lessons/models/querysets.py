"""Querysets of guides."""

from typing import Self

from wagtail.models import PageManager

from home.models import VisiblePageQuerySet


class GuideQuerySet(VisiblePageQuerySet):
    def for_reading(self) -> Self:
        """Also load the terms shown at the head of a guide, in the same query."""
        return self.select_related("level", "procedure_type__parent", "official_site")

    def for_listing(self) -> Self:
        """Also load what a card shows, in the same query; defer the fields that only the guide page shows."""
        return self.for_reading().defer("steps", "objectives", "papers", "checks", "prerequisites")

    def with_terms(self) -> Self:
        """Also load the terms that guides are classified by, and their glossary terms."""
        return self.for_reading().prefetch_related("devices", "audiences", "vocabulary")

    def by_level(self) -> Self:
        return self.order_by("level__rank", "title")


GuideManager = PageManager.from_queryset(GuideQuerySet)

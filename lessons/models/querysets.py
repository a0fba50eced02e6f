"""Questions one asks of guides."""

from typing import Self

from django.db.models import Prefetch
from wagtail.models import PageManager

from home.models import VisiblePageQuerySet
from lessons.taxonomy.models import Device


class GuideQuerySet(VisiblePageQuerySet):
    def for_listing(self) -> Self:
        """With all that a card shows, in a fixed number of queries."""
        return self.select_related("level", "procedure_type__parent", "official_site").prefetch_related(
            Prefetch("devices", queryset=Device.objects.all())
        )

    def for_reading(self) -> Self:
        """With all that the page and the sheets show."""
        return self.for_listing().prefetch_related("audiences", "vocabulary", "tags")

    def by_level(self) -> Self:
        return self.order_by("level__rank", "title")


GuideManager = PageManager.from_queryset(GuideQuerySet)

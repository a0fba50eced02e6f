"""What "public" means, written once: live, in no restricted section, inside its publication dates."""

from datetime import datetime
from typing import Self

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet


def visible_q(now: datetime | None = None) -> Q:
    """Live and inside its dates at `now`, even when the scheduler that publishes and unpublishes is late."""
    now = now or timezone.now()
    return (
        Q(live=True)
        & (Q(go_live_at__isnull=True) | Q(go_live_at__lte=now))
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))
    )


class VisiblePageQuerySet(PageQuerySet):
    """A page queryset that knows what anonymous visitors may see."""

    def visible(self) -> Self:
        """Pages that anyone may read now."""
        return self.public().filter(visible_q())

    def in_site_of(self, root_page: Page) -> Self:
        """Pages of the site whose root is `root_page`."""
        return self.descendant_of(root_page, inclusive=True)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)

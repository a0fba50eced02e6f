"""Defines "public": live, outside restricted sections, and within its publication dates."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from home.caching.memoize import memoize_per_generation


def visible_q(now: datetime | None = None) -> Q:
    """Match pages that are live and within their dates at `now`, even if the scheduler is late."""
    now = now or timezone.now()
    return (
        Q(live=True)
        & (Q(go_live_at__isnull=True) | Q(go_live_at__lte=now))
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))
    )


class VisiblePageQuerySet(PageQuerySet):
    """A page queryset with filters for what anonymous visitors may see."""

    def visible(self) -> Self:
        """Return the pages that are public now."""
        closed = (Q(path__startswith=path) for path in restricted_paths())
        return self.exclude(reduce(or_, closed, Q(pk__in=[]))).filter(visible_q())

    def in_site_of(self, root_page: Page) -> Self:
        """Return the pages of the site whose root is `root_page`."""
        return self.descendant_of(root_page, inclusive=True)

    def in_site_with(self, page: Page) -> Self:
        """Return the pages of the site that contains `page`.

        When no site contains it, return all pages: visitors cannot reach `page` in that case.
        """
        roots = (root.root_path for root in Site.get_site_root_paths())
        own = max((root for root in roots if page.url_path.startswith(root)), key=len, default="")
        return self.filter(url_path__startswith=own)


@memoize_per_generation
def restricted_paths() -> tuple[str, ...]:
    """Return tree paths of the restricted sections. A page is restricted if its path starts with one."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


@memoize_per_generation
def alias_paths() -> tuple[str, ...]:
    """Return tree paths of alias pages. Wagtail restricts an alias like its original."""
    return tuple(Page.objects.filter(alias_of__isnull=False).values_list("path", flat=True))


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)


def is_inside_its_dates(page: Page, now: datetime | None = None) -> bool:
    """Return whether `now` is within the page's publication dates, even if the scheduler is late."""
    now = now or timezone.now()
    begun = page.go_live_at is None or page.go_live_at <= now
    return begun and (page.expire_at is None or page.expire_at > now)

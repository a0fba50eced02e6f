"""What "public" means, written once: live, in no restricted section, inside its publication dates."""

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
        closed = (Q(path__startswith=path) for path in restricted_paths())
        return self.exclude(reduce(or_, closed, Q(pk__in=[]))).filter(visible_q())

    def in_site_of(self, root_page: Page) -> Self:
        """Pages of the site whose root is `root_page`."""
        return self.descendant_of(root_page, inclusive=True)

    def in_site_with(self, page: Page) -> Self:
        """Pages of the site that `page` is in. All pages when it is in none: then nobody is shown it."""
        roots = (root.root_path for root in Site.get_site_root_paths())
        own = max((root for root in roots if page.url_path.startswith(root)), key=len, default="")
        return self.filter(url_path__startswith=own)


@memoize_per_generation
def restricted_paths() -> tuple[str, ...]:
    """Where the restricted sections begin, as paths in the tree: a page whose path starts with one is restricted."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


@memoize_per_generation
def alias_paths() -> tuple[str, ...]:
    """Where pages that mirror another one stand: Wagtail restricts them as it does the page they mirror."""
    return tuple(Page.objects.filter(alias_of__isnull=False).values_list("path", flat=True))


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)


def is_inside_its_dates(page: Page, now: datetime | None = None) -> bool:
    """True from the beginning of the page's dates to their end, even when the scheduler is late."""
    now = now or timezone.now()
    begun = page.go_live_at is None or page.go_live_at <= now
    return begun and (page.expire_at is None or page.expire_at > now)

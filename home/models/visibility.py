"""What "public" means, written once: live, in no restricted section, inside its publication dates."""

from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Min, Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from home.remembered import remembered


def visible_q(now: datetime | None = None) -> Q:
    """Live and inside its dates at `now`, even when the scheduler that publishes and unpublishes is late."""
    now = now or timezone.now()
    return (
        Q(live=True)
        & (Q(go_live_at__isnull=True) | Q(go_live_at__lte=now))
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))
    )


def next_moment(now: datetime) -> datetime:
    """When what is public changes next although nobody does anything: a date of a page, or the day that ends."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    dates = Page.objects.aggregate(
        begins=Min("go_live_at", filter=Q(go_live_at__gt=now)),
        ends=Min("expire_at", filter=Q(expire_at__gt=now)),
    )
    return min([midnight, *(date for date in dates.values() if date)])


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


@remembered
def restricted_paths() -> tuple[str, ...]:
    """Where the restricted sections begin, as paths in the tree: a page whose path starts with one is restricted."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


@remembered
def alias_paths() -> tuple[str, ...]:
    """Where pages that mirror another one stand: Wagtail restricts them as it does the page they mirror."""
    return tuple(Page.objects.filter(alias_of__isnull=False).values_list("path", flat=True))


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)

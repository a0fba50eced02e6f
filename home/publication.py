"""When a page is published, asked of one loaded page: the same rule as `visible_q`, without a query."""

from datetime import datetime

from django.utils import timezone
from wagtail.models import Page


def is_inside_its_dates(page: Page, now: datetime | None = None) -> bool:
    """True from the beginning of the page's dates to their end, even when the scheduler is late."""
    now = now or timezone.now()
    begun = page.go_live_at is None or page.go_live_at <= now
    return begun and (page.expire_at is None or page.expire_at > now)

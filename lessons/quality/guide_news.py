"""What is new in guides: one dated list of new, changed and newly checked guides."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lessons.models import GuidePage, GuideQuerySet
from lessons.quality.models import Change


class NewsKind(IntEnum):
    """What happened to a guide. Of two events on one day, the later one in this list is told."""

    CHECKED = 1
    CHANGED = 2
    NEW = 3

    @property
    def label(self) -> str | Promise:
        return {
            NewsKind.CHECKED: _("Guide vérifié"),
            NewsKind.CHANGED: _("Guide mis à jour"),
            NewsKind.NEW: _("Nouveau guide"),
        }[self]


@dataclass(frozen=True)
class GuideNews:
    """The last event of a guide. `note` is the public sentence on a change, else empty."""

    guide: GuidePage
    day: date
    kind: NewsKind
    note: str = ""


def latest_news(guides: GuideQuerySet, limit: int) -> list[GuideNews]:
    """Return the last event of the guides whose last events are the most recent, the most recent first.

    Each of these guides is among the first `limit` by the date of that event, so three short lists are enough.
    """
    changes = Change.objects.filter(guide=OuterRef("pk"))
    listed = guides.annotate(
        changed_on=Subquery(changes.values("made_on")[:1]), last_note=Subquery(changes.values("note")[:1])
    ).for_listing()
    orders = ("first_published_at", "changed_on", "checked_on")
    found = {
        guide.pk: guide
        for order in orders
        for guide in listed.order_by(F(order).desc(nulls_last=True), "title", "pk")[:limit]
    }
    news = [one for guide in found.values() if (one := _last_event(guide)) is not None]
    news.sort(key=lambda one: (-one.day.toordinal(), -one.kind, one.guide.title))
    return news[:limit]


def _last_event(guide: GuidePage) -> GuideNews | None:
    published = guide.first_published_at and timezone.localtime(guide.first_published_at).date()
    days = (
        (published, NewsKind.NEW),
        (guide.changed_on, NewsKind.CHANGED),
        (guide.checked_on, NewsKind.CHECKED),
    )
    events = [(day, kind) for day, kind in days if day]
    if not events:
        return None
    day, kind = max(events)
    return GuideNews(guide, day, kind, guide.last_note if kind is NewsKind.CHANGED else "")

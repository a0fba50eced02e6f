"""Finds the guides that are due for a check, and marks guides as checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Revision

from home.accounts.roles import REVIEWERS, WRITERS
from home.models import User
from lessons.models import CheckedBy, Freshness, FreshnessState, GuidePage

SOON = timedelta(days=30)
CHECKED_ACTION = "lessons.guide.checked"


class DueStatus(models.TextChoices):
    """The check status of a published guide, the most urgent first."""

    LATE = "late", _("En retard")
    NEVER = "never", _("Jamais vérifié")
    SOON = "soon", _("À revérifier dans le mois")
    FRESH = "fresh", _("À jour")


@dataclass(frozen=True)
class DueGuides:
    """The ids of published guides by status."""

    ids: dict[DueStatus, list[int]]

    def count(self, due: DueStatus) -> int:
        return len(self.ids[due])

    @property
    def pressing(self) -> list[int]:
        return [*self.ids[DueStatus.LATE], *self.ids[DueStatus.NEVER], *self.ids[DueStatus.SOON]]


def due_of(freshness: Freshness) -> DueStatus:
    if freshness.state is FreshnessState.UNCHECKED or freshness.due_on is None:
        return DueStatus.NEVER
    if freshness.state is FreshnessState.DUE:
        return DueStatus.LATE
    return DueStatus.SOON if freshness.due_on <= freshness.today + SOON else DueStatus.FRESH


def due_guides(guides: models.QuerySet[GuidePage] | None = None, today: date | None = None) -> DueGuides:
    """Group published guides by status, in memory: months differ in length, and guides are a few thousand."""
    today = today or timezone.localdate()
    rows = (GuidePage.objects.live() if guides is None else guides).values_list(
        "pk", "checked_on", "procedure_type__recheck_months"
    )
    ids: dict[DueStatus, list[int]] = {due: [] for due in DueStatus}
    for pk, checked_on, months in rows.order_by("checked_on", "pk"):
        ids[due_of(Freshness(checked_on, months or 6, today))].append(pk)
    return DueGuides(ids)


def role_of(user: User) -> CheckedBy:
    """Return the role under which `user` checks guides; the public sees the role instead of a name."""
    names = set(user.groups.values_list("name", flat=True))
    if REVIEWERS in names:
        return CheckedBy.REVIEWER
    return CheckedBy.WRITER if WRITERS in names else CheckedBy.ADMINISTRATOR


@transaction.atomic
def mark_as_checked(guides: Iterable[GuidePage], user: User, today: date | None = None) -> int:
    """Record that `user` compared each of `guides` with the real procedure today; return their number.

    No revision is created: the text is unchanged, and a text under review must keep its author. Revisions
    that may still be published get the new date, so that they do not restore the old one.
    """
    day, role = today or timezone.localdate(), role_of(user).value
    count = 0
    for guide in guides:
        GuidePage.objects.filter(pk=guide.pk).update(checked_on=day, checked_by=role)
        for revision in _versions_to_come(guide):
            revision.content |= {"checked_on": day.isoformat(), "checked_by": role}
            revision.save(update_fields=["content"])
        log(instance=guide, action=CHECKED_ACTION, user=user)
        count += 1
    return count


def _versions_to_come(guide: GuidePage) -> models.QuerySet[Revision]:
    row = GuidePage.objects.get(pk=guide.pk)
    pending = models.Q(approved_go_live_at__isnull=False)
    known = [pk for pk in (row.latest_revision_id, row.live_revision_id) if pk]
    return Revision.page_revisions.filter(object_id=str(guide.pk)).filter(pending | models.Q(pk__in=known))

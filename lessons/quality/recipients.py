"""Finds the people to notify about a guide."""

from collections.abc import Iterable

from home.accounts.roles import ADMINISTRATORS, REVIEWERS
from home.models import User
from lessons.models import GuidePage
from lessons.quality.models import Responsibility


def people_in_charge(guides: Iterable[GuidePage]) -> dict[int, list[User]]:
    """Map each guide id to the responsible person, else its author, else all reviewers and administrators."""
    rows = list(guides)
    assigned = {
        row.guide_id: row.user
        for row in Responsibility.objects.filter(guide__in=rows, user__is_active=True).select_related("user")
    }
    owners = User.objects.filter(is_active=True).in_bulk({guide.owner_id for guide in rows if guide.owner_id})
    everybody: list[User] | None = None
    charge: dict[int, list[User]] = {}
    for guide in rows:
        user = assigned.get(guide.pk) or owners.get(guide.owner_id)
        if user is None and everybody is None:
            groups = (REVIEWERS, ADMINISTRATORS)
            everybody = list(User.objects.filter(is_active=True, groups__name__in=groups).distinct())
        charge[guide.pk] = [user] if user else (everybody or [])
    return charge

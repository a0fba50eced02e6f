"""Finds out who wrote the changes that are about to be published."""

from itertools import pairwise

from django.http import HttpRequest
from wagtail.models import Page, Revision

from home.models import User


def is_author_of_changes(page: Page, user: User) -> bool:
    """Return whether `user` changed the page since its public revision, or created a page never published.

    Wagtail saves a revision for whoever approves in the edit form, even without a change. So only revisions
    with differences count, as Wagtail's page "Comparer" shows them between a revision and the one before.
    """
    revisions = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("created_at", "pk")
    if page.live_revision is not None:
        revisions = revisions.filter(created_at__gte=page.live_revision.created_at)
    versions = list(revisions)
    if page.live_revision is None and versions and versions[0].user_id == user.pk:
        return True
    return any(
        after.user_id == user.pk and _differ(before, after, user) for before, after in pairwise(versions)
    )


def _differ(before: Revision, after: Revision, user: User) -> bool:
    request = HttpRequest()
    request.user = user
    older, newer = before.as_object(), after.as_object()
    panel = newer.get_edit_handler().get_bound_panel(instance=newer, request=request, form=None)
    return any(compare(older, newer).has_changed() for compare in panel.get_comparison())

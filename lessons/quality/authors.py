"""Who wrote what is about to be published."""

from wagtail.models import Page, Revision

from home.models import User


def is_author_of_changes(page: Page, user: User) -> bool:
    """True when `user` saved any version of `page` since the one that is public now, or any version of a new page."""
    revisions = Revision.page_revisions.filter(object_id=str(page.pk), user=user)
    published = page.live_revision
    if published is not None:
        revisions = revisions.filter(created_at__gt=published.created_at).exclude(pk=published.pk)
    return bool(revisions.exists())

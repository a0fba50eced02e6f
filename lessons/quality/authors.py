"""Who wrote what is about to be published."""

import json
import re
from html import unescape
from itertools import pairwise
from typing import Any

from django.utils.html import strip_tags
from wagtail.models import Page, Revision

from home.models import User

# What Wagtail writes into versions by itself, what is worked out, and what says when and not what.
_NOT_WORDS = frozenset(
    [
        "alias_of",
        "checked_by",
        "checked_on",
        "content_type",
        "depth",
        "draft_title",
        "duration",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "id",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locale",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "page",
        "path",
        "pk",
        "sort_order",
        "step_count",
        "translation_key",
        "url_path",
        "wagtail_admin_comments",
        "content_object",
    ]
)
_LINK = re.compile(r'\b(?:href|id)="([^"]*)"')


def is_author_of_changes(page: Page, user: User) -> bool:
    """True when `user` changed a word since the version that is public now, or at all in a page never published.

    Wagtail saves a version for whoever approves in the form, even when they touched nothing: only words count.
    """
    revisions = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("created_at", "pk")
    if page.live_revision is not None:
        revisions = revisions.filter(created_at__gte=page.live_revision.created_at)
    versions = list(revisions)
    if not any(version.user_id == user.pk for version in versions):
        return False
    if page.live_revision is None and versions[0].user_id == user.pk:
        return True
    return any(
        after.user_id == user.pk and words_of(before.content) != words_of(after.content)
        for before, after in pairwise(versions)
    )


def words_of(value: Any) -> Any:
    """The content of a version without what an editor does not write: ids, dates, tags of rich text, empty parts."""
    if isinstance(value, dict):
        parts = {key: words_of(part) for key, part in value.items() if key not in _NOT_WORDS}
        return {key: part for key, part in parts.items() if part not in (None, "", [], {}, False)}
    if isinstance(value, list):
        parts_of_list = [words_of(part) for part in value]
        return (
            sorted(parts_of_list) if all(isinstance(part, int) for part in parts_of_list) else parts_of_list
        )
    if isinstance(value, str):
        return _words_of_text(value)
    return value


def _words_of_text(text: str) -> Any:
    if text.startswith("[{"):
        return words_of(json.loads(text))
    if "<" not in text:
        return text.strip()
    words = " ".join(unescape(strip_tags(re.sub(r"</(?:p|li)>|<br\s*/?>", "\n", text))).split())
    links = sorted(_LINK.findall(re.sub(r'\bdata-[\w-]+="[^"]*"', "", text)))
    return [words, *links] if words else ""

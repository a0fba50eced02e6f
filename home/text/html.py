"""Marks text as safe HTML."""

from django.utils.safestring import SafeString, mark_safe


def trusted_html(html: str) -> SafeString:
    """Mark `html` as safe. The only place that does so: callers must have escaped what is not ours."""
    return mark_safe(html)  # noqa: S308  See above.

"""Text that is HTML already."""

from django.utils.safestring import SafeString, mark_safe


def trusted_html(html: str) -> SafeString:
    """`html` as templates take it, without escaping. The one place that says so: whoever calls has escaped what is not ours."""
    return mark_safe(html)  # noqa: S308  See above.

"""Tags of the catalogue."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from lessons.search.highlight import highlight as highlighted
from lessons.search.words import Word

register = template.Library()


@register.filter
def highlight(text: str, words: Sequence[Word] | None) -> SafeString:
    """`guide.title|highlight:query_words`: the words searched for, marked."""
    return highlighted(str(text), words or ())

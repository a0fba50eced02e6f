"""Tags of the catalogue."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from lessons.search.highlight import highlight

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, text: str) -> SafeString:
    """`{% marked guide.title %}`: the text, with the words of the search marked where there is a search."""
    return highlight(str(text), context.get("query_words") or ())

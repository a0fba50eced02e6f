"""Template tags of the catalogue."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from lessons.search.highlight import highlight

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, text: str) -> SafeString:
    """`{% marked guide.title %}`: the text, in which the words of the query, if any, are highlighted."""
    return highlight(str(text), context.get("query_words") or ())

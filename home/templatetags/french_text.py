"""The filter that every value shown by our templates passes through: see `home.text.typography`."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape

from home.text.html import trusted_html
from home.text.typography import add_no_break_spaces_to_html

register = template.Library()


@register.filter
def french(value: Any) -> Any:
    """Return text as safe HTML with no-break spaces, so that double punctuation stays on the line of its word.

    What is not text, such as a number or a form, is returned as it is.
    """
    if not isinstance(value, str | Promise):
        return value
    return trusted_html(
        add_no_break_spaces_to_html(conditional_escape(str(value) if isinstance(value, Promise) else value))
    )

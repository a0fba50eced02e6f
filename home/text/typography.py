"""French typography: keeps double punctuation and quotation marks on the same line as their word."""

import re

from django.template import Origin
from django.template.loaders import filesystem

from home.text.humanize import NO_BREAK_SPACE

_SPACE_AFTER_SIGN = re.compile(r"« ")
_SPACE_BEFORE_SIGN = re.compile(r" (?=[:;!?»€%])")
# Parts of a template that are not page text: tags, variables, translation keys, comments, elements.
_NO_WORDS = re.compile(
    r"(\{%\s*blocktrans.*?endblocktrans\w*\s*%\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<[^>]*>)",
    re.DOTALL,
)


def add_no_break_spaces(text: str) -> str:
    """Return the text with no-break spaces where French typography requires them."""
    return _SPACE_BEFORE_SIGN.sub(NO_BREAK_SPACE, _SPACE_AFTER_SIGN.sub(f"«{NO_BREAK_SPACE}", text))


class TemplateLoader(filesystem.Loader):
    """Adds no-break spaces to our HTML templates. Mail templates are unchanged: their lines do not wrap."""

    def get_contents(self, origin: Origin) -> str:
        source = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return source
        parts = _NO_WORDS.split(source)
        parts[::2] = [add_no_break_spaces(words) for words in parts[::2]]
        return "".join(parts)

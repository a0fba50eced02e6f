"""French typography: double punctuation and quotes are never parted from their word at the end of a line."""

import re

from django.template import Origin
from django.template.loaders import filesystem

from home.text.humanize import NO_BREAK_SPACE

_SPACE_AFTER_SIGN = re.compile(r"« ")
_SPACE_BEFORE_SIGN = re.compile(r" (?=[:;!?»€%])")
# What a template holds beside the words of its page: tags, variables, what is looked up to be translated, elements.
_NO_WORDS = re.compile(
    r"(\{%\s*blocktrans.*?endblocktrans\w*\s*%\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<[^>]*>)",
    re.DOTALL,
)


def add_no_break_spaces(text: str) -> str:
    """The text with a space that does not break where French wants one beside a sign."""
    return _SPACE_BEFORE_SIGN.sub(NO_BREAK_SPACE, _SPACE_AFTER_SIGN.sub(f"«{NO_BREAK_SPACE}", text))


class TemplateLoader(filesystem.Loader):
    """Reads the project's own templates: their authors type plain spaces. Mails keep them: their lines are not broken."""

    def get_contents(self, origin: Origin) -> str:
        source = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return source
        parts = _NO_WORDS.split(source)
        parts[::2] = [add_no_break_spaces(words) for words in parts[::2]]
        return "".join(parts)

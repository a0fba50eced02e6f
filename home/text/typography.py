"""French typography: keeps double punctuation and quotation marks on the same line as their word.

`TemplateLoader` does it for every text of our pages, whether it is written in a template or comes from Python.
"""

import re
from collections.abc import Callable

from django.template import Origin
from django.template.loaders import filesystem

from home.text.humanize import NO_BREAK_SPACE

_SPACE_AFTER_SIGN = re.compile(r"« ")
_END_OF_LINE = re.compile(r"\s*\n\s*")
_SPACE_BEFORE_SIGN = re.compile(r" (?=[:;!?»€%])")
# Elements whose content is not a text, or is one that the reader changes.
_VERBATIM = r"<(?P<name>textarea|script|style|pre)\b.*?</(?P=name)>"
_NO_WORDS_OF_HTML = re.compile(rf"(?:{_VERBATIM}|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE)
# Translations are found by their words as they stand, so only what is found is changed.
_TRANSLATION = r"\{%\s*blocktrans.*?endblocktrans\w*\s*%\}|\{%\s*trans(?:late)?\s.*?%\}"
_NO_WORDS_OF_TEMPLATE = re.compile(
    rf"(?:{_VERBATIM}|{_TRANSLATION}|\{{%.*?%\}}|\{{\{{.*?\}}\}}|\{{#.*?#\}}|<!--.*?-->"
    r"|<(?:\{%.*?%\}|\{\{.*?\}\}|[^>])*+>)",
    re.DOTALL | re.IGNORECASE,
)
_KEPT_FOR_LATER = re.compile(
    r"^\{%\s*trans\w*\s.*\sas\s+\w+\s*%\}$|^\{%\s*blocktrans[^%]*\sasvar\s", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""\b((?:aria-label|title|alt|placeholder|content|data-[\w-]+)=")([^"]*)""")
_TAG_OR_VARIABLE = re.compile(r"(?:\{%.*?%\}|\{\{.*?\}\})", re.DOTALL)


def add_no_break_spaces(text: str) -> str:
    """Return the text with no-break spaces where French typography requires them."""
    return _SPACE_BEFORE_SIGN.sub(NO_BREAK_SPACE, _SPACE_AFTER_SIGN.sub(f"«{NO_BREAK_SPACE}", text))


def add_no_break_spaces_to_html(html: str) -> str:
    """Do the same to the words between the elements of `html`; attributes and text fields are unchanged."""
    if "« " not in html and not _SPACE_BEFORE_SIGN.search(html):
        return html
    return _change_words(html, _NO_WORDS_OF_HTML)


class TemplateLoader(filesystem.Loader):
    """Adds no-break spaces to our HTML templates: to their own words, and to the values they show as text.

    The indentation of lines is left out: a twelve-step guide is 450 bytes lighter, compressed. Mail templates
    are unchanged: their lines do not wrap. The engine must have the filter `french` built in.
    """

    def get_contents(self, origin: Origin) -> str:
        source = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return source
        return _change_words(source, _NO_WORDS_OF_TEMPLATE, _tightened, _without_indentation)


def _tightened(piece: str) -> str:
    """Return a tag, variable or element of a template, changed so that it shows no-break spaces."""
    if piece.startswith("{{"):
        return piece if "block.super" in piece else f"{piece[:-2].rstrip()}|french }}}}"
    if re.match(_TRANSLATION, piece, re.DOTALL) and not _KEPT_FOR_LATER.search(piece):
        return f"{{% filter french %}}{piece}{{% endfilter %}}"
    if piece.startswith("<"):
        return _ATTRIBUTE.sub(lambda found: found[1] + _change_words(found[2], _TAG_OR_VARIABLE), piece)
    return piece


def _without_indentation(words: str) -> str:
    return add_no_break_spaces(_END_OF_LINE.sub("\n", words))


def _change_words(
    text: str,
    other: re.Pattern[str],
    change: Callable[[str], str] = str,
    change_words: Callable[[str], str] = add_no_break_spaces,
) -> str:
    """Apply `change` to what `other` matches, and `change_words` to the rest."""
    pieces, end = [], 0
    for found in other.finditer(text):
        pieces += [change_words(text[end : found.start()]), change(found[0])]
        end = found.end()
    return "".join([*pieces, change_words(text[end:])])

"""Marks the words of a query in a text that is shown."""

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lessons.search.words import Word, indexed_words

_TOKEN = re.compile(r"([^\W_]+)")
_MIN_PREFIX = 3


def highlight(text: str, words: Sequence[Word]) -> SafeString:
    """`text` escaped, with every word that answers one of `words` inside `<mark>`."""
    parts = _TOKEN.split(text)
    marked = [
        f"<mark>{escape(part)}</mark>" if position % 2 and _answers(part, words) else escape(part)
        for position, part in enumerate(parts)
    ]
    return mark_safe("".join(marked))  # noqa: S308  Every part is escaped above.


def _answers(token: str, words: Sequence[Word]) -> bool:
    if not words:
        return False
    last = words[-1].form
    return any(
        found.stem == word.stem
        or (word.form == last and len(last) >= _MIN_PREFIX and found.form.startswith(last))
        for found in indexed_words(token)
        for word in words
    )

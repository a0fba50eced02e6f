"""Highlights the words of a query in a displayed text."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from home.text.html import trusted_html
from lessons.search.tokens import SearchWord, indexed_words

_TOKEN = re.compile(r"([^\W_]+)")
_MIN_PREFIX = 3


def highlight(text: str, words: Sequence[SearchWord]) -> SafeString:
    """Return `text` escaped, with every word that matches one of `words` inside `<mark>`."""
    if not words:
        return escape(text)
    stems = {word.stem for word in words}
    last = words[-1].form
    prefix = last if len(last) >= _MIN_PREFIX else None
    parts = _TOKEN.split(text)
    marked = [
        f"<mark>{escape(part)}</mark>" if position % 2 and _answers(part, stems, prefix) else escape(part)
        for position, part in enumerate(parts)
    ]
    return trusted_html("".join(marked))


def _answers(token: str, stems: Container[str], prefix: str | None) -> bool:
    return any(
        word.stem in stems or (prefix is not None and word.form.startswith(prefix))
        for word in _words_of(token)
    )


@lru_cache(maxsize=10_000)
def _words_of(token: str) -> tuple[SearchWord, ...]:
    return tuple(indexed_words(token))

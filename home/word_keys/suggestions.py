"""Helps with a mistyped key: unknown words, and keys that were perhaps meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from home.word_keys.keys import WORDS_IN_A_KEY, known_words, typed_words, words

MAX_SHOWN_LENGTH = 20
MAX_SHOWN = 6
MAX_SLIPS = 2
MAX_PROPOSED = 3


@dataclass(frozen=True)
class TypedKey:
    """The key that a visitor typed, in any notation. It is well formed when `problem` is empty."""

    typed: str

    @property
    def unknown(self) -> list[str]:
        """The words that are not in the word list, each once."""
        found = dict.fromkeys(typed_words(self.typed))
        return [word for word in found if word not in known_words()]

    @property
    def problem(self) -> str:
        """Why the key is invalid, in French sentences; empty when it is well formed."""
        count = len(typed_words(self.typed))
        sentences = [_unknown_words(self.unknown)] if self.unknown else []
        if count != WORDS_IN_A_KEY:
            sentences.append(_("Un code a quatre mots. %(count)s") % {"count": _written(count)})
        return " ".join(sentences)

    @property
    def proposed(self) -> list[str]:
        """At most `MAX_PROPOSED` keys that were perhaps meant, likeliest first, with spaces between words."""
        found = typed_words(self.typed)
        if len(found) != WORDS_IN_A_KEY or not self.unknown:
            return []
        likely = product(*([word] if word in known_words() else _nearest(word) for word in found))
        return [" ".join(key) for key in islice(likely, MAX_PROPOSED)]


def _nearest(word: str) -> list[str]:
    """Return the listed words with the fewest typing errors, most similar beginning first."""
    found = process.extract(word, words(), scorer=OSA.distance, score_cutoff=MAX_SLIPS, limit=None)
    fewest = min((slips for _word, slips, _index in found), default=0)
    nearest = [known for known, slips, _index in found if slips == fewest]
    return sorted(nearest, key=lambda known: -JaroWinkler.similarity(word, known))


def _unknown_words(unknown: Sequence[str]) -> str:
    quoted = [f"« {Truncator(word).chars(MAX_SHOWN_LENGTH)} »" for word in unknown[:MAX_SHOWN]]
    listed = _("%(first)s et %(last)s") % {"first": ", ".join(quoted[:-1]), "last": quoted[-1]}
    return ngettext(
        "%(words)s n’est pas un mot de code.", "%(words)s ne sont pas des mots de code.", len(quoted)
    ) % {"words": listed if len(quoted) > 1 else quoted[0]}


def _written(count: int) -> str:
    if count == 0:
        return _("Vous n’en avez écrit aucun.")
    return _("Vous en avez écrit %(count)s.") % {"count": _("un") if count == 1 else count}

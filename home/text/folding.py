"""Folds text so that different spellings of the same word compare as equal."""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ı": "i"})


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, ligatures or invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(c for c in decomposed if unicodedata.category(c)[0] not in "MC" or c.isspace())

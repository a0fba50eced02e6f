"""Weights of words by field: the boosts in `search_fields`, which the index stores."""

TITLE = 10
KEYWORDS = 6  # Type, theme, site, tags, synonyms.
SUMMARY = 4
STEP_TITLES = 3
BODY = 1

EXACT_BONUS = 2  # For the typed form, rather than another inflection of it.
DEFAULT_AUTOCOMPLETE = 2  # Names of terms, images and people in the administration.
WORD_HELD = 1_000  # For each word held, when no guide holds all words.

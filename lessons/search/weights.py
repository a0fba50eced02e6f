"""How much a word counts where it stands: the boosts that `search_fields` give and that the index keeps."""

TITLE = 10
KEYWORDS = 6  # Type, theme, site, tags, words people say.
SUMMARY = 4
STEP_TITLES = 3
BODY = 1

EXACT_BONUS = 2  # The very form that was typed, rather than another inflection of it.
DEFAULT_AUTOCOMPLETE = 2  # Names of terms, pictures and people in the administration.
WORD_HELD = 1_000  # One word more, when no guide holds them all.

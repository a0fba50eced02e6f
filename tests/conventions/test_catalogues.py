"""The French catalogues are complete, compiled, without shorthand, and ours come first. See decision 29."""

import re
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from tests.conventions.offenders import assert_none
from tests.support.french import PLACEHOLDERS, WORDS, entries, messages, said_in_french

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).rglob("*.po"))
SHORTHAND = re.compile(
    r"\((?:e|s|es|tte)\)|ce/cette|le/la|e\.g|\b(?:workflow|slug|status|snippet|hook|any|search)s?\b",
    re.IGNORECASE,
)
SAME_IN_FRENCH = {"1 page", "0 minutes"}
OWN_APPS = ("home", "lessons")
# Technical rows that no person sees.
UNSEEN = {
    "CacheVersion",
    "RateLimitCounter",
    "IndexedForm",
    "Occurrence",
    "TaggedGuide",
    "SessionPlan",
    "SessionLine",
}
UNSEEN |= {"ModelSessionLine"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled: Any = GNUTranslations(file)
    stale = [
        entry.one
        for entry in entries(path)
        if compiled.gettext(entry.one) != entry.said[0]
        or (entry.several and compiled.ngettext(entry.one, entry.several, 2) != entry.said[1])
    ]
    assert_none(stale, "Compile again: make words")
    assert len(compiled._catalog) == 1 + sum(len(entry.said) for entry in entries(path)), "make words"


def test_our_words_come_before_all_others() -> None:
    [path] = [path for path in CATALOGUES if path.stem == "django"]
    lost = [entry.one for entry in entries(path) if not said_in_french(entry) <= set(entry.said)]
    assert_none(lost, "Another catalogue says these: does its rule of plurals read like ours?")


def test_every_message_of_the_packages_in_use_is_french() -> None:
    missing = [
        entry.one
        for entry in messages()
        if len(WORDS.findall(PLACEHOLDERS.sub("", entry.one))) > 1
        and said_in_french(entry) & {entry.one, entry.several} - SAME_IN_FRENCH
    ]
    assert_none(missing, "Translate these in cms/locale/fr/LC_MESSAGES/django.po, then: make words")


def test_no_french_of_the_administration_is_shorthand_or_half_english() -> None:
    bad = [
        f"{entry.one} → {text}"
        for entry in messages()
        for text in said_in_french(entry)
        if text != entry.one and SHORTHAND.search(PLACEHOLDERS.sub("", text))
    ]
    assert_none(bad, "Say these again in cms/locale/fr/LC_MESSAGES/django.po, then: make words")


def says_both_names(model: type[Model]) -> bool:
    said = model._meta.original_attrs
    return "verbose_name" in said and "verbose_name_plural" in said


def test_every_model_that_people_meet_says_its_names() -> None:
    """Without it, one is shown in English and the other with a wrong plural "s": "site image", "catalogue de
    guidess".
    """
    models = [model for model in apps.get_models() if model.__module__.split(".")[0] in OWN_APPS]
    silent = [
        model._meta.label for model in models if model.__name__ not in UNSEEN and not says_both_names(model)
    ]
    assert_none(silent, "Give these a verbose_name and a verbose_name_plural, in French.")

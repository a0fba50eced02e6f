"""Advice on the writing of a guide: it names the sentence to rewrite, without score or label such as FALC."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from home.fonts import undrawn_characters
from home.text.folding import fold
from lessons.blocks.text_roles import TextRole
from lessons.quality.findings import Finding, Severity
from lessons.quality.french.acronyms import unexplained_acronyms
from lessons.quality.french.sentences import sentences, without_screen_words, words
from lessons.quality.french.style_rules import (
    is_negative,
    is_passive,
    names_only_a_colour,
    names_only_a_place,
    orders,
    says_click_here,
)
from lessons.quality.text_extraction import Passage

MAX_SENTENCE_WORDS = 15
MAX_STEP_WORDS = 40
MAX_ACTIONS = 4
SENTENCE_ROLES = frozenset({TextRole.PROSE, TextRole.INSTRUCTION, TextRole.HELPER})
READER_ROLES = frozenset({TextRole.PROSE, TextRole.INSTRUCTION, TextRole.LABEL})


@dataclass(frozen=True)
class GuideWord:
    """A glossary term: its name, its synonyms, whether this guide shows its definition, and that definition."""

    name: str
    also_said: tuple[str, ...]
    is_shown: bool
    definition: str = ""


def advice(texts: Sequence[Passage], glossary: Sequence[GuideWord]) -> list[Finding]:
    """Return advice on what an editor could simplify in `texts`, in the order of the guide."""
    found: list[Finding] = []
    for passage in texts:
        if passage.role in SENTENCE_ROLES:
            for sentence in sentences(passage.text):
                found.extend(_about_sentence(passage, sentence))
        if passage.role is TextRole.INSTRUCTION:
            found.extend(_about_step(passage))
        if passage.role is not TextRole.HIDDEN:
            found.extend(_about_signs(passage))
    found.extend(_about_signs_of_words(glossary))
    found.extend(_about_words(texts, glossary))
    return found


def _advice(code: str, passage: Passage, message: Any, quote: str = "") -> Finding:
    return Finding(code, Severity.ADVICE, passage.place, str(message), quote, passage.step_id)


@dataclass(frozen=True)
class Rule:
    """Advice for sentences in which `finds` returns a match; `actions_only` rules check instructions only."""

    code: str
    message: Any
    finds: Callable[[str], object]
    actions_only: bool = False


RULES = (
    Rule("click-here", _("dites où mène le lien, au lieu de « ici »."), says_click_here),
    Rule(
        "colour", _("tout le monde ne voit pas les couleurs : écrivez le nom du bouton."), names_only_a_colour
    ),
    Rule(
        "place",
        _("l’écran du téléphone est rangé autrement : écrivez les mots de l’écran."),
        names_only_a_place,
    ),
    Rule(
        "several-actions",
        _("plusieurs actions : écrivez une phrase pour chacune."),
        lambda sentence: len(orders(sentence)) > 2,
        actions_only=True,
    ),
    Rule(
        "negative",
        _("dites ce qu’il faut faire, plutôt que ce qu’il ne faut pas faire."),
        lambda sentence: is_negative(sentence) and not sentence.endswith("?"),
        actions_only=True,
    ),
    Rule("passive", _("dites qui fait l’action : « la mairie envoie… »."), is_passive, actions_only=True),
)


def _about_sentence(passage: Passage, sentence: str) -> Iterator[Finding]:
    count = len(words(sentence))
    if count > MAX_SENTENCE_WORDS:
        message = _("phrase de %(count)s mots. Coupez-la en deux : %(most)s mots suffisent.")
        yield _advice(
            "long-sentence", passage, message % {"count": count, "most": MAX_SENTENCE_WORDS}, sentence
        )
    own_words = without_screen_words(sentence)
    for rule in RULES:
        if (passage.role is TextRole.INSTRUCTION or not rule.actions_only) and rule.finds(own_words):
            yield _advice(rule.code, passage, rule.message, sentence)


def _about_step(passage: Passage) -> Iterator[Finding]:
    count = len(words(passage.text))
    if count > MAX_STEP_WORDS:
        message = _("consigne de %(count)s mots. Faites deux étapes, ou gardez l’essentiel (%(most)s mots).")
        yield _advice("long-step", passage, message % {"count": count, "most": MAX_STEP_WORDS})
    actions = sum(bool(orders(without_screen_words(sentence))) for sentence in sentences(passage.text))
    if actions > MAX_ACTIONS:
        message = _("%(count)s actions dans une seule étape. Faites-en plusieurs étapes.")
        yield _advice("many-actions", passage, message % {"count": actions})


SIGN_MESSAGE = _("les fiches ne savent pas dessiner ce signe : écrivez son nom avec des mots.")


def _about_signs(passage: Passage) -> Iterator[Finding]:
    signs = undrawn_characters(passage.text)
    if signs:
        yield _advice("sign", passage, SIGN_MESSAGE, " ".join(signs))


def _about_signs_of_words(glossary: Sequence[GuideWord]) -> Iterator[Finding]:
    """Find the signs of the definitions that the sheets of this guide print."""
    for word in glossary:
        signs = undrawn_characters(f"{word.name} {word.definition}") if word.is_shown else []
        if signs:
            place = _("Pour l’aidant, mot expliqué « %(name)s »") % {"name": word.name}
            yield Finding("sign", Severity.ADVICE, place, str(SIGN_MESSAGE), " ".join(signs))


def _about_words(texts: Sequence[Passage], glossary: Sequence[GuideWord]) -> Iterator[Finding]:
    """Find acronyms without explanation, and glossary terms that this guide uses without showing them."""
    readable = [passage for passage in texts if passage.role in READER_ROLES]
    whole = "\n".join(without_screen_words(passage.text) for passage in readable)
    shown = frozenset(
        name.upper() for word in glossary if word.is_shown for name in (word.name, *word.also_said)
    )
    in_brackets = frozenset(
        acronym
        for word in glossary
        if word.is_shown
        for acronym in re.findall(r"\b[A-Z0-9]{2,6}\b", word.name)
    )
    in_glossary = {name.upper(): word.name for word in glossary for name in (word.name, *word.also_said)}
    for acronym in unexplained_acronyms(whole, shown | in_brackets):
        where = next(passage for passage in readable if re.search(rf"\b{acronym}\b", passage.text))
        if acronym not in in_glossary:
            message = _(
                "sigle sans explication. Écrivez une fois le nom entier, puis le sigle entre parenthèses."
            )
            yield _advice("acronym", where, message, acronym)
    yield from _words_to_show(readable, glossary)


def _words_to_show(readable: Sequence[Passage], glossary: Sequence[GuideWord]) -> Iterator[Finding]:
    """Return one finding for all terms, so that an editor can tick them together."""
    text = "\n".join(_plain(without_screen_words(passage.text)) for passage in readable)
    missing = [
        word.name
        for word in glossary
        if not word.is_shown and re.search(rf"\b{re.escape(_plain(word.name))}s?\b", text)
    ]
    if missing:
        message = _("ces mots ont une explication. Choisissez ceux que la personne ne connaît pas :")
        place = _("Pour l’aidant, mots expliqués")
        yield Finding("glossary", Severity.ADVICE, str(place), str(message), ", ".join(missing))


def _plain(text: str) -> str:
    """Return `text` in lower case, without accents, with straight apostrophes."""
    return fold(text.replace("’", "'"))

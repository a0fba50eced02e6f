"""Finds phrases that are hard to read, only where there is no doubt."""

import re

_NOT_ORDERS = frozenset({"chez", "assez", "nez", "rez", "venez-vous", "lisez-vous"})
_ORDER = re.compile(
    r"(?P<subject>\bvous\s+(?:(?:y|en|le|la|les|lui|leur|l[’'])\s*)?)?\b(?P<verb>[a-zéèêîïôûùç]{2,}ez|faites|dites)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:ne\s+|n[’'])(?:\w+\s+|\w+[’']){0,4}?(?:pas|plus|jamais|rien|aucun|aucune|personne)\b",
    re.IGNORECASE,
)
_PARTICIPLE = r"\w+(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues)"
_PASSIVE = re.compile(
    r"\b(?:est|sont|sera|seront|était|étaient|(?:a|ont|aura|auront|avoir)\s+été|être)\s+"
    rf"(?:\w+ment\s+|bien\s+|déjà\s+|aussi\s+)?{_PARTICIPLE}\s+par\s+(?!exemple|mois|an\b|jour|semaine|personne|heure)",
    re.IGNORECASE,
)
_COLOURS = r"(?:roug|vert|bleu|jaun|noir|blanc|gris|orang|violet|rose|marron)\w{0,3}"
_THINGS = (
    r"(?:bouton|lien|case|icône|zone|onglet|carré|rond|cercle|menu|encadré|bandeau|texte|flèche|barre|mot)s?"
)
_COLOUR = re.compile(rf"\b{_THINGS}\s+(?:\w+\s+)?{_COLOURS}\b|\ben\s+{_COLOURS}\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:à\s+(?:votre\s+)?(?:droite|gauche)|en\s+(?:haut|bas)|tout\s+en\s+(?:haut|bas)|ci-dessous|ci-dessus|"
    r"au-dess(?:o)?us|en\s+dessous|au\s+milieu|sur\s+le\s+côté)\b",
    re.IGNORECASE,
)
_CLICK_HERE = re.compile(
    r"\b(?:cliqu\w+|appuy\w+|tap\w+|rendez-vous|voir)\s+ici\b|\ben savoir plus\b|\bcliquez sur (?:ce|le) lien\b",
    re.IGNORECASE,
)


def orders(sentence: str) -> list[str]:
    """Return the imperative verbs: "Ouvrez", "écrivez". "Vous voyez" is not an imperative."""
    return [
        match["verb"]
        for match in _ORDER.finditer(sentence)
        if not match["subject"]
        and match["verb"].lower() not in _NOT_ORDERS
        and not _is_question(sentence, match)
    ]


def _is_question(sentence: str, match: re.Match[str]) -> bool:
    """Match inverted questions such as "Avez-vous", "voulez-vous"; "rendez-vous" is a noun."""
    return sentence[match.end() : match.end() + 5].lower() == "-vous" or sentence[match.end() :].startswith(
        "-v"
    )


def is_negative(sentence: str) -> bool:
    """Whether the sentence contains "ne … pas", "n’… jamais" or similar."""
    return _NEGATION.search(sentence) is not None


def is_passive(sentence: str) -> bool:
    """Whether a passive has an agent ("est envoyé par la CAF"); without one it may be an adjective."""
    return _PASSIVE.search(sentence) is not None


def names_only_a_colour(sentence: str) -> str:
    """Return the words that identify an element only by its colour, if the sentence quotes no screen text."""
    return _only(_COLOUR, sentence)


def names_only_a_place(sentence: str) -> str:
    """Return the words that give only a position, if the sentence is an order and quotes no screen text."""
    return _only(_PLACE, sentence) if orders(sentence) else ""


def says_click_here(sentence: str) -> str:
    match = _CLICK_HERE.search(sentence)
    return match.group() if match else ""


def _only(pattern: re.Pattern[str], sentence: str) -> str:
    match = pattern.search(sentence)
    return match.group() if match and "«" not in sentence else ""

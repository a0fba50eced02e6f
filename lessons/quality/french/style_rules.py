"""Turns of phrase that are hard to read, found only where there is no doubt."""

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
    """The verbs that tell the reader to do something: "Ouvrez", "écrivez". "Vous voyez" tells nothing to do."""
    return [
        match["verb"]
        for match in _ORDER.finditer(sentence)
        if not match["subject"]
        and match["verb"].lower() not in _NOT_ORDERS
        and not _is_question(sentence, match)
    ]


def _is_question(sentence: str, match: re.Match[str]) -> bool:
    """ "Avez-vous", "voulez-vous"; "rendez-vous" is a noun."""
    return sentence[match.end() : match.end() + 5].lower() == "-vous" or sentence[match.end() :].startswith(
        "-v"
    )


def is_negative(sentence: str) -> bool:
    """ "Ne … pas", "n’… jamais" and the like."""
    return _NEGATION.search(sentence) is not None


def is_passive(sentence: str) -> bool:
    """A passive that names who acts ("est envoyé par la CAF"): without an agent it may be a plain adjective."""
    return _PASSIVE.search(sentence) is not None


def names_only_a_colour(sentence: str) -> str:
    """The words that point at something by its colour, when no word of the screen stands in the sentence."""
    return _only(_COLOUR, sentence)


def names_only_a_place(sentence: str) -> str:
    """The words that say where to act, when the sentence gives an order and quotes no word of the screen."""
    return _only(_PLACE, sentence) if orders(sentence) else ""


def says_click_here(sentence: str) -> str:
    match = _CLICK_HERE.search(sentence)
    return match.group() if match else ""


def _only(pattern: re.Pattern[str], sentence: str) -> str:
    match = pattern.search(sentence)
    return match.group() if match and "«" not in sentence else ""

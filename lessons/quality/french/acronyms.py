"""Finds acronyms in a text, and whether the text explains them."""

import re

# Known to everyone, or explained on every screen.
_KNOWN = frozenset(
    {"OK", "PDF", "SMS", "TV", "PC", "QR", "CD", "USB", "GPS", "FAQ", "ID", "FR", "UE", "WC", "TVA"}
)
_ACRONYM = re.compile(r"\b(?=[A-ZÉ0-9]*[A-ZÉ][A-ZÉ0-9]*[A-ZÉ])[A-ZÉ][A-ZÉ0-9]{1,5}\b")
_ROMAN = re.compile(r"^[IVXLCDM]+$")


def unexplained_acronyms(text: str, explained: frozenset[str]) -> list[str]:
    """Return the acronyms of `text`, each once, that neither `explained` (capitals) nor brackets explain."""
    found: list[str] = []
    for match in _ACRONYM.finditer(text):
        acronym = match.group()
        if acronym in _KNOWN or acronym in explained or acronym in found or _ROMAN.match(acronym):
            continue
        if not _has_brackets(text, acronym):
            found.append(acronym)
    return found


def _has_brackets(text: str, acronym: str) -> bool:
    """Match "la Caisse d’allocations familiales (CAF)" or "la CAF (Caisse d’allocations familiales)"."""
    return re.search(rf"\(\s*{acronym}\s*\)|\b{acronym}\s*\(\s*\w{{4,}}", text) is not None

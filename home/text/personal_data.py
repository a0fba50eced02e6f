"""Finds personal data in text: official and bank numbers, mail addresses, phone numbers.

Uses neither requests nor the database. Numbers with a check key are found only when the key is valid, so an
editor can show an invented number. Sources are beside each rule.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from django.utils.translation import gettext as _
from stdnum import iban
from stdnum.fr import nif, nir


class IdentifierKind(StrEnum):
    IBAN = "iban"
    SOCIAL_SECURITY = "nir"
    TAX = "fiscal"
    MAIL = "courriel"
    PHONE = "telephone"


@dataclass(frozen=True)
class Identifier:
    """A piece of personal data found in a text.

    Attributes:
        kind: the kind of data.
        text: the characters as typed.
        start: index of the first character in the text.
        end: index after the last character.
    """

    kind: IdentifierKind
    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """The kind in French, with its article: "un numéro de sécurité sociale"."""
        return {
            IdentifierKind.IBAN: _("un numéro de compte bancaire (IBAN)"),
            IdentifierKind.SOCIAL_SECURITY: _("un numéro de sécurité sociale"),
            IdentifierKind.TAX: _("un numéro fiscal"),
            IdentifierKind.MAIL: _("une adresse de messagerie"),
            IdentifierKind.PHONE: _("un numéro de téléphone"),
        }[self.kind]

    @property
    def excerpt(self) -> str:
        """The first characters: enough for the author to find the data, too few to misuse it."""
        return f"{self.text[:4].strip()}…"

    @property
    def sentence(self) -> str:
        """The French message for the author."""
        return _(
            "Ce texte semble contenir %(name)s (« %(excerpt)s ») : retirez cette donnée personnelle."
        ) % {
            "name": self.name,
            "excerpt": self.excerpt,
        }


def find_personal_data(text: str) -> list[Identifier]:
    """Return all personal data in `text`, in reading order and without overlaps."""
    plain = _plain(text)
    found: list[Identifier] = []
    for kind, finder in _FINDERS:
        for start, end in finder(plain):
            if not any(start < other.end and other.start < end for other in found):
                found.append(Identifier(kind, text[start:end], start, end))
    return sorted(found, key=lambda identifier: identifier.start)


def _plain(text: str) -> str:
    """Simplify every digit, letter and space of `text`. Character positions stay the same."""
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace() or unicodedata.category(character) in {"Cf", "Zs"}:
        return " "
    if unicodedata.category(character) == "Pd":
        return "-"
    simple = unicodedata.normalize("NFKC", character)
    return simple if len(simple) == 1 else character


_BLANK = r"[\s.\-/]{0,3}"
_NOT_AFTER = r"(?<![0-9A-Za-z])"
_NOT_BEFORE = r"(?![0-9A-Za-z])"


def _spaced(*groups: str) -> str:
    """Return a pattern of `groups` with optional spaces, dots, dashes or slashes between them."""
    return _BLANK.join(groups)


_DIGIT = "[0-9]"
_SOCIAL_SECURITY = re.compile(
    _NOT_AFTER
    + _spaced("[1-478]", _DIGIT, _DIGIT, _DIGIT, _DIGIT, _DIGIT, "[0-9ABab]", *[_DIGIT] * 6)
    + f"(?:{_BLANK}(?P<key>{_spaced(_DIGIT, _DIGIT)}))?"
    + _NOT_BEFORE
)
_TAX = re.compile(_NOT_AFTER + _spaced("[0-3]", *[_DIGIT] * 12) + _NOT_BEFORE)
_IBAN = re.compile(
    _NOT_AFTER + r"[A-Za-z]{2}[\s\-]{0,3}[0-9][\s\-]{0,3}[0-9](?:[\s\-]{0,3}[0-9A-Za-z]){11,30}"
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\(arobase\))\s?(?P<domain>(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24})\b"
)
SHORTEST_IBAN = 15  # Norway's length.
_GAP = r"[\s.\-]{0,2}"


def _country(*codes: str) -> str:
    """Return a pattern of the country `codes`, with an optional closing bracket and trunk zero."""
    return rf"(?:\+|00){_GAP}(?:{'|'.join(codes)})\)?{_GAP}(?:\(0\)|0)?"


# ITU-T E.164: nine digits, with a leading zero for domestic calls; six or eight digits in Saint-Pierre,
# Wallis and the Pacific.
_PHONE = re.compile(
    _NOT_AFTER
    + rf"(?:{_country('33', '262', '590', '594', '596')}|0){_GAP}(?P<number>[1-79](?:{_GAP}[0-9]){{8}})"
    + _NOT_BEFORE
)
_PHONE_OF_ISLANDS = re.compile(
    _NOT_AFTER
    + rf"{_country('508', '681', '687', '689')}{_GAP}"
    + rf"(?P<number>[1-9](?:(?:{_GAP}[0-9]){{8}}|(?:{_GAP}[0-9]){{7}}|(?:{_GAP}[0-9]){{5}}))"
    + _NOT_BEFORE
)
_IN_PAIRS = re.compile(r"[1-79](?:[\s.\-]{1,2}[0-9]{2}){4}|[1-79][0-9]{8}")
_PART_OF_LONGER_NUMBER = (re.compile(r"[0-9][\s.\-]\Z"), re.compile(r"[\s.\-][0-9]"))


def _only(characters: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", characters).upper()


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    """Yield IBANs. Following text may match too, so take the longest prefix valid for its country."""
    for match in _IBAN.finditer(text):
        places = [place for place in range(match.start(), match.end()) if text[place].isalnum()]
        number = "".join(text[place] for place in places)
        for length in range(len(places), SHORTEST_IBAN - 1, -1):
            if iban.is_valid(number[:length], check_country=False):
                yield match.start(), places[length - 1] + 1
                break


def _social_security_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield INSEE's numéro d'inscription au répertoire: 13 characters and two key digits, often left out."""
    for match in _SOCIAL_SECURITY.finditer(text):
        number = _only(match.group())
        key_fits = nir.is_valid(number) if match["key"] else number[0] in "12"
        if key_fits and _is_plausible_birth(number):
            yield match.span()


def _is_plausible_birth(number: str) -> bool:
    """Check the month (1 to 12, or codes for unknown) and the department (01 to 99, 2A or 2B)."""
    month, department = int(number[3:5]), number[5:7]
    known_month = 1 <= month <= 12 or 20 <= month <= 42 or month >= 50
    return known_month and (department in {"2A", "2B"} or (department.isdigit() and department != "00"))


def _tax_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield French tax numbers (numéro fiscal de référence)."""
    for match in _TAX.finditer(text):
        number = _only(match.group())
        if int(number) and nif.is_valid(number):
            yield match.span()


def _mails(text: str) -> Iterator[tuple[int, int]]:
    """Yield mail addresses, except those of a service ("contact@…") and in example domains."""
    for match in _MAIL.finditer(text):
        name = re.split(r"\s|@|\(|\[", match.group())[0].lower()
        if name not in _SERVICES and not _EXAMPLE_DOMAIN.search(match["domain"].lower()):
            yield match.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield French numbers, overseas included, except 08 service numbers and Arcep's numbers for fiction."""
    before, after = _PART_OF_LONGER_NUMBER
    for match in chain(_PHONE.finditer(text), _PHONE_OF_ISLANDS.finditer(text)):
        stands_alone = not before.search(text[max(0, match.start() - 2) : match.start()]) and not after.match(
            text, match.end()
        )
        if (stands_alone or _IN_PAIRS.fullmatch(match["number"])) and not _only(match["number"]).startswith(
            _PHONES_FOR_FICTION
        ):
            yield match.span()


_FINDERS: list[tuple[IdentifierKind, Callable[[str], Iterator[tuple[int, int]]]]] = [
    (IdentifierKind.IBAN, _ibans),
    (IdentifierKind.MAIL, _mails),
    (IdentifierKind.TAX, _tax_numbers),
    (IdentifierKind.SOCIAL_SECURITY, _social_security_numbers),
    (IdentifierKind.PHONE, _phones),
]

_SERVICES = frozenset(
    [
        "accueil",
        "aide",
        "assistance",
        "bibliotheque",
        "ccas",
        "contact",
        "info",
        "infos",
        "mairie",
        "mediatheque",
        "ne-pas-repondre",
        "nepasrepondre",
        "no-reply",
        "noreply",
        "secretariat",
        "service",
        "support",
    ]
)

# RFC 2606, and domains that French authors use in invented addresses.
_EXAMPLE_DOMAIN = re.compile(r"(^|\.)(ex[ae]mples?)(\.[a-z]+)?$|\.(invalid|test|localhost)$")

# Arcep, decision 2018-0881: numbers for audiovisual works.
_PHONES_FOR_FICTION = ("19900", "26191", "35301", "46571", "53649", "63998")

"""Personal data is found in any text, however it is typed; similar text is left alone."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.text.personal_data import IdentifierKind, find_personal_data


def kinds(text: str) -> list[str]:
    return [identifier.kind.value for identifier in find_personal_data(text)]


@pytest.mark.parametrize(
    "text",
    [
        "2 69 05 49 588 157 80",
        "269054958815780",
        "2690549588157",
        "2.69.05.49.588.157-80",
        "2\N{NO-BREAK SPACE}69\N{NARROW NO-BREAK SPACE}05 49 588 157 80",
        "２６９０５４９５８８１５７８０",
        "2 69 05 49 588 157\u200b 80",
        "1 85 07 2A 004 042",
        "Mon numéro est le 2690549588157, merci.",
    ],
)
def test_a_social_security_number_is_found(text: str) -> None:
    assert kinds(text) == ["nir"]


@pytest.mark.parametrize(
    "text",
    [
        "2 69 05 49 588 157 81",
        "2 69 15 49 588 157",
        "9 69 05 49 588 157",
        "2690549588157801",
        "le 12 novembre 2026 à 10 h 30",
        "SIRET 732 829 320 00074",
    ],
)
def test_a_number_with_a_wrong_key_or_shape_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_corsican_numbers_have_their_own_key() -> None:
    base = int("1850719004042")
    assert kinds(f"1 85 07 2A 004 042 {97 - base % 97:02}") == ["nir"]
    base = int("1850718004042")
    assert kinds(f"1 85 07 2B 004 042 {97 - base % 97:02}") == ["nir"]
    assert kinds(f"1 85 07 2B 004 042 {(97 - base % 97) % 97 + 1:02}") == []


@pytest.mark.parametrize("text", ["30 23 217 600 053", "3023217600053", "n° fiscal : 3023217600053."])
def test_a_tax_number_is_found(text: str) -> None:
    assert kinds(text) == ["fiscal"]


def test_a_tax_number_with_a_wrong_key_or_only_noughts_is_left_alone() -> None:
    assert kinds("3023217600054") == []
    assert kinds("0 00 00 00 000 000") == []


@pytest.mark.parametrize(
    "text",
    [
        "FR14 2004 1010 0505 0001 3M02 606",
        "FR1420041010050500013M02606 et la suite",
        "fr14 2004 1010 0505 0001 3m02 606",
        "DE89 3704 0044 0532 0130 00",
        "Votre IBAN est FR14-2004-1010-0505-0001-3M02-606.",
    ],
)
def test_a_bank_account_is_found(text: str) -> None:
    assert kinds(text) == ["iban"]


def test_a_bank_account_with_a_wrong_key_is_left_alone() -> None:
    assert kinds("FR15 2004 1010 0505 0001 3M02 606") == []


@pytest.mark.parametrize(
    "text", ["jean.dupont@free.fr", "Écrivez à jean.dupont @free.fr", "j_d+caf@la-poste.net", "a.b(at)sfr.fr"]
)
def test_a_mail_address_is_found(text: str) -> None:
    assert kinds(text) == ["courriel"]


@pytest.mark.parametrize(
    "text", ["marie@exemple.fr", "x@site.example", "contact@caf.fr", "tapez @ puis la suite", "@impots"]
)
def test_addresses_of_services_and_examples_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text", ["06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "0033(0)612345678", "02.38.12.34.56"]
)
def test_a_phone_number_is_found(text: str) -> None:
    assert kinds(text) == ["telephone"]


@pytest.mark.parametrize(
    "text",
    [
        "0262 12 34 56",
        "0590 12 34 56",
        "+262 692 12 34 56",
        "+262 (0)692 12 34 56",
        "(+262) 0262 12 34 56",
        "00262692123456",
        "+590.590.12.34.56",
        "+594 694 12 34 56",
        "+596 696 12 34 56",
        "+508 41 12 34",
        "+508 708 41 12 34",
        "00687 75 12 34",
        "+689 87 12 34 56",
        "(+33) 06 12 34 56 78",
    ],
)
def test_a_phone_number_from_overseas_is_found_whole(text: str) -> None:
    [found] = find_personal_data(text)
    assert found.kind is IdentifierKind.PHONE
    assert re.sub(r"\D", "", found.text) == re.sub(r"\D", "", text)


@pytest.mark.parametrize(
    "text",
    [
        "0 809 401 401",
        "+262 639 98 12 34",
        "+33 8 09 40 14 01",
        "+687 10 12",
        "+262",
        "97400 687 12 34 56",
        "39 39",
        "06 39 98 12 34",
        "étape 06 12",
        "20 06 12 34 56 7",
        "10 000 000 000",
        "01/02/2026",
    ],
)
def test_service_numbers_invented_numbers_and_amounts_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_each_is_told_in_a_french_sentence_that_does_not_repeat_it() -> None:
    text = "Jean, 06 12 34 56 78, 2 69 05 49 588 157 80, jean.dupont@free.fr"
    found = find_personal_data(text)
    assert [identifier.kind for identifier in found] == [
        IdentifierKind.PHONE,
        IdentifierKind.SOCIAL_SECURITY,
        IdentifierKind.MAIL,
    ]
    assert found[1].sentence == (
        "Ce texte semble contenir un numéro de sécurité sociale (« 2 69… ») : retirez cette donnée personnelle."
    )
    assert all(text[identifier.start : identifier.end] == identifier.text for identifier in found)


@given(st.text(alphabet="0123456789 .-+@FRAB\u00a0é\u0660", max_size=300))
def test_no_text_breaks_it_and_finds_never_overlap(text: str) -> None:
    found = find_personal_data(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))

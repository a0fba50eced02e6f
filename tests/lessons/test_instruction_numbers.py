"""The words of an instruction that name a marker have its number before them; the others keep their line."""

import pytest

from home.images.masking import Box
from home.text.html import trusted_html
from lessons.blocks.crops import ShownMarker
from lessons.guide_presentation import PressLabel, place_press_label
from lessons.instruction_numbers import number_instruction


def marker(number: int, label: str, *, is_target: bool = False, box: Box | None = None) -> ShownMarker:
    return ShownMarker(number, label, is_target, box or Box(10, 10, 20, 5))


def numbered(html: str, *markers: ShownMarker) -> tuple[str, set[int]]:
    found = number_instruction(trusted_html(html), markers)
    return str(found.html), set(found.named)


def disc(number: int, style: str = "marker-number") -> str:
    return f'<b class="{style}" aria-hidden="true">{number}</b>\xa0'


def test_the_words_of_a_marker_have_its_number() -> None:
    html = "<p>Écrivez. Choisissez <code>Se connecter</code>.</p>"
    said = numbered(html, marker(1, "L’adresse"), marker(2, "Se connecter", is_target=True))
    expected = html.replace("<code>", disc(2, "marker-number target") + "<code>")
    assert said == (expected, {2})


@pytest.mark.parametrize("label", ["se connecter", "SE CONNECTER", " Sé connecter "])
def test_capitals_accents_and_spaces_do_not_matter(label: str) -> None:
    assert numbered("<p><code>Se connecter</code></p>", marker(1, label))[1] == {1}


def test_a_label_that_says_more_after_a_colon_keeps_its_line() -> None:
    html = "<p><code>Numéro fiscal</code></p>"
    said = numbered(html, marker(1, "Numéro fiscal : 13 chiffres"))
    assert said == (html.replace("<code>", disc(1) + "<code>"), set())


def test_only_the_first_mention_has_the_number() -> None:
    html, named = numbered("<p><code>Suivant</code>, puis <code>Suivant</code></p>", marker(1, "Suivant"))
    assert (html.count("marker-number"), named) == (1, {1})


@pytest.mark.parametrize(
    "markers",
    [
        [marker(1, "Suivant"), marker(2, "Suivant")],
        [ShownMarker(1, "Suivant", is_target=True, box=None)],
        [marker(1, "Suivant en bas")],
        [marker(1, "")],
        [],
    ],
    ids=["two of one name", "outside the part shown", "another label", "no label", "no marker"],
)
def test_words_that_name_no_marker_stay_as_they_are(markers: list[ShownMarker]) -> None:
    html = "<p><code>Suivant</code><code></code></p>"
    assert numbered(html, *markers) == (html, set())


def test_words_with_signs_of_html_are_compared_as_they_are_read() -> None:
    html = "<p><code>Papiers &amp; <b>titres</b></code></p>"
    assert numbered(html, marker(1, "Papiers & titres"))[1] == {1}


def target(box: Box) -> ShownMarker:
    return marker(1, "Valider", is_target=True, box=box)


@pytest.mark.parametrize(
    ("box", "others", "expected"),
    [
        (Box(10, 20, 20, 10), [], PressLabel("10.00%", "30.00%", is_above=False)),
        (Box(80, 20, 15, 10), [], PressLabel("64.00%", "30.00%", is_above=False)),
        (Box(10, 80, 20, 10), [], PressLabel("10.00%", "80.00%", is_above=True)),
        (Box(10, 50, 20, 10), [Box(10, 62, 20, 10)], PressLabel("10.00%", "50.00%", is_above=True)),
        (Box(10, 50, 20, 10), [Box(10, 62, 20, 10), Box(0, 35, 60, 10)], None),
        (Box(0, 0, 100, 100), [], None),
    ],
    ids=["below", "kept inside", "above at the foot", "above a neighbour", "between neighbours", "no room"],
)
def test_press_here_is_written_where_it_covers_no_ring(
    box: Box, others: list[Box], expected: PressLabel | None
) -> None:
    assert place_press_label(target(box), [box, *others], ratio=1) == expected


def test_only_what_is_pressed_says_so() -> None:
    assert place_press_label(marker(1, "Nom", box=Box(10, 10, 10, 5)), [], ratio=1) is None

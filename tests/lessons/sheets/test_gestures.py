"""The three gestures on paper: words to look for are highlighted, what to press is ringed, what is done is ticked."""

from collections.abc import Callable
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from home.fonts import PAPER_FONT, SIGNS
from home.fonts.paper_zero import WEIGHTS, paper_zero
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuidePageFactory
from tests.lessons.sheets.conftest import pdf_of, screenshot_step
from tests.support.pdf import assert_meets_pdf_ua, colours_of, text_of, texts_by_font_of

MARK, TARGET, OK = (255, 226, 125), (154, 51, 7), (31, 99, 55)
GREY = (220, 220, 220)
BLACK = (0, 0, 0)
SCREEN = "<p>Choisissez <code>Votre espace particulier</code>.</p>"
LONG = f"<p>Choisissez <code>{'Continuer sans accepter les cookies ' * 4}</code>.</p>"
Drawn = Callable[..., bytes]


@pytest.fixture
def drawn(catalogue: GuideIndexPage) -> Drawn:
    """The learner's sheet of a guide with words of the screen, a picture with a target, and a check."""

    def drawn(instruction: str = SCREEN, site: bool = True, **options: Any) -> bytes:
        page = GuidePageFactory(
            parent=catalogue,
            checks=[("item", "Je vois mon nom.")],
            steps=[screenshot_step(instruction=instruction)],
            **({} if site else {"official_site": None}),
        )
        return pdf_of(GuidePage.objects.get(pk=page.pk), **options)

    return drawn


@pytest.mark.django_db
def test_each_gesture_has_its_colour(drawn: Drawn) -> None:
    pdf = drawn()
    assert {MARK, TARGET, OK} <= colours_of(pdf)
    assert_meets_pdf_ua(pdf)


@pytest.mark.django_db
def test_without_colour_words_stand_on_a_grey_band_and_the_rest_is_black(drawn: Drawn) -> None:
    colours = colours_of(drawn(saves_ink=True))
    assert {GREY, BLACK} <= colours
    assert not {MARK, TARGET, OK} & colours


@pytest.mark.django_db
@pytest.mark.parametrize("saves_ink", [False, True])
def test_words_of_the_screen_that_need_two_lines_are_highlighted_too(drawn: Drawn, saves_ink: bool) -> None:
    pdf = drawn(LONG, saves_ink=saves_ink)
    assert (GREY if saves_ink else MARK) in colours_of(pdf)
    assert "Continuer sans accepter les cookies" in " ".join(text_of(pdf).split())


@pytest.mark.django_db
def test_a_text_without_words_of_the_screen_is_not_highlighted(drawn: Drawn) -> None:
    assert MARK not in colours_of(drawn("<p>Prenez votre temps.</p>", site=False))


@pytest.mark.django_db
def test_dates_are_read_with_a_plain_zero_and_short_addresses_with_a_stroke(guide: GuidePage) -> None:
    page = GuidePageFactory(parent=guide.get_parent(), pk=10203, checked_on=guide.checked_on)
    pdf = pdf_of(GuidePage.objects.get(pk=page.pk))
    zeros = [(font, text) for font, text in texts_by_font_of(pdf) if "0" in text]
    assert ("PasAPasZero-Regular", "0") in zeros
    stroked = [text for font, text in zeros if "Zero" not in font]
    assert stroked
    assert all("/g/10203/" in text for text in stroked)
    assert "Vérifié le 12 novembre 2026" in text_of(pdf)


@pytest.mark.parametrize("style", WEIGHTS)
def test_the_plain_zero_is_as_wide_and_as_high_as_that_of_the_paper(style: str) -> None:
    plain, paper = (
        TTFont(SIGNS / f"PlainZero-{style}.ttf"),
        TTFont(PAPER_FONT / f"AtkinsonHyperlegible-{style}.ttf"),
    )
    assert plain.getBestCmap() == {ord("0"): "zero"}
    assert plain["head"].unitsPerEm == paper["head"].unitsPerEm
    assert plain["hmtx"]["zero"][0] == paper["hmtx"]["zero"][0]
    boxes = [(font["glyf"]["zero"].yMin, font["glyf"]["zero"].yMax) for font in (plain, paper)]
    assert boxes[0] == pytest.approx(boxes[1], abs=3)
    assert (plain["OS/2"].usWeightClass, plain["post"].italicAngle) == (
        paper["OS/2"].usWeightClass,
        paper["post"].italicAngle,
    )


@pytest.mark.parametrize("style", WEIGHTS)
def test_the_files_are_those_that_the_program_draws(style: str) -> None:
    drawings = []
    for font in (paper_zero(style), TTFont(SIGNS / f"PlainZero-{style}.ttf")):
        pen = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()["zero"].draw(pen)
        drawings.append(pen.value)
    assert drawings[0] == drawings[1]

"""Projecting a guide or a whole session: one step per page, without the helper's notes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import SiteImageFactory, make_step
from tests.lessons.planning.conftest import Helper, make_guide, text_of


@pytest.fixture
def shown(index: GuideIndexPage) -> GuidePage:
    picture = {
        "image": SiteImageFactory().pk,
        "alt": "Page de connexion.",
        "markers": [{"x": 10, "y": 10, "width": 20, "height": 5, "label": "Le bouton bleu", "target": True}],
    }
    return make_guide(
        index,
        "Se connecter",
        steps=[
            make_step("Ouvrir le site", helper_note="<p>Secret d’aidant</p>", minutes=5),
            make_step("Appuyer sur le bouton", screenshot=picture, minutes=5),
            make_step("En savoir plus", kind="theory", essential=False, minutes=10),
        ],
        checks=[("item", "Je vois mon nom.")],
    )


def test_a_guide_is_shown_one_step_a_page_from_its_title_to_what_shows_success(
    client: Client, shown: GuidePage
) -> None:
    pages = [text_of(client.get(f"{shown.url}projection/{number}/")) for number in range(1, 6)]
    for words, page in zip(
        ["Se connecter", "Ouvrir le site", "Appuyer sur le bouton", "En savoir plus", "Je vois mon nom."],
        pages,
        strict=True,
    ):
        assert words in page
    assert "projection/2/" in pages[0]
    assert 'rel="next"' not in pages[4]


def test_notes_of_the_helper_are_not_on_the_wall(client: Client, shown: GuidePage) -> None:
    for number in range(1, 6):
        assert "Secret d’aidant" not in text_of(client.get(f"{shown.url}projection/{number}/"))


def test_markers_wait_until_they_are_asked_for(client: Client, shown: GuidePage) -> None:
    before = text_of(client.get(f"{shown.url}projection/3/"))
    after = text_of(client.get(f"{shown.url}projection/3/?reperes=1"))
    assert "Montrer où appuyer" in before
    assert "with-markers" not in before
    assert "with-markers" in after
    assert "Montrer où appuyer" not in text_of(client.get(f"{shown.url}projection/2/"))


@pytest.mark.parametrize("number", ["0", "6", "99999999999999999999999"])
def test_a_screen_that_does_not_exist_is_not_found(client: Client, shown: GuidePage, number: str) -> None:
    assert client.get(f"{shown.url}projection/{number}/").status_code == 404


def test_a_hidden_guide_is_not_shown(client: Client, shown: GuidePage) -> None:
    shown.unpublish()
    assert client.get(f"{shown.url}projection/1/").status_code == 404


def test_a_session_is_shown_without_the_steps_it_leaves_out(
    helper: Helper, shown: GuidePage, mail: GuidePage
) -> None:
    helper.add(shown)
    helper.activity("bilan")
    helper.add(mail)
    pk = helper.lines[0].pk
    helper.act("", **{f"{pk}-note": "", f"{pk}-form": "court"})
    pages = [helper.page(f"/seance/projection/{number}/") for number in range(1, 8)]
    assert "En savoir plus" not in "".join(pages)
    assert "Bilan" in pages[4]
    assert "Créer une adresse mail" in pages[5]
    assert helper.client.get("/seance/projection/8/").status_code == 404


def test_a_guide_that_is_gone_is_not_shown_in_a_session(
    helper: Helper, shown: GuidePage, mail: GuidePage
) -> None:
    helper.add(shown)
    helper.add(mail)
    shown.unpublish()
    assert "Créer une adresse mail" in helper.page("/seance/projection/1/")


def test_a_screen_reads_the_pictures_of_one_guide_only(
    helper: Helper, shown: GuidePage, index: GuideIndexPage
) -> None:
    helper.add(shown)
    with CaptureQueriesContext(connection) as few:
        helper.page("/seance/projection/3/")
    for number in range(4):
        helper.add(make_guide(index, f"Faire la démarche {number}"))
    with CaptureQueriesContext(connection) as many:
        helper.page("/seance/projection/3/")
    assert len(few) == len(many)

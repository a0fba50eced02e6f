"""The page of a guide shows all its content, in order, is light, and needs no JavaScript."""

import gzip
import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import (
    GlossaryTermFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    SiteImageFactory,
    SkillLevelFactory,
    make_site,
    make_step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


def read(client: Client, guide: GuidePage) -> str:
    response = client.get(guide.url)
    assert response.status_code == 200
    return response.content.decode()


def picture(*labels: str, target: int = 0) -> dict[str, object]:
    markers = [
        {
            "x": 4.2,
            "y": 10 + 20 * place,
            "width": 29,
            "height": 10.5,
            "label": label,
            "target": place == target,
        }
        for place, label in enumerate(labels)
    ]
    return {"image": SiteImageFactory().pk, "alt": "Page de connexion.", "markers": markers}


def test_every_step_has_its_number_and_an_anchor_that_follows_it(
    client: Client, index: GuideIndexPage
) -> None:
    steps = [make_step("Ouvrir le site"), make_step("Se connecter")]
    html = read(client, GuidePageFactory(parent=index, steps=steps))
    for step in steps:
        assert f'id="etape-{step["id"]}"' in html
        assert f'href="#etape-{step["id"]}"' in html
    assert html.index("<h2>Ouvrir le site</h2>") < html.index("<h2>Se connecter</h2>")


def test_words_of_the_screen_look_like_the_screen(client: Client, index: GuideIndexPage) -> None:
    html = read(client, GuidePageFactory(parent=index))
    assert '<kbd class="ui">Entrée</kbd>' in html
    assert "<code>" not in html


def test_only_the_first_picture_does_not_wait_for_scrolling(client: Client, index: GuideIndexPage) -> None:
    steps = [make_step(), *(make_step(screenshot=picture()) for _ in range(3))]
    html = read(client, GuidePageFactory(parent=index, steps=steps))
    pictures = re.findall(r"<img [^>]*>", html)
    assert len(pictures) == 3
    assert ["lazy" in picture for picture in pictures] == [False, True, True]
    assert all('width="' in picture and 'height="' in picture for picture in pictures)


def test_several_markers_are_told_in_words_too(client: Client, index: GuideIndexPage) -> None:
    steps = [make_step(screenshot=picture("Votre numéro", "Se connecter", target=1))]
    html = read(client, GuidePageFactory(parent=index, steps=steps))
    legend = html[html.index('class="marker-list"') :]
    assert "Votre numéro</span>" in legend
    assert "Se connecter <strong>(appuyez ici)</strong>" in legend
    assert '<svg x="4.20%" y="10.00%"' in html


def test_words_that_name_a_marker_take_its_number_and_its_line(client: Client, index: GuideIndexPage) -> None:
    shot = picture("Votre numéro", "Se connecter", target=1)
    step = make_step(instruction="<p>Choisissez <code>Se connecter</code>.</p>", screenshot=shot)
    html = read(client, GuidePageFactory(parent=index, steps=[step]))
    assert (
        '<b class="marker-number target" aria-hidden="true">2</b>\xa0<kbd class="ui">Se connecter</kbd>'
        in html
    )
    legend = html[html.index('class="marker-list"') :]
    assert "Votre numéro</span>" in legend
    assert "Se connecter" not in legend[: legend.index("</ol>")]


def test_two_doors_each_with_one_button(client: Client, index: GuideIndexPage) -> None:
    page = BeautifulSoup(read(client, GuidePageFactory(parent=index, steps=[make_step()])), "html.parser")
    learner, helper = page.select(".door")
    assert [door.h2.get_text() for door in (learner, helper)] == ["Je fais la démarche", "J’anime une séance"]  # type: ignore[union-attr]
    assert [button.get_text() for button in page.select(".door .button.main")] == ["Commencer"]
    assert [button.get_text() for button in helper.select(".button")] == ["Ajouter à ma séance"]


def test_a_guide_without_steps_has_nothing_to_begin(client: Client, index: GuideIndexPage) -> None:
    html = read(client, GuidePageFactory(parent=index, steps=[]))
    assert "Commencer</span>" not in html
    assert "fiche-apprenant.pdf" in html


def test_the_site_to_open_is_an_address_to_write(client: Client, index: GuideIndexPage) -> None:
    address = "https://www.impots.gouv.fr/accueil?x=1"
    assert "<mark>impots.gouv.fr</mark>" in read(client, GuidePageFactory(parent=index, official_url=address))
    assert "<mark>" not in read(client, GuidePageFactory(parent=index, slug="autre", official_url=""))


def test_a_helper_note_is_folded_away(client: Client, index: GuideIndexPage) -> None:
    html = read(
        client, GuidePageFactory(parent=index, steps=[make_step(helper_note="<p>Laissez taper.</p>")])
    )
    assert '<details class="note helper"><summary>' in html
    assert "<p>Laissez taper.</p>" in html


def test_it_leads_to_the_same_procedure_at_another_level(client: Client, index: GuideIndexPage) -> None:
    easy = GuidePageFactory(parent=index, title="Déclarer ses revenus", slug="declarer")
    hard = GuidePageFactory(
        parent=index,
        title="Corriger sa déclaration",
        slug="corriger",
        variant_of=easy,
        level=SkillLevelFactory(code="avance"),
    )
    assert f'href="{hard.url}"' in read(client, easy)
    assert f'href="{easy.url}"' in read(client, hard)


def test_words_are_explained_on_the_page(client: Client, index: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=index)
    guide.vocabulary.add(GlossaryTermFactory())
    guide.save()
    html = read(client, guide)
    assert "<dt>Pièce jointe</dt><dd>Un fichier envoyé avec un message.</dd>" in html


def test_a_bare_guide_shows_no_empty_part(client: Client, index: GuideIndexPage) -> None:
    html = read(client, GuidePageFactory(parent=index, official_url="", steps=[]))
    for heading in (
        "À apporter",
        "À la fin",
        "Avant de commencer",
        "J’ai réussi",
        "Mots expliqués",
        "Et ensuite",
    ):
        assert heading not in html
    assert html.count("<h1>") == 1


def test_both_sheets_are_offered_with_their_format(client: Client, index: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=index)
    html = read(client, guide)
    assert f'href="{guide.url}fiche-apprenant.pdf"' in html
    assert f'href="{guide.url}trame-aidant.pdf"' in html
    assert html.count("<small>(PDF)</small>") == 2


def test_without_pictures_their_words_stay(client: Client, index: GuideIndexPage) -> None:
    steps = [make_step(screenshot=picture("Votre numéro", "Se connecter", target=1)), make_step()]
    guide = GuidePageFactory(parent=index, steps=steps)
    assert '<a href="?images=sans" rel="nofollow">' in read(client, guide)
    light = client.get(guide.url, {"images": "sans"}).content.decode()
    assert "<img" not in light
    assert "<source" not in light
    for words in ("Page de connexion.", "Votre numéro", "(appuyez ici)"):
        assert words in light
    assert f'<a href="{guide.url}">' in light
    assert f'<link rel="canonical" href="{guide.full_url}">' in light


def test_a_guide_without_pictures_offers_no_lighter_page(client: Client, index: GuideIndexPage) -> None:
    assert "images=sans" not in read(client, GuidePageFactory(parent=index, steps=[make_step()]))


def test_twelve_full_steps_weigh_fourteen_kilobytes(client: Client, index: GuideIndexPage) -> None:
    """The other weights, as a browser fetches them, are in tests/e2e/test_weights.py."""
    steps = [
        make_step(
            f"Étape numéro {number} de la démarche",
            screenshot=picture("Le champ", "Le bouton", target=1),
            tip="<p>Le numéro est en haut à gauche de votre avis d’impôt.</p>",
            helper_note="<p>Laissez la personne taper elle-même.</p>",
        )
        for number in range(12)
    ]
    assert len(gzip.compress(read(client, GuidePageFactory(parent=index, steps=steps)).encode())) < 14_000

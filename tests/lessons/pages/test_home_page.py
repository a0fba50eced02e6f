"""The home page leads to guides: by words, by site, by theme, by what is new."""

from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import PageViewRestriction

from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.models import Change
from tests.factories import (
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    make_site,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


def make_guide(index: GuideIndexPage, slug: str, published: date, **values: object) -> GuidePage:
    """A guide first published at noon on this day."""
    noon = datetime.combine(published, time(12), tzinfo=UTC)
    guide: GuidePage = GuidePageFactory(parent=index, slug=slug, first_published_at=noon, **values)
    return guide


def home(client: Client) -> BeautifulSoup:
    response = client.get("/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def news(client: Client) -> list[str]:
    return [words(day.parent) for day in home(client).select(".news time")]


def test_search_comes_first_and_leads_to_the_catalogue(client: Client, index: GuideIndexPage) -> None:
    first = home(client).select_one("main form")
    assert first is not None
    assert (first["action"], first["role"]) == ("/guides/", "search")
    assert first.select_one("[name=q]") is not None


def test_one_button_is_filled(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index)
    assert [words(button) for button in home(client).select(".button.main")] == ["Chercher"]


def test_a_home_page_without_guides_says_so_and_offers_none(client: Client, index: GuideIndexPage) -> None:
    text = words(home(client).main)
    assert "Aucun guide n’est publié pour le moment." in text
    for absent in ("Imprimer une fiche", "Choisir un thème", "Bénévole", "Quoi de neuf", "Tous les guides"):
        assert absent not in text
    assert "Gratuit, sans compte, sans publicité." in text


def test_a_volunteer_is_led_to_what_can_be_printed(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index)
    link = home(client).select_one(".hero .more a")
    assert link is not None
    assert (words(link), link["href"]) == ("Imprimer une fiche", "/guides/")


def test_a_theme_is_shown_with_its_types_that_have_guides(client: Client, index: GuideIndexPage) -> None:
    ProcedureTypeFactory(code="papiers-citoyennete/elections", name="Élections")
    GuidePageFactory(parent=index)
    first, last = home(client).select(".themes li")
    assert words(first) == "Papiers et citoyenneté Carte d’identité et passeport"
    assert first.a is not None
    assert first.a["href"] == "/guides/?demarche=papiers-citoyennete"
    assert words(last) == "Tous les guides 1\xa0guide, de A à Z".replace("\xa0", " ")


def test_guides_without_a_theme_are_still_offered(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index)
    GuidePage.objects.update(procedure_type=None)
    assert "Choisir un thème" not in words(home(client).main)
    assert [words(row) for row in home(client).select(".themes li")] == ["Tous les guides 1 guide, de A à Z"]


def test_the_sites_with_the_most_guides_come_first(client: Client, index: GuideIndexPage) -> None:
    assert home(client).select(".often a") == []
    ameli = OfficialSiteFactory(code="ameli-fr", name="ameli.fr", url="https://www.ameli.fr/")
    for slug in ("un", "deux"):
        GuidePageFactory(parent=index, slug=slug, official_site=ameli)
    GuidePageFactory(parent=index, slug="trois")
    links = [(words(link), link["href"]) for link in home(client).select(".often a")]
    assert links == [
        ("ameli.fr", "/guides/?site=ameli-fr"),
        ("France Titres (ANTS)", "/guides/?site=france-titres"),
    ]


def test_a_guide_nobody_may_read_is_neither_shown_nor_counted(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index, slug="public")
    secret = GuidePageFactory(parent=index, slug="secret", title="Guide secret", checked_on=date(2026, 11, 1))
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    text = words(home(client))
    assert "Guide secret" not in text
    assert "1 guide, de A à Z" in text


def test_a_guide_stands_once_with_what_happened_to_it_last(client: Client, index: GuideIndexPage) -> None:
    make_guide(index, "neuf", date(2026, 6, 3), title="Neuf", checked_on=date(2026, 6, 2))
    changed = make_guide(index, "change", date(2026, 1, 1), title="Changé", checked_on=date(2026, 5, 1))
    for day, note in ((1, "Nouvel écran à l’étape 3."), (30, "Nouvelle adresse.")):
        Change.objects.create(guide=changed, made_on=date(2026, 5, day), note=note)
    make_guide(index, "verifie", date(2026, 1, 2), title="Vérifié", checked_on=date(2026, 6, 1))
    assert news(client) == [
        "3 juin 2026 Nouveau guide Neuf",
        "1er juin 2026 Guide vérifié Vérifié",
        "30 mai 2026 Guide mis à jour Changé Nouvelle adresse.",
    ]


def test_of_two_events_on_one_day_the_change_is_told(client: Client, index: GuideIndexPage) -> None:
    guide = make_guide(index, "a", date(2026, 1, 1), title="Guide", checked_on=date(2026, 6, 1))
    Change.objects.create(guide=guide, made_on=date(2026, 6, 1), note="Une étape de moins.")
    assert news(client) == ["1er juin 2026 Guide mis à jour Guide Une étape de moins."]


def test_the_news_are_the_last_ones_among_many(client: Client, index: GuideIndexPage) -> None:
    for number in range(1, 7):
        make_guide(index, f"neuf-{number}", date(2026, 3, number), title=f"Neuf {number}")
    for number in range(1, 4):
        checked = date(2026, 4, number)
        make_guide(
            index, f"verifie-{number}", date(2026, 1, 1), title=f"Vérifié {number}", checked_on=checked
        )
    told = [line.split("2026 ")[1] for line in news(client)]
    assert told == [
        "Guide vérifié Vérifié 3",
        "Guide vérifié Vérifié 2",
        "Guide vérifié Vérifié 1",
        "Nouveau guide Neuf 6",
    ]


@pytest.mark.parametrize(
    ("title", "heading", "marked"),
    [
        ("Vos démarches en ligne, pas à pas", "Vos démarches en ligne, pas à pas", "pas à pas"),
        ("Pas à pas", "Pas à pas", "Pas à pas"),
        ("Bienvenue", "Bienvenue", None),
        ("Pas à pas avec vous", "Pas à pas avec vous", None),
        ("Un repas à pas comptés", "Un repas à pas comptés", None),
        ("<b>Très long</b> " + "titre " * 30, "<b>Très long</b> " + ("titre " * 30).strip(), None),
    ],
)
def test_the_name_of_the_site_is_highlighted_at_the_end_of_the_title(
    client: Client, index: GuideIndexPage, title: str, heading: str, marked: str | None
) -> None:
    page = index.get_parent()
    page.title = title
    page.save()
    shown = home(client).h1
    assert shown is not None
    assert words(shown) == heading
    assert (words(shown.mark) if shown.mark else None) == marked


def test_a_catalogue_without_guide_says_so_and_blames_no_words(client: Client) -> None:
    catalogue = GuideIndexPageFactory(parent=make_site())
    html = client.get(catalogue.url).content.decode()
    assert "Aucun guide n’est encore publié." in html
    assert "moins de mots" not in html
    assert "moins de mots" in client.get(f"{catalogue.url}?q=impot").content.decode()

"""The home page leads to guides: by words, by theme, by date."""

from datetime import date

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from lessons.models import GuideIndexPage
from tests.factories import GuideIndexPageFactory, GuidePageFactory, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


def home(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_search_comes_first_and_leads_to_the_catalogue(client: Client, index: GuideIndexPage) -> None:
    html = home(client)
    assert 'role="search" action="/guides/" method="get"' in html
    assert html.index('name="q"') < html.index("Comment ça marche")


def test_a_theme_is_shown_with_the_number_of_its_guides(client: Client, index: GuideIndexPage) -> None:
    assert "Choisir un thème" not in home(client)
    GuidePageFactory(parent=index, slug="un")
    GuidePageFactory(parent=index, slug="deux")
    html = home(client)
    assert 'href="/guides/?demarche=papiers-citoyennete"' in html
    assert "<b>Papiers et citoyenneté</b><small>2 guides</small>" in html


def test_a_guide_nobody_may_read_is_neither_shown_nor_counted(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index, slug="public")
    secret = GuidePageFactory(parent=index, slug="secret", title="Guide secret", checked_on=date(2026, 11, 1))
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    html = home(client)
    assert "Guide secret" not in html
    assert "<small>1 guide</small>" in html


def test_guides_checked_last_come_first(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index, slug="ancien", title="Vérifié en mai", checked_on=date(2026, 5, 2))
    GuidePageFactory(parent=index, slug="recent", title="Vérifié en juin", checked_on=date(2026, 6, 1))
    checked = home(client).split("Vérifiés récemment</h2>")[1]
    assert checked.index("Vérifié en juin") < checked.index("Vérifié en mai")

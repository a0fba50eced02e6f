"""The frame of every page: menus, identity, interface texts, icons."""

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Site

from home.models import HomePage, Navigation, SiteIdentity
from home.templatetags.french_text import french
from home.templatetags.site_tags import icon, screen_words
from tests.factories import PlainPageFactory, make_site

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def home(db: None) -> HomePage:
    return make_site()


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_menu_says_where_the_reader_is(client: Client, home: HomePage) -> None:
    about = PlainPageFactory(parent=home)
    under = PlainPageFactory(parent=about, title="Histoire", slug="histoire")
    navigation = Navigation.for_site(Site.objects.get())
    navigation.main_menu = [("link", {"page": about, "address": "", "label": "Qui sommes-nous"})]
    navigation.save()
    assert '<a href="/a-propos/" aria-current="page">Qui sommes-nous</a>' in read(client, about.url)
    assert '<a href="/a-propos/" aria-current="true">Qui sommes-nous</a>' in read(client, under.url)
    assert '<a href="/a-propos/">Qui sommes-nous</a>' in read(client, "/")


def test_the_footer_says_who_runs_the_site_and_how_accessible_it_is(client: Client, home: HomePage) -> None:
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.organisation, identity.contact_email = "la mairie d’Exempleville", "mairie@exemple.fr"
    identity.save()
    html = read(client, "/")
    assert "Un service de la mairie d’Exempleville." in html
    assert 'href="mailto:mairie@exemple.fr"' in html
    assert "Accessibilité\xa0: non conforme." in html


def test_an_address_of_no_site_still_gets_a_page_that_helps(client: Client, home: HomePage) -> None:
    Site.objects.all().delete()
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "Quelle démarche voulez-vous faire" in response.content.decode()


def test_words_of_the_screen_are_marked_and_other_markup_is_escaped() -> None:
    assert screen_words("a <code>b</code>") == "a &lt;code&gt;b&lt;/code&gt;"
    assert french("« Ça va ? »") == f"«{NO_BREAK}Ça va{NO_BREAK}?{NO_BREAK}»"
    assert french("<b>") == "&lt;b&gt;"


def test_an_unknown_icon_falls_back_to_another() -> None:
    assert icon("theme-inconnu", "theme") == icon("theme")
    assert "<path" in icon("theme")


def test_every_drawing_is_used() -> None:
    used = "".join(path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html"))
    drawings = {path.stem for path in (settings.BASE_DIR / "static" / "icons").glob("*.svg")}
    assert {
        name for name in drawings if f'icon "{name}"' not in used and not name.startswith("theme")
    } == set()

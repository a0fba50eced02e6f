"""The demo site: pages with real text, menus, groups, and accounts that exist in development only."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from wagtail.models import Page, Site, Workflow

from cms.demo.accounts import demo_accounts
from cms.demo.site import build_site
from cms.demo.texts import FOLDER
from home.accounts.roles import set_up_roles
from home.models import HomePage, PlainPage, SiteIdentity, User
from lessons.models import GuideIndexPage, GuidePage
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db

SLUGS = [
    "a-propos",
    "mentions-legales",
    "donnees-personnelles",
    "accessibilite",
    "pour-les-aidants",
    "ecrire-un-guide",
    "pour-les-benevoles",
]


@pytest.fixture
def development(settings: Any, home: HomePage) -> None:
    settings.DEBUG = True
    set_up_roles()
    demo_accounts()


def test_the_site_has_a_home_page_a_catalogue_and_its_pages(home: HomePage) -> None:
    assert home.get_parent().depth == 1
    assert list(Page.objects.filter(depth=2)) == [home.page_ptr]
    assert Site.objects.get().root_page == home.page_ptr
    assert (Site.objects.get().hostname, Site.objects.get().port) == ("localhost", 8000)
    assert GuideIndexPage.objects.get().url == "/guides/"
    assert set(PlainPage.objects.values_list("slug", flat=True)) == set(SLUGS)


def test_every_text_of_the_folder_is_a_page(home: HomePage) -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(SLUGS)


def test_building_twice_changes_nothing_and_keeps_what_editors_wrote(home: HomePage) -> None:
    page = PlainPage.objects.get(slug="a-propos")
    page.title = "Qui sommes-nous"
    page.save_revision().publish()
    before = set(Page.objects.values_list("pk", flat=True))
    assert build_site() == home
    assert set(Page.objects.values_list("pk", flat=True)) == before
    page.refresh_from_db()
    assert page.title == "Qui sommes-nous"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_plain_page_shows_its_text_with_no_mark_left(client: Client, home: HomePage, slug: str) -> None:
    response = client.get(f"/{slug}/")
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    assert text.count("<h2") > 3
    assert "**" not in text
    assert "](" not in text


def test_the_menus_lead_somewhere(client: Client, home: HomePage) -> None:
    text = client.get("/").content.decode()
    for slug in SLUGS:
        assert f'href="/{slug}/"' in text
    assert 'href="/guides/"' in text
    assert client.get("/guides/fil.atom").status_code == 200
    assert client.get("/administration/").status_code == 302


def test_the_accessibility_page_claims_nothing_that_no_one_checked(client: Client, home: HomePage) -> None:
    assert SiteIdentity.for_site(Site.objects.get()).accessibility == "non"
    text = unescape(client.get("/accessibilite/").content.decode())
    assert "non conforme" in text
    assert "Défenseur des droits" in text


def test_the_groups_and_the_workflow_have_french_names_and_no_more(home: HomePage) -> None:
    set_up_roles()
    set_up_roles()
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Rédacteurs",
        "Relecteurs",
        "Administrateurs",
    }
    assert set(Workflow.objects.values_list("name", flat=True)) == {"Relecture"}


def test_known_passwords_are_refused_outside_development(settings: Any, home: HomePage) -> None:
    settings.DEBUG = False
    with pytest.raises(ImproperlyConfigured):
        demo_accounts()
    assert not User.objects.exists()


@pytest.mark.usefixtures("development")
def test_the_three_accounts_log_in(client: Client) -> None:
    for account in demo_accounts():
        form = {"username": account.username, "password": account.password}
        assert client.post("/administration/login/", form)["Location"] == "/administration/"
        assert client.get("/administration/").status_code == 200


@pytest.mark.usefixtures("development")
def test_an_account_made_before_keeps_its_password() -> None:
    user = User.objects.get(username="redacteur")
    user.set_password("un autre mot de passe")
    user.save()
    demo_accounts()
    user.refresh_from_db()
    assert user.check_password("un autre mot de passe")


# Scripts render these from data in the page.
IN_SCRIPTS = ("steps-", "objectives-", "papers-", "checks-", "comments-")


def permissions(username: str, page: Page) -> dict[str, bool]:
    tester = page.permissions_for_user(User.objects.get(username=username))
    return {
        "add": tester.can_add_subpage(),
        "edit": tester.can_edit(),
        "publish_below": tester.can_publish_subpage(),
    }


@pytest.mark.usefixtures("development")
def test_a_writer_writes_in_the_catalogue_and_touches_no_other_page() -> None:
    catalogue, about = GuideIndexPage.objects.get(), PlainPage.objects.get(slug="a-propos")
    assert permissions("redacteur", catalogue) == {"add": True, "edit": True, "publish_below": False}
    assert not any(permissions("redacteur", about).values())
    assert permissions("relecteur", about) == {"add": True, "edit": True, "publish_below": False}
    assert permissions("admin", about) == {"add": True, "edit": True, "publish_below": True}


@pytest.mark.usefixtures("development")
def test_a_writer_manages_terms_and_pictures_but_not_accounts(client: Client) -> None:
    client.force_login(User.objects.get(username="redacteur"))
    assert client.get("/administration/snippets/taxonomy/glossaryterm/").status_code == 200
    assert client.get("/administration/images/add/").status_code == 200
    assert client.get("/administration/users/").status_code == 302


@pytest.mark.usefixtures("development")
def test_a_guide_published_in_the_form_is_in_the_catalogue_at_once(client: Client) -> None:
    client.force_login(User.objects.get(username="admin"))
    address = f"/administration/pages/add/lessons/guidepage/{GuideIndexPage.objects.get().pk}/"
    form = guide_form(**{"action-publish": "action-publish"})
    shown = client.get(address).content.decode()
    assert not [name for name in form if f'name="{name}"' not in shown and not name.startswith(IN_SCRIPTS)]
    response = client.post(address, form)
    assert response.status_code == 302, response.context["form"].errors
    guide = GuidePage.objects.get(slug="vendre-sa-voiture")
    assert guide.live
    client.logout()
    assert "Vendre sa voiture" in client.get("/guides/").content.decode()
    assert "Écrivez l’adresse." in unescape(client.get(guide.url).content.decode())

"""Error pages say in plain French what happened and where to go, without technical details."""

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path
from wagtail.models import PageViewRestriction

from cms.urls import urlpatterns as real_urlpatterns
from home.models import HomePage
from tests.factories import PlainPageFactory, UserFactory, make_site

pytestmark = pytest.mark.django_db


def fail(request: HttpRequest) -> None:
    raise RuntimeError("SELECT secret FROM table")


urlpatterns = [path("panne/", fail), *real_urlpatterns]


@pytest.fixture
def home() -> HomePage:
    return make_site()


@pytest.fixture
def strict_client() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def test_an_unknown_address_leads_back_to_the_guides(client: Client, home: HomePage) -> None:
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode()


def test_a_withdrawn_page_says_so(client: Client, home: HomePage) -> None:
    page = PlainPageFactory(parent=home)
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    response = client.get(page.url)
    assert response.status_code == 410
    assert "Cette page a été retirée" in response.content.decode()


@override_settings(ROOT_URLCONF="tests.home.test_error_pages")
def test_a_failure_tells_no_secret(strict_client: Client, home: HomePage) -> None:
    response = strict_client.get("/panne/")
    assert response.status_code == 500
    text = response.content.decode()
    assert "Une erreur est arrivée" in text
    assert "secret" not in text
    assert "RuntimeError" not in text


@pytest.mark.parametrize("charset", ["raw_unicode_escape", "utf-7", "idna"])
def test_a_form_in_a_way_of_writing_that_no_browser_uses_is_refused(
    strict_client: Client, home: HomePage, charset: str
) -> None:
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    response = strict_client.post("/", b"--x--", content_type=kind)
    assert response.status_code == 400
    assert 'lang="fr"' in response.content.decode()


def test_a_wrong_host_is_a_bad_request(client: Client, home: HomePage) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "Le site n’a pas compris" in response.content.decode()
    assert "evil" not in response.content.decode()


def test_a_form_left_open_too_long_shows_the_way_back(strict_client: Client, home: HomePage) -> None:
    response = strict_client.post("/administration/login/", {"username": "marie", "password": "motdepasse"})
    assert response.status_code == 403
    text = response.content.decode()
    assert "Votre envoi n’a pas été enregistré" in text
    assert 'href="/administration/login/"' in text
    assert "motdepasse" not in text


def test_a_restricted_page_leads_to_the_one_page_to_log_in(client: Client, home: HomePage) -> None:
    page = PlainPageFactory(parent=home)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(page.url)
    assert response.status_code == 302
    assert response["Location"] == f"/administration/login/?next={page.url}"


def test_wagtails_other_page_to_log_in_leads_there_too(client: Client, home: HomePage) -> None:
    response = client.get("/_util/login/?next=/guides/")
    assert response["Location"] == "/administration/login/?next=/guides/"


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_logging_in_never_leads_to_another_site(client: Client, home: HomePage, target: str) -> None:
    UserFactory(is_superuser=True)
    form = {"username": "marie", "password": "un mot de passe long", "next": target}
    response = client.post("/administration/login/", form)
    assert response["Location"] == "/administration/"


def test_the_page_to_log_in_is_in_french(client: Client) -> None:
    text = client.get("/administration/login/").content.decode()
    assert 'lang="fr"' in text
    assert "Mot de passe" in text
    assert "Password" not in text
    assert "Sign in" not in text


def test_the_administration_is_in_french(client: Client, home: HomePage) -> None:
    client.force_login(UserFactory(is_superuser=True))
    text = client.get("/administration/").content.decode()
    assert 'lang="fr"' in text
    assert "Tableau de bord" in text
    assert "Dashboard" not in text

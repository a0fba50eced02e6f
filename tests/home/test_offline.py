"""The server's part of offline reading: the service worker, its kill switch, which pages may be stored."""

from typing import Any

import pytest
from django.test import Client

from home.models import HomePage, PlainPage
from home.offline import service_worker
from tests.factories import PlainPageFactory, UserFactory, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> PlainPage:
    home: HomePage = make_site()
    made: PlainPage = PlainPageFactory(parent=home)
    return made


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def test_the_worker_may_look_after_the_whole_site_and_is_asked_for_each_time(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"
    assert client.get("/sw.js", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert "worker-src 'self'" in response["Content-Security-Policy"]


def test_its_version_follows_what_the_shell_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    before = service_worker._worker()
    assert service_worker._worker() == before
    read = service_worker._source
    monkeypatch.setattr(
        service_worker, "_source", lambda name: read(name) + "/* changed */" * (name == "css/site.css")
    )
    after = service_worker._worker()
    assert after.split("const VERSION")[1] != before.split("const VERSION")[1]


def test_the_kill_switch_answers_a_worker_that_leaves(client: Client, page: PlainPage, settings: Any) -> None:
    settings.OFFLINE = False
    script = text_of(client, "/sw.js")
    assert "registration.unregister()" in script
    assert "fetch" not in script
    assert client.get("/hors-ligne/").status_code == 404
    assert "X-Offline" not in client.get(page.url)
    html = text_of(client, page.url)
    assert "data-keeps-pages" not in html
    assert "/hors-ligne/" not in html


@pytest.mark.parametrize("query", ["", "?utm_source=lettre", "?images=sans"])
def test_a_page_that_anyone_reads_may_be_kept(client: Client, page: PlainPage, query: str) -> None:
    for _made_then_kept in range(2):
        assert client.get(f"{page.url}{query}")["X-Offline"] == "page"
    assert "data-keeps-pages" in text_of(client, page.url)


@pytest.mark.parametrize(
    "path",
    ["/nulle-part/", "/sante/", "/seance/", "/?q=impot", "/?q=impot&images=sans", "/administration/login/"],
)
def test_nothing_else_may(client: Client, page: PlainPage, path: str) -> None:
    assert "X-Offline" not in client.get(path)


def test_a_withdrawn_page_may_not(client: Client, page: PlainPage) -> None:
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    response = client.get(page.url)
    assert response.status_code == 410
    assert "X-Offline" not in response


def test_a_page_for_some_people_only_says_that_it_is_theirs(client: Client, page: PlainPage) -> None:
    """The worker stores no response that is private, marked no-store, or dependent on cookies."""
    page.view_restrictions.create(restriction_type="login")
    client.force_login(UserFactory())
    response = client.get(page.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]

"""The feed lists new and changed guides, and no hidden guide."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import HomePage, SiteIdentity
from lessons.models import GuideIndexPage
from tests.factories import GuideIndexPageFactory, GuidePageFactory, make_site

pytestmark = pytest.mark.django_db

ADDRESS = "/guides/fil.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def home() -> HomePage:
    return make_site()


@pytest.fixture
def index(home: HomePage) -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=home)
    return page


def published(**values: object) -> dict[str, object]:
    now = timezone.now()
    return {"first_published_at": now, "last_published_at": now, **values}


def entries(client: Client) -> list[Any]:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def titles(client: Client) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(client)]


def test_an_entry_says_what_the_guide_is_and_where(client: Client, index: GuideIndexPage) -> None:
    guide = GuidePageFactory(
        parent=index, title="Lire < & comprendre un SMS", summary="Vrai & faux.", **published()
    )
    [entry] = entries(client)
    assert entry.findtext(f"{ATOM}title") == "Lire < & comprendre un SMS"
    assert entry.findtext(f"{ATOM}summary") == "Vrai &amp; faux."
    assert entry.find(f"{ATOM}link").get("href") == guide.full_url
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == [
        "Papiers et citoyenneté",
        "Carte d’identité et passeport",
        "Débutant",
    ]


def test_every_page_tells_where_the_feed_is_and_the_feed_where_the_guides_are(
    client: Client, home: HomePage, index: GuideIndexPage
) -> None:
    assert f'href="{ADDRESS}" type="application/atom+xml"' in client.get(home.url).content.decode()
    feed = ElementTree.fromstring(client.get(ADDRESS).content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": index.full_url, "self": f"http://testserver{ADDRESS}"}


def test_the_feed_says_who_writes_it(client: Client, home: HomePage, index: GuideIndexPage) -> None:
    """https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1: at least one author."""

    def author() -> str | None:
        feed = ElementTree.fromstring(client.get(ADDRESS).content)
        return feed.findtext(f"{ATOM}author/{ATOM}name")

    assert author() == "Pas à pas"
    SiteIdentity.objects.create(site=home.get_site(), organisation="Mairie de\x0bExempleville")
    assert author() == "Mairie de Exempleville"


def test_the_id_of_an_entry_outlives_a_new_address(client: Client, index: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=index, **published())
    before = entries(client)[0].findtext(f"{ATOM}id")
    guide.slug = "autre-adresse"
    guide.save()
    assert entries(client)[0].findtext(f"{ATOM}id") == before == f"urn:uuid:{guide.translation_key}"


def test_the_last_changed_guide_comes_first(client: Client, index: GuideIndexPage) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    GuidePageFactory(parent=index, title="Ancien", first_published_at=yesterday, last_published_at=yesterday)
    GuidePageFactory(parent=index, title="Nouveau", **published())
    assert titles(client) == ["Nouveau", "Ancien"]


def test_updated_is_the_day_of_the_last_change(client: Client, index: GuideIndexPage) -> None:
    changed = datetime(2026, 11, 12, 9, 30, tzinfo=timezone.get_current_timezone())
    GuidePageFactory(parent=index, **published(last_published_at=changed))
    assert datetime.fromisoformat(entries(client)[0].findtext(f"{ATOM}updated") or "") == changed


def test_guides_that_nobody_may_read_are_left_out(client: Client, index: GuideIndexPage) -> None:
    now = timezone.now()
    hour = timedelta(hours=1)
    GuidePageFactory(parent=index, title="Brouillon", live=False, **published())
    GuidePageFactory(parent=index, title="Expiré", expire_at=now - hour, **published())
    GuidePageFactory(parent=index, title="Pas encore", go_live_at=now + hour, **published())
    restricted = GuidePageFactory(parent=index, title="Réservé", **published())
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client) == []


def test_characters_that_xml_forbids_do_not_break_the_feed(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index, title="Copié\x0bdepuis Word", summary="Un\x0c deux\x1f", **published())
    assert titles(client) == ["Copié depuis Word"]


def test_an_unchanged_feed_is_not_sent_twice(client: Client, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index, **published())
    etag = client.get(ADDRESS)["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304

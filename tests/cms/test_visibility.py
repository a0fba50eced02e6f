"""What nobody may read is nowhere: not in the catalogue, its counts, the map, the feed, other guides, errors or sheets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import PageViewRestriction, Site

from home.models import Navigation
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    PlainPageFactory,
    ProcedureTypeFactory,
    SkillLevelFactory,
    make_site,
    make_step,
)

pytestmark = pytest.mark.django_db

CANARY = "kanari"
HOUR = timedelta(hours=1)
SHEETS = ("fiche-apprenant.pdf", "trame-aidant.pdf")


@dataclass(frozen=True)
class Place:
    """The catalogue, with one guide that everybody may read and one that nobody may."""

    index: GuideIndexPage
    shown: GuidePage
    hidden: GuidePage


def make_hidden(index: GuideIndexPage) -> GuidePage:
    """A guide whose every text says the canary."""
    guide: GuidePage = GuidePageFactory(
        parent=index,
        title=f"Titre {CANARY}",
        slug=f"guide-{CANARY}",
        summary=f"Résumé {CANARY}",
        search_words=f"mot-{CANARY}",
        search_description=f"Description {CANARY}",
        official_url=f"https://{CANARY}.example/",
        steps=[make_step(f"Étape {CANARY}", instruction=f"<p>Consigne {CANARY}</p>")],
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        checked_on=timezone.localdate(),
        level=SkillLevelFactory(code="avance", name=f"Niveau {CANARY}"),
        procedure_type=ProcedureTypeFactory(code=f"papiers-citoyennete/{CANARY}", name=f"Type {CANARY}"),
        official_site=OfficialSiteFactory(code=f"site-{CANARY}", name=f"Site {CANARY}"),
    )
    guide.devices = [DeviceFactory(code=f"appareil-{CANARY}", name=f"Appareil {CANARY}")]
    guide.audiences = [AudienceFactory(code=f"public-{CANARY}", name=f"Public {CANARY}")]
    guide.vocabulary = [GlossaryTermFactory(code=f"mot-{CANARY}", name=f"Mot {CANARY}")]
    guide.tags.add(f"étiquette {CANARY}")
    guide.save()
    return guide


@pytest.fixture
def place() -> Place:
    """The shown guide names the hidden one in every way a guide can name another."""
    home = make_site()
    index = GuideIndexPageFactory(parent=home)
    hidden = make_hidden(index)
    shown = GuidePageFactory(
        parent=index,
        variant_of=hidden,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )
    shown.next_guides.create(guide=hidden)
    shown.prerequisite_guides.create(guide=hidden)
    hidden.next_guides.create(guide=shown)
    shown.save()
    hidden.save()
    return Place(index, shown, hidden)


def draft(guide: GuidePage) -> None:
    guide.live = False
    guide.first_published_at = guide.last_published_at = None
    guide.save()


def withdrawn(guide: GuidePage) -> None:
    guide.unpublish()


def expired(guide: GuidePage) -> None:
    guide.expire_at = timezone.now() - HOUR
    guide.save()


def embargoed(guide: GuidePage) -> None:
    guide.go_live_at = timezone.now() + HOUR
    guide.first_published_at = None
    guide.save()


def login_only(guide: GuidePage) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)


def group_only(guide: GuidePage) -> None:
    restriction = PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Bureau"))


def behind_a_password(guide: GuidePage) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type="password", password="secret")  # noqa: S106  A test's.


def below_a_restricted_catalogue(guide: GuidePage) -> None:
    closed = GuideIndexPageFactory(parent=guide.get_parent().get_parent(), title="Fermé", slug="ferme")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    guide.move(closed, pos="last-child")
    guide.refresh_from_db()


STATES = [
    draft,
    withdrawn,
    expired,
    embargoed,
    login_only,
    group_only,
    behind_a_password,
    below_a_restricted_catalogue,
]
each_state = pytest.mark.parametrize("hide", STATES, ids=lambda hide: hide.__name__)


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text: str = unescape(content.decode("utf-8", "replace"))
    return text


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return text_of(response)


PAGES = [
    "/",
    "/guides/",
    "/guides/?q=passeport",
    "/guides/?tri=verifie",
    "/guides/?page=2",
    "/sitemap.xml",
    "/guides/fil.atom",
]


def test_the_canary_sings_in_all_these_places_while_the_guide_is_public(client: Client, place: Place) -> None:
    for path in ("/", "/guides/", place.shown.url, place.hidden.url, "/sitemap.xml", "/guides/fil.atom"):
        assert CANARY in read(client, path), path
    assert "Titre" in read(client, f"/guides/?q={CANARY}")


@each_state
def test_no_page_tells_of_a_guide_that_nobody_may_read(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    for path in [*PAGES, place.shown.url]:
        assert CANARY not in read(client, path), path


@each_state
def test_searching_its_words_finds_nothing(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    for words in (CANARY, f"mot-{CANARY}", "kanary", "Titre", "Consigne"):
        text = read(client, f"/guides/?q={words}")
        for clue in (f"Titre {CANARY}", f"Résumé {CANARY}", f"guide-{CANARY}", f"Niveau {CANARY}"):
            assert clue not in text
    assert CANARY not in read(client, "/guides/?q=kanary")


@each_state
def test_it_is_in_no_count(client: Client, place: Place, hide: Callable[[GuidePage], None]) -> None:
    hide(place.hidden)
    before = read(client, "/guides/")
    place.hidden.delete()
    assert read(client, "/guides/") == before


@each_state
def test_its_choices_are_not_offered_and_choosing_them_tells_nothing(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    text = read(client, f"/guides/?niveau=avance&site=site-{CANARY}&appareil=appareil-{CANARY}")
    assert f"Titre {CANARY}" not in text


@each_state
@pytest.mark.parametrize("sheet", SHEETS)
def test_its_sheets_and_short_address_are_not_found(
    client: Client, place: Place, hide: Callable[[GuidePage], None], sheet: str
) -> None:
    address = f"{place.hidden.url}{sheet}"
    hide(place.hidden)
    for path in (address, f"{place.hidden.url}{sheet}", f"/g/{place.hidden.pk}/"):
        response = client.get(path)
        assert response.status_code in {404, 410}, path
        assert f"Titre {CANARY}" not in text_of(response)


def sheet_text(client: Client, guide: GuidePage, sheet: str) -> str:
    response = client.get(f"{guide.url}{sheet}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_sheets_of_another_guide_do_not_name_it(client: Client, place: Place, sheet: str) -> None:
    assert CANARY in sheet_text(client, place.hidden, sheet)
    login_only(place.hidden)
    assert CANARY not in sheet_text(client, place.shown, sheet)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_the_published_words_only(client: Client, place: Place, sheet: str) -> None:
    guide = place.shown
    guide.steps = [("step", make_step("Étape inedite")["value"])]
    guide.summary = "Résumé inedite"
    guide.save_revision()
    assert "inedite" not in sheet_text(client, guide, sheet)


@each_state
def test_its_own_address_says_nothing_of_it(
    client: Client, place: Place, hide: Callable[[GuidePage], None]
) -> None:
    hide(place.hidden)
    response = client.get(place.hidden.url)
    expected = {"draft": 404, "embargoed": 404, "withdrawn": 410, "expired": 410, "behind_a_password": 200}
    assert response.status_code == expected.get(hide.__name__, 302)
    text = text_of(response)
    for word in ("Titre", "Résumé", "Étape", "Consigne", "Niveau", "Description"):
        assert f"{word} {CANARY}" not in text


def test_words_that_are_not_published_yet_show_nowhere(client: Client, place: Place) -> None:
    guide = place.shown
    guide.title = "Titre inedite"
    guide.summary = "Résumé inedite"
    guide.search_words = "inedite"
    guide.steps = [("step", make_step("Étape inedite")["value"])]
    guide.save_revision()
    for path in [*PAGES, guide.url]:
        assert "inedite" not in read(client, path), path
    assert "Titre inedite" not in read(client, "/guides/?q=inedite")


def test_words_planned_for_tomorrow_show_nowhere_today(client: Client, place: Place) -> None:
    guide = place.shown
    guide.save_revision().publish()
    guide.refresh_from_db()
    guide.title = "Titre inedite"
    guide.go_live_at = timezone.now() + HOUR
    guide.save_revision().publish()
    guide.refresh_from_db()
    assert guide.approved_schedule
    for path in ["/", "/guides/", "/sitemap.xml", "/guides/fil.atom", "/guides/renouveler-son-passeport/"]:
        assert "inedite" not in read(client, path), path


def test_a_guide_that_leaves_a_restricted_place_is_public_again(client: Client, place: Place) -> None:
    below_a_restricted_catalogue(place.hidden)
    place.hidden.move(place.index, pos="last-child")
    place.hidden.refresh_from_db()
    assert CANARY in read(client, "/guides/")
    assert CANARY in read(client, place.hidden.url)


def test_a_page_of_another_tree_has_no_address_here(client: Client, place: Place) -> None:
    home = place.index.get_parent()
    outside = GuideIndexPageFactory(parent=home.get_parent(), title="Ailleurs", slug="ailleurs")
    place.hidden.move(outside, pos="last-child")
    for path in [*PAGES, place.shown.url]:
        if path != place.shown.url:
            assert f"Titre {CANARY}" not in read(client, path), path
    assert client.get(f"/g/{place.hidden.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["/guides/guide-kanar/", "/guide-kanari/", "/guides/guide-kanari/autre/"])
def test_an_error_page_suggests_nothing_hidden(client: Client, place: Place, path: str) -> None:
    draft(place.hidden)
    response = client.get(path)
    assert response.status_code == 404
    assert f"Titre {CANARY}" not in text_of(response)


@pytest.mark.parametrize("hide", [draft, withdrawn, expired, embargoed], ids=lambda hide: hide.__name__)
def test_a_menu_does_not_lead_to_a_page_that_is_gone(
    client: Client, place: Place, hide: Callable[[Any], None]
) -> None:
    page = PlainPageFactory(parent=place.index.get_parent(), title="Notre équipe", slug="equipe")
    menus = Navigation.for_site(Site.objects.get())
    menus.main_menu = [("link", {"page": page, "address": "", "label": ""})]
    menus.save()
    assert "Notre équipe" in read(client, "/")
    hide(page)
    assert "Notre équipe" not in read(client, "/")

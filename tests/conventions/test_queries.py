"""A page asks the database as many questions with six guides as with three."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from home.models import Navigation
from lessons.models import GuideIndexPage, GuidePage
from tests.conventions.pages import each_page_type
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    PlainPageFactory,
    ProcedureTypeFactory,
    SiteImageFactory,
    make_step,
)

pytestmark = pytest.mark.django_db

Pages = dict[Any, Any]


def make_guide(index: GuideIndexPage, number: int) -> GuidePage:
    """A guide that shares no term, word or picture with another."""
    now = timezone.now()
    guide: GuidePage = GuidePageFactory(
        parent=index,
        title=f"Faire la démarche {number}",
        first_published_at=now,
        last_published_at=now,
        checked_on=now.date(),
        procedure_type=ProcedureTypeFactory(code=f"papiers-citoyennete/{number}", name=f"Type {number}"),
        official_site=OfficialSiteFactory(code=f"site-{number}", name=f"Site {number}"),
        devices=[DeviceFactory(code=f"appareil-{number}", name=f"Appareil {number}")],
        audiences=[AudienceFactory(code=f"public-{number}", name=f"Public {number}")],
        vocabulary=[GlossaryTermFactory(code=f"mot-{number}", name=f"Mot {number}")],
    )
    guide.tags.add(f"étiquette {number}")
    guide.save()
    return guide


def grow(pages: Pages, count: int) -> None:
    """Bring the site to `count` guides, pages, menu links, and the guide that is read to `count` of everything."""
    index, read = pages[GuideIndexPage], GuidePage.objects.get(pk=pages[GuidePage].pk)
    home = index.get_parent().specific
    start = read.next_guides.count()
    for number in range(start, count):
        guide = make_guide(index, number)
        guide.variant_of = read
        guide.next_guides.create(guide=read)
        guide.save()
        read.next_guides.create(guide=guide)
        read.prerequisite_guides.create(guide=guide)
        read.vocabulary.add(guide.vocabulary.first())
        read.devices.add(guide.devices.first())
        read.audiences.add(guide.audiences.first())
        read.tags.add(f"mot-clé {number}")
        picture = {"image": SiteImageFactory().pk, "alt": "Page de connexion.", "markers": []}
        read.steps.append(
            (
                "step",
                read.steps.stream_block.child_blocks["step"].to_python(
                    make_step(f"Étape {number}", screenshot=picture)["value"]
                ),
            )
        )
        page = PlainPageFactory(parent=home, title=f"Page {number}", slug=f"page-{number}")
        add_to_menus(page)
    read.save()


def add_to_menus(page: Any) -> None:
    menus = Navigation.for_site(Site.objects.get())
    for menu in (menus.main_menu, menus.footer_menu):
        menu.append(("link", {"page": page, "address": "", "label": ""}))
    menus.save()


def questions(client: Client, path: str) -> list[str]:
    """The queries of a GET of `path`, once pictures are resized and caches filled."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def assert_cost_is_the_same(client: Client, pages: Pages, path: str) -> None:
    grow(pages, 3)
    few = questions(client, path)
    grow(pages, 6)
    many = questions(client, path)
    assert len(many) == len(few), (
        f"{path}: {len(few)} queries with three, {len(many)} with six. Fetch together what is shown together "
        "(select_related, prefetch_related, for_listing):\n" + "\n".join(sql[:200] for sql in many)
    )


@each_page_type
def test_a_page_costs_the_same_with_more_guides(client: Client, every_page: Pages, page_type: Any) -> None:
    assert_cost_is_the_same(client, every_page, every_page[page_type].url)


@pytest.mark.parametrize(
    "path",
    [
        "/guides/fil.atom",
        "/sitemap.xml",
        "/guides/?q=demarche",
        "/guides/?niveau=debutant",
        "/guides/?q=zzzzzz",
    ],
)
def test_a_list_costs_the_same_with_more_guides(client: Client, every_page: Pages, path: str) -> None:
    assert_cost_is_the_same(client, every_page, path)


@pytest.mark.parametrize("sheet", ["fiche-apprenant.pdf", "trame-aidant.pdf"])
def test_a_sheet_costs_the_same_with_more_steps(client: Client, every_page: Pages, sheet: str) -> None:
    assert_cost_is_the_same(client, every_page, f"{every_page[GuidePage].url}{sheet}")

"""A page makes as many database queries with six guides as with three."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.caching.page_store import PAGE_STORE
from lessons.models import GuideIndexPage, GuidePage
from tests.conventions.growth import grow
from tests.conventions.pages import each_page_type

pytestmark = pytest.mark.django_db

Pages = dict[Any, Any]


def questions(client: Client, path: str) -> list[str]:
    """The queries of a GET of `path`, with resized pictures and everything cached except the page itself."""
    assert client.get(path).status_code == 200
    PAGE_STORE.forget()
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


@pytest.mark.parametrize("screen", ["suivre/", "suivre/1/", "suivre/4/", "suivre/fin/"])
def test_a_screen_costs_the_same_with_more_steps(client: Client, every_page: Pages, screen: str) -> None:
    assert_cost_is_the_same(client, every_page, f"{every_page[GuidePage].url}{screen}")


@pytest.mark.parametrize("sheet", ["fiche-apprenant.pdf", "trame-aidant.pdf"])
def test_a_sheet_costs_the_same_with_more_steps(client: Client, every_page: Pages, sheet: str) -> None:
    assert_cost_is_the_same(client, every_page, f"{every_page[GuidePage].url}{sheet}")


@pytest.mark.parametrize(
    ("page_type", "query_string", "most"),
    [
        # One for each kind of term and of link; a union of them was not measurably faster.
        (GuidePage, "", 13),
        (GuideIndexPage, "", 12),
        (GuideIndexPage, "?q=demarche&niveau=debutant&duree=30&page=2", 12),
        (GuideIndexPage, "?q=demarhce&appareil=ordinateur&tri=titre", 12),
    ],
)
def test_a_page_that_is_not_in_memory_costs_few_queries(
    client: Client, every_page: Pages, page_type: Any, query_string: str, most: int
) -> None:
    grow(every_page, 6)
    asked = questions(client, f"{every_page[page_type].url}{query_string}")
    assert len(asked) <= most, "\n".join(sql[:200] for sql in asked)


def writes(client: Client, path: str) -> list[str]:
    """The writes of the first GET of `path`, except new sizes of pictures and the count of sheets made for
    its network.
    """
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    said = [query["sql"] for query in captured.captured_queries]
    return [
        sql
        for sql in said
        if sql.startswith(("INSERT", "UPDATE", "DELETE"))
        and not any(table in sql for table in ("home_siterendition", "home_tries"))
    ]


@each_page_type
def test_to_read_a_page_writes_nothing(client: Client, every_page: Pages, page_type: Any) -> None:
    assert writes(client, every_page[page_type].url) == []


@pytest.mark.parametrize(
    "path",
    ["/guides/?q=demarche", "/guides/fil.atom", "/sitemap.xml", "/.well-known/security.txt", "/hors-ligne/"],
)
def test_to_read_a_list_writes_nothing(client: Client, every_page: Pages, path: str) -> None:
    assert writes(client, path) == []


@pytest.mark.parametrize("sheet", ["fiche-apprenant.pdf", "trame-aidant.pdf", "fiche-apprenant.docx"])
def test_to_print_a_sheet_writes_nothing(client: Client, every_page: Pages, sheet: str) -> None:
    assert writes(client, f"{every_page[GuidePage].url}{sheet}") == []


@pytest.mark.parametrize("screen", ["suivre/", "suivre/1/", "suivre/fin/"])
def test_to_follow_a_guide_writes_nothing(client: Client, every_page: Pages, screen: str) -> None:
    assert writes(client, f"{every_page[GuidePage].url}{screen}") == []

"""A page asks the database as many questions with six guides as with three."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.models import GuidePage
from tests.conventions.growth import grow
from tests.conventions.pages import each_page_type

pytestmark = pytest.mark.django_db

Pages = dict[Any, Any]


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

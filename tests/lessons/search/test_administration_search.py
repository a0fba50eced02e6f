"""The administration's search matches the same words, and no input causes an error."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from modelsearch import query as queries
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from lessons.models import GuidePage
from lessons.taxonomy.models import OfficialSite
from tests.factories import UserFactory
from tests.lessons.search.conftest import Guides

HOSTILE = ['"', 'a "b', "   ", "\x00", "mot " * 2_000, "*", "a:b", "'", "%s", "\\", "(", '" ' * 400]


def found(results: object) -> set[str]:
    return {result.title for result in results}  # type: ignore[attr-defined]


def test_pages_are_found_with_the_title_first(guides: Guides) -> None:
    results = list(Page.objects.search("declaration"))
    assert results[0].title == guides["correct"].title
    assert found(results) == {guides["correct"].title, guides["declare"].title}
    assert Page.objects.search("declaration").count() == 2


@pytest.mark.parametrize(
    "typed", ["declaration", "impot", "compte", "identite", "ouvrir site", "declarer revenus"]
)
def test_the_administration_gives_the_order_of_the_catalogue(
    client: Client, guides: Guides, typed: str
) -> None:
    shown = [guide.pk for guide in client.get("/guides/", {"q": typed}).context["results"]]
    assert [page.pk for page in GuidePage.objects.search(typed)] == shown
    assert [page.pk for page in Page.objects.search(typed) if page.pk in shown] == shown


def test_completion_finds_the_beginning_of_a_word(guides: Guides) -> None:
    assert found(Page.objects.autocomplete("ident")) == {guides["identity"].title}
    assert found(Page.objects.search("ident")) == set()


def test_terms_are_found_by_what_people_say(guides: Guides) -> None:
    assert [site.name for site in get_search_backend().search("impots", OfficialSite)] == ["impots.gouv.fr"]


def test_a_query_can_be_built_of_parts(guides: Guides) -> None:
    def titles(query: object) -> set[str]:
        return found(GuidePage.objects.search(query))

    declare, correct = guides["declare"].title, guides["correct"].title
    assert titles(queries.Phrase("impots gouv") & ~queries.PlainText("corriger")) == {declare}
    assert titles(queries.PlainText("corriger première", operator="or")) == {declare, correct}
    assert titles(queries.PlainText("corriger") | queries.PlainText("ameli")) == {
        correct,
        guides["ameli"].title,
    }
    assert titles(queries.Boost(queries.PlainText("corriger"), 2)) == {correct}
    assert titles(queries.Fuzzy("corriger")) == {correct}
    assert len(titles(queries.MATCH_ALL)) == len(guides)
    assert titles(queries.MATCH_NONE) == set()


def test_results_can_be_counted_by_value_scored_cut_and_ordered(guides: Guides) -> None:
    results = GuidePage.objects.search("impot")
    assert results.facet("level_id") == {guides["declare"].level_id: 1, guides["correct"].level_id: 1}
    assert all(result.points > 0 for result in results.annotate_score("points"))
    assert len(results[:1]) == 1
    by_title = GuidePage.objects.order_by("title").search("impot", order_by_relevance=False)
    assert [guide.title for guide in by_title] == sorted(found(results))


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:8]))
@pytest.mark.parametrize(
    "address",
    [
        "/administration/pages/search/",
        "/administration/snippets/taxonomy/officialsite/",
        "/administration/images/",
        "/administration/choose-page/search/",
    ],
)
def test_no_typing_breaks_the_administration(
    guides: Guides, admin_client: Client, address: str, typed: str
) -> None:
    assert admin_client.get(address, {"q": typed}).status_code == 200


@pytest.fixture
def admin_client(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@given(text=st.text(max_size=60))
def test_any_text_is_searched_and_completed(guides: Guides, text: str) -> None:
    assert Page.objects.search(text).count() >= 0
    assert len(list(Page.objects.autocomplete(text))) >= 0

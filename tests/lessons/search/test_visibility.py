"""Hidden content is not found, counted, suggested or used for corrections."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import (
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    ThemeFactory,
    make_step,
)
from tests.lessons.search.conftest import Search, choices

Hide = Callable[[GuidePage], object]


def unpublish(guide: GuidePage) -> None:
    guide.unpublish()


def expire(guide: GuidePage) -> None:
    GuidePage.objects.filter(pk=guide.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def hold_back(guide: GuidePage) -> None:
    GuidePage.objects.filter(pk=guide.pk).update(go_live_at=timezone.now() + timedelta(days=1))


def restrict(guide: GuidePage) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def canary(index: GuideIndexPage) -> GuidePage:
    """A guide with words that occur nowhere else, beside an ordinary one."""
    GuidePageFactory(parent=index)
    guide: GuidePage = GuidePageFactory(
        parent=index,
        title="Zanzibar",
        summary="Quetzalcoatl",
        search_words="ornithorynque",
        procedure_type=ProcedureTypeFactory(
            code="theme-cache/type-cache",
            name="Type caché",
            parent=ThemeFactory(code="theme-cache", name="Thème caché"),
        ),
        official_site=OfficialSiteFactory(code="site-cache", name="site-cache.fr"),
        steps=[make_step("Kaléidoscope", minutes=100)],
    )
    return guide


def test_the_canary_sings_when_it_may(canary: GuidePage, search: Search) -> None:
    for typed in ["zanzibar", "zanzibra", "quetzalcoatl", "ornithorynques", "kaleidoscope", "cache"]:
        assert search(typed)["total"] == 1


@pytest.mark.parametrize("hide", [unpublish, expire, hold_back, restrict])
def test_a_hidden_guide_is_nowhere(canary: GuidePage, search: Search, hide: Hide) -> None:
    hide(canary)
    for typed in [
        "zanzibar",
        "zanzibra",
        "zanz",
        "quetzalcoatl",
        "quetzalcoat",
        "ornithorynque",
        "kaleidoscope",
    ]:
        context = search(typed)
        assert (context["total"], context["correction"]) == (0, None)
        assert all("caché" not in str(link.label) for link in context["suggestions"])
    context = search()
    assert context["total"] == 1
    assert "theme-cache" not in choices(context, "demarche")
    assert "site-cache" not in choices(context, "site")
    assert "plus" not in choices(context, "duree")
    assert search(site="site-cache")["total"] == search(site="jamais-vu")["total"] == 1


@pytest.mark.parametrize("hide", [unpublish, expire, hold_back, restrict])
@pytest.mark.parametrize("query", ["q=zanzibra", "q=zanzibar", "q=passport", "demarche=theme-cache", ""])
def test_the_page_never_says_a_hidden_word(
    canary: GuidePage, client: Client, index: GuideIndexPage, hide: Hide, query: str
) -> None:
    hide(canary)
    text = client.get(f"{index.url}?{query}").content.decode().lower()
    typed = query.removeprefix("q=")
    for word in {"zanzibar", "quetzalcoatl", "ornithorynque", "kaléidoscope"} - {typed}:
        assert word not in text


def test_a_draft_of_a_public_guide_is_not_found_before_it_is_published(
    canary: GuidePage, search: Search
) -> None:
    draft = canary.get_latest_revision_as_object()
    draft.title, draft.summary = "Tamanoir", "Capybara"
    revision = draft.save_revision()
    assert [search(typed)["total"] for typed in ["tamanoir", "capybara", "zanzibar"]] == [0, 0, 1]
    revision.publish()
    assert [search(typed)["total"] for typed in ["tamanoir", "capybara", "zanzibar"]] == [1, 1, 0]

"""Results that take several pages."""

import pytest

from lessons.models import GuideIndexPage
from tests.factories import GuidePageFactory
from tests.lessons.search.conftest import Search, titles
from tests.support.module_fixtures import once_a_module

pytestmark = pytest.mark.usefixtures("many")


@once_a_module
def many(guide_keys: dict[str, int]) -> None:
    catalogue = GuideIndexPage.objects.get()
    for number in range(41):
        GuidePageFactory(parent=catalogue, title=f"Chercher un emploi {number:02}")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("-1", 3), ("0", 3), ("99999", 3), ("1e9", 1), ("NaN", 1), ("9" * 5000, 1), ("٣", 3), ("", 1)],
)
def test_a_page_that_does_not_exist_is_the_nearest(search: Search, asked: str, shown: int) -> None:
    context = search("emploi", page=asked)
    assert context["results"].number == shown
    assert context["canonical_query"] == ("q=emploi" if shown == 1 else f"q=emploi&page={shown}")


def test_pages_hold_every_guide_once_whatever_the_order(search: Search) -> None:
    for order in ["pertinence", "recents", "verifies", "duree", "titre"]:
        seen = [title for page in (1, 2, 3) for title in titles(search("emploi", tri=order, page=page))]
        assert len(seen) == len(set(seen)) == 41
    assert [len(search("emploi", page=page)["results"]) for page in (1, 2, 3)] == [20, 20, 1]


def test_links_to_pages_keep_the_criteria(search: Search) -> None:
    links = search("emploi", niveau="debutant", page="2")["page_links"]
    assert [(link.label, link.url, link.current) for link in links][:3] == [
        ("Précédente", "/guides/?q=emploi&niveau=debutant", False),
        ("1", "/guides/?q=emploi&niveau=debutant", False),
        ("2", "/guides/?q=emploi&niveau=debutant&page=2", True),
    ]
    assert (links[-1].rel, links[-1].url) == ("next", "/guides/?q=emploi&niveau=debutant&page=3")

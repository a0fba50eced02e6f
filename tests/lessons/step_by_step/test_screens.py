"""Following a guide: one screen before its steps, one for each of them, one after, without JavaScript."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuidePageFactory, make_step

ENDS = ["", "1/", "2/", "3/", "fin/"]


def opened(client: Client, guide: GuidePage, end: str, status: int = 200) -> BeautifulSoup:
    response = client.get(f"{guide.url}suivre/{end}")
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag | BeautifulSoup | None) -> str:
    assert tag
    return " ".join(tag.get_text(" ").split())


def way(page: BeautifulSoup, name: str) -> str | None:
    link = page.select_one(f".follow-foot a[rel={name}]")
    return str(link["href"]) if link else None


def keys(page: BeautifulSoup) -> dict[str, str]:
    """The key of each line to tick, by its words."""
    return {words(box.parent): str(box["value"]) for box in page.select("input[data-tick]")}


def test_one_goes_from_screen_to_screen_and_back(client: Client, followed: GuidePage) -> None:
    pages = [opened(client, followed, end) for end in ENDS]
    addresses = [f"{followed.url}suivre/{end}" for end in ENDS]
    assert [way(page, "next") for page in pages] == [*addresses[1:], None]
    assert [way(page, "prev") for page in pages] == [None, *addresses[:-1]]
    for page in pages:
        assert len(page.find_all("h1")) == 1
        assert len(page.select(".button.main")) == 1
        assert [link["href"] for link in page.select(".all-steps a")] == addresses
        assert [link["href"] for link in page.select(".quit")] == [followed.url]


@pytest.mark.parametrize(
    ("end", "place", "forward"),
    [
        ("", "Avant de commencer", "Commencer Étape 1 : Ouvrir le site"),
        ("1/", "Étape 1 sur 3", "C’est fait Étape 2 : Appuyer sur le bouton"),
        ("3/", "Étape 3 sur 3", "C’est fait Vérifier"),
        ("fin/", "Vérifier", "Terminer Revoir le guide"),
    ],
)
def test_a_screen_says_where_one_is_and_what_comes(
    client: Client, followed: GuidePage, end: str, place: str, forward: str
) -> None:
    page = opened(client, followed, end)
    assert words(page.select_one(".all-steps summary")) == place
    assert words(page.select_one(".button.main")) == forward
    done = int(end[0]) - 1 if end[:1].isdigit() else 3 if end else 0
    assert len(page.select(".segments .done")) == done
    assert len(page.select(".segments .now")) == int(end[:1].isdigit())


def test_the_first_screen_says_what_to_bring_and_which_address_to_type(
    client: Client, followed: GuidePage
) -> None:
    page = opened(client, followed, "")
    boxes = page.select("input[type=checkbox]")
    assert list(keys(page)) == ["Dernier avis d’impôt", "Téléphone"]
    assert {box["autocomplete"] for box in boxes} == {"off"}
    link = page.select_one(".address-to-type a")
    assert (words(link), link and link["href"]) == (
        "impots.gouv.fr",
        "https://www.impots.gouv.fr/accueil/",
    )
    assert "Savoir écrire au clavier." in words(page)


def test_a_step_shows_its_notes_and_its_picture_but_nothing_for_helpers(
    client: Client, followed: GuidePage
) -> None:
    first, second = (opened(client, followed, end) for end in ENDS[1:3])
    assert "Un piège." in words(first)
    assert "Il est en bas." in words(second)
    assert not first.find("img")
    assert second.select_one("img[fetchpriority=high]")
    larger = {str(link["href"]) for link in second.select("[data-enlarge]")}
    picture: Any = client.get(larger.pop())
    assert (picture.status_code, bool(picture.getvalue())) == (200, True)
    assert not larger
    for end in ENDS:
        assert "Secret d’aidant" not in str(opened(client, followed, end))


def test_a_line_whose_words_change_loses_its_tick_and_others_keep_theirs(
    client: Client, followed: GuidePage
) -> None:
    before = keys(opened(client, followed, ""))
    followed.papers = [("item", "Téléphone"), ("item", "Avis d’impôt de 2026"), ("item", "Téléphone")]
    followed.save_revision().publish()
    page = opened(client, followed, "")
    after = [str(box["value"]) for box in page.select("input[data-tick]")]
    assert after[0] == before["Téléphone"]
    assert before["Dernier avis d’impôt"] not in after
    assert len(set(after)) == 3, "Two lines with the same words are two lines."
    assert not set(after) & set(keys(opened(client, followed, "fin/")).values())


def test_the_version_changes_with_the_steps_only(client: Client, followed: GuidePage) -> None:
    def version() -> list[Any]:
        return [part["data-version"] for part in opened(client, followed, "1/").select("[data-version]")]

    before = version()
    followed.papers = []
    followed.save_revision().publish()
    assert version() == before
    del followed.steps[1]
    followed.save_revision().publish()
    assert version() != before


@pytest.mark.parametrize("end", ["0/", "4/", "999999999/"])
def test_a_step_that_was_withdrawn_says_so_with_ways_on(
    client: Client, followed: GuidePage, end: str
) -> None:
    page = opened(client, followed, end, status=404)
    assert "il a maintenant 3 étapes" in words(page)
    ways = [link["href"] for link in page.select("main a.button")]
    assert ways == [f"{followed.url}suivre/3/", f"{followed.url}suivre/", followed.url]


def test_a_guide_without_papers_still_has_a_first_screen(client: Client, catalogue: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=catalogue, steps=[make_step("Lire")], papers=[], checks=[])
    page = opened(client, guide, "")
    assert not page.select("input")
    assert way(page, "next") == f"{guide.url}suivre/1/"
    assert "C’est fini" in words(opened(client, guide, "fin/"))


@pytest.mark.parametrize("end", ["", "1/", "fin/"])
def test_a_guide_without_steps_leads_to_its_page(client: Client, catalogue: GuideIndexPage, end: str) -> None:
    guide = GuidePageFactory(parent=catalogue, steps=[])
    response = client.get(f"{guide.url}suivre/{end}")
    assert (response.status_code, response["Location"]) == (302, guide.url)


@pytest.mark.parametrize("end", ENDS)
def test_a_guide_that_is_not_public_is_not_followed(client: Client, followed: GuidePage, end: str) -> None:
    path, short = f"{followed.url}suivre/{end}", f"/g/{followed.pk}/suivre/"
    restriction = PageViewRestriction.objects.create(page=followed, restriction_type="login")
    assert [client.get(address).status_code for address in (path, short)] == [404, 404]
    restriction.delete()
    assert [client.get(address).status_code for address in (path, short)] == [200, 302]
    Page.objects.get(pk=followed.pk).specific.unpublish()
    assert [client.get(address).status_code for address in (path, short)] == [404, 404]


def test_the_address_of_paper_leads_to_the_first_screen_wherever_the_guide_is(
    client: Client, followed: GuidePage
) -> None:
    assert client.get(f"/g/{followed.pk}/suivre/")["Location"] == "/guides/se-connecter/suivre/"
    followed.slug = "s-identifier"
    followed.save_revision().publish()
    assert client.get(f"/g/{followed.pk}/suivre/")["Location"] == "/guides/s-identifier/suivre/"
    assert client.get(f"/g/{followed.pk}/")["Location"] == "/guides/s-identifier/"


@pytest.mark.parametrize("end", ENDS)
def test_a_screen_is_for_readers_and_not_for_search_engines(
    client: Client, followed: GuidePage, end: str
) -> None:
    response = client.get(f"{followed.url}suivre/{end}")
    page = BeautifulSoup(response.content, "html.parser")
    assert response["X-Robots-Tag"] == "noindex"
    canonical = page.select_one("link[rel=canonical]")
    assert canonical
    assert canonical["href"] == followed.full_url
    assert not response.cookies
    head = client.head(f"{followed.url}suivre/{end}")
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(f"{followed.url}suivre/{end}").status_code in {403, 405}


@pytest.mark.parametrize("end", ENDS)
def test_a_screen_may_be_kept_by_a_browser_and_is_made_once(
    client: Client, followed: GuidePage, end: str, django_assert_num_queries: Any, settings: Any
) -> None:
    path = f"{followed.url}suivre/{end}"
    tag = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        again = client.get(path)
    assert again["X-Offline"] == "page"
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    assert "X-Offline" not in client.get(f"{path}?images=sans")
    settings.OFFLINE = False
    settings.PAGE_CACHE_MB = 0
    assert "X-Offline" not in client.get(path)

"""The first page after login begins with what waits for the person who opens it."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import TaskRun, User
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.models import Reason, Report, Responsibility
from tests.factories import GuidePageFactory, UserFactory
from tests.lessons.quality.conftest import post_edit
from tests.lessons.quality.test_review import SUBMIT, act

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
HOME = "/administration/"
LONG_AGO = date(2020, 1, 1)
EMPTY = "Rien ne vous attend."


def home_of(client: Client) -> BeautifulSoup:
    return BeautifulSoup(client.get(HOME).content, "html.parser")


def words(node: BeautifulSoup) -> str:
    return " ".join(node.get_text(" ", strip=True).split())


def counts(page: BeautifulSoup) -> list[str]:
    return [words(item) for item in page.select(".tasks-counts li")]


def quiet(page: BeautifulSoup) -> str:
    found = page.select_one(".tasks-nothing")
    return words(found) if found else ""


@pytest.mark.parametrize("role", ["writer", "reviewer", "administrator"])
def test_writing_a_guide_is_the_first_thing_on_the_home_page(
    as_user: LogIn, index: GuideIndexPage, role: str, request: pytest.FixtureRequest
) -> None:
    page = home_of(as_user(request.getfixturevalue(role)))
    first = page.select_one("main a")
    assert first is not None
    assert first.get_text(strip=True) == "Écrire un guide"
    assert first["href"] == reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", index.pk))


def test_whoever_may_not_write_is_not_invited_to(as_user: LogIn, index: GuideIndexPage) -> None:
    stranger = UserFactory()
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    html = unescape(as_user(stranger).get(HOME).content.decode())
    assert "Écrire un guide" not in html
    assert "à revérifier" not in html


def test_no_help_in_english_is_offered(as_user: LogIn, writer: User) -> None:
    assert "guide.wagtail.org" not in as_user(writer).get(HOME).content.decode()


@pytest.mark.parametrize("role", ["writer", "reviewer", "administrator"])
def test_whoever_has_nothing_to_do_reads_it_with_what_comes_next(
    as_user: LogIn, index: GuideIndexPage, role: str, request: pytest.FixtureRequest
) -> None:
    page = home_of(as_user(request.getfixturevalue(role)))
    empty = page.select_one(".tasks-empty")
    assert empty is not None
    assert words(empty).startswith(EMPTY)
    assert [link["href"] for link in empty.select("a")] == [reverse("freshness_report")]
    assert counts(page) == []


def test_a_writer_finds_drafts_then_what_came_back_with_its_reason(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, title="Refaire son passeport")
    page = home_of(as_user(writer))
    assert counts(page) == ["1 brouillon à finir"]
    assert quiet(page) == "0 texte à reprendre · 0 signalement à traiter · 0 guide à revérifier"
    post_edit(as_user(writer), draft, title="Refaire son passeport", **SUBMIT)
    assert counts(home_of(as_user(writer))) == []
    act(as_user(reviewer), draft, "reject", comment="L’étape 2 est trop longue.")
    page = home_of(as_user(writer))
    assert counts(page) == ["1 texte à reprendre"]
    back = page.select_one("#a-reprendre")
    assert back is not None
    assert "Refaire son passeport" in words(back)
    assert "L’étape 2 est trop longue." in words(back)
    assert page.select_one(".tasks-counts a[href='#a-reprendre']") is not None
    assert counts(home_of(as_user(reviewer))) == []


def test_a_reviewer_finds_texts_of_others_and_never_their_own(
    as_user: LogIn, writer: User, reviewer: User, other_reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(reviewer), draft, title="Refaire son passeport")
    post_edit(as_user(writer), draft, title="Refaire son passeport", **SUBMIT)
    page = home_of(as_user(other_reviewer))
    assert counts(page) == ["1 texte à relire"]
    panels = [panel["id"] for panel in page.select("main .w-panel[id]")]
    assert panels[0] == "awaiting-review-section"
    target = page.select_one(".tasks-counts a")
    assert target is not None
    assert target["href"] == f"#{panels[0]}"
    assert counts(home_of(as_user(reviewer))) == []


def test_reports_and_checks_are_those_of_a_writers_guides_and_all_of_them_for_a_reviewer(
    as_user: LogIn, writer: User, reviewer: User, index: GuideIndexPage
) -> None:
    mine, given, foreign = (
        GuidePageFactory(parent=index, slug=f"guide-{place}", checked_on=LONG_AGO, owner=owner)
        for place, owner in enumerate((writer, None, reviewer))
    )
    Responsibility.objects.create(guide=given, user=writer)
    for guide in (mine, given, foreign):
        Report.objects.create(guide=guide, reason=Reason.WORDS)
    Report.objects.create(guide=mine, reason=Reason.EXACT)
    assert counts(home_of(as_user(writer))) == ["2 signalements à traiter", "2 guides à revérifier"]
    assert counts(home_of(as_user(reviewer))) == ["3 signalements à traiter", "3 guides à revérifier"]
    Responsibility.objects.create(guide=mine, user=reviewer)
    assert counts(home_of(as_user(writer))) == ["1 signalement à traiter", "1 guide à revérifier"]


def test_an_administrator_reads_what_is_broken_first(
    as_user: LogIn, administrator: User, writer: User
) -> None:
    TaskRun.objects.create(name="liens", succeeded=False, failures=3, message="Le réseau est coupé.")
    page = home_of(as_user(administrator))
    places = [str(page).find(mark) for mark in ("Le réseau est coupé.", "Écrire un guide")]
    assert -1 < places[0] < places[1]
    assert "Le réseau est coupé." not in str(home_of(as_user(writer)))


def test_the_numbers_of_the_site_come_after_the_work(as_user: LogIn, reviewer: User) -> None:
    html = as_user(reviewer).get(HOME).content.decode()
    assert 0 < html.index("Écrire un guide") < html.index("w-summary__list")


def test_the_first_page_costs_the_same_with_more_work(
    as_user: LogIn, writer: User, index: GuideIndexPage
) -> None:
    def add(number: int) -> None:
        for place in range(number):
            guide = GuidePageFactory(
                parent=index, slug=f"guide-{number}-{place}", checked_on=LONG_AGO, owner=writer
            )
            guide.title = f"Brouillon {number} {place}"
            guide.save_revision(user=writer)
            Report.objects.create(guide=guide, reason=Reason.WORDS)

    def cost() -> int:
        client.get(HOME)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(HOME).status_code == 200
        return len(asked)

    client = as_user(writer)
    add(6)
    few = cost()
    add(7)
    assert cost() == few

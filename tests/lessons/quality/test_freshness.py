"""Guides that are due for checking, the click that confirms them, and who is told about the rest."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import User
from lessons.models import CheckedBy, GuideIndexPage, GuidePage
from lessons.quality.freshness import DueStatus, due_guides, mark_as_checked
from lessons.quality.models import Report, Responsibility
from tests.factories import GuidePageFactory, PlainPageFactory, ProcedureTypeFactory, UserFactory
from tests.lessons.quality.conftest import post_edit

# The rows of the module come first: some tests determine their users only when they run.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_key")]
LogIn = Callable[[User], Client]
REPORT = "/administration/qualite/a-reverifier/"


@pytest.fixture
def guides(index: GuideIndexPage) -> dict[DueStatus, GuidePage]:
    """One guide of each kind; their type is checked every six months."""
    ages = {DueStatus.LATE: 200, DueStatus.NEVER: None, DueStatus.SOON: 165, DueStatus.FRESH: 10}
    days = {due: age and timezone.localdate() - timedelta(days=age) for due, age in ages.items()}
    return {
        due: GuidePageFactory(parent=index, title=f"Guide {due}", slug=due.value, checked_on=day)
        for due, day in days.items()
    }


def test_each_guide_stands_where_its_last_check_says(guides: dict[DueStatus, GuidePage]) -> None:
    found = due_guides()
    assert {due: found.ids[due] for due in DueStatus} == {due: [guide.pk] for due, guide in guides.items()}


def test_a_type_that_changes_fast_is_due_sooner(guides: dict[DueStatus, GuidePage]) -> None:
    guides[DueStatus.FRESH].procedure_type.recheck_months = 1
    guides[DueStatus.FRESH].procedure_type.save()
    assert (
        guides[DueStatus.FRESH].pk
        in due_guides(today=timezone.localdate() + timedelta(days=25)).ids[DueStatus.LATE]
    )


def test_drafts_are_not_asked_for(guides: dict[DueStatus, GuidePage], index: GuideIndexPage) -> None:
    draft = GuidePageFactory(parent=index, slug="brouillon", live=False)
    assert not any(draft.pk in ids for ids in due_guides().ids.values())


@pytest.mark.parametrize(
    ("who", "role"),
    [("writer", "redacteur"), ("reviewer", "relecteur"), ("administrator", "administrateur")],
)
def test_one_click_says_that_a_guide_is_still_exact(
    request: pytest.FixtureRequest, as_user: LogIn, published: GuidePage, who: str, role: str
) -> None:
    client = as_user(request.getfixturevalue(who))
    response = client.post(reverse("guide_still_exact", args=(published.pk,)))
    assert response.status_code == 302
    published.refresh_from_db()
    assert (published.checked_on, published.checked_by) == (timezone.localdate(), role)
    assert PageLogEntry.objects.filter(page=published.pk, action="lessons.guide.checked").exists()


def test_it_asks_for_a_post_and_for_the_right_to_edit(
    as_user: LogIn, writer: User, published: GuidePage, index: GuideIndexPage
) -> None:
    address = reverse("guide_still_exact", args=(published.pk,))
    assert as_user(writer).get(address).status_code == 405
    assert as_user(UserFactory(username="passant")).post(address).status_code == 302
    published.refresh_from_db()
    assert published.checked_on is None


def test_a_click_makes_no_version_and_a_draft_in_progress_does_not_bring_the_old_date_back(
    as_user: LogIn, writer: User, reviewer: User, administrator: User, published: GuidePage
) -> None:
    client = as_user(writer)
    post_edit(client, published, title="Refaire", change_note="Titre.", **{"action-submit": "1"})
    versions = published.revisions.count()
    mark_as_checked([published], reviewer)
    assert published.revisions.count() == versions
    GuidePage.objects.get(pk=published.pk).get_latest_revision().publish()
    published.refresh_from_db()
    assert (published.title, published.checked_on) == ("Refaire", timezone.localdate())
    assert published.checked_by == CheckedBy.REVIEWER


def rows(client: Client, **query: str) -> list[str]:
    html = unescape(client.get(REPORT, query).content.decode())
    return [due.value for due in DueStatus if f"Guide {due}" in html]


def test_the_report_filters_by_state_and_type(
    as_user: LogIn, writer: User, guides: dict[DueStatus, GuidePage]
) -> None:
    other = ProcedureTypeFactory(code="papiers-citoyennete/autre", name="Autre")
    GuidePage.objects.filter(pk=guides[DueStatus.NEVER].pk).update(procedure_type=other)
    client = as_user(writer)
    assert rows(client) == ["late", "never", "soon", "fresh"]
    assert rows(client, due="never") == ["never"]
    assert rows(client, procedure_type=str(other.pk)) == ["never"]
    assert rows(client, theme=str(other.parent_id)) == ["late", "never", "soon", "fresh"]


def test_the_report_leaves_as_a_table(
    as_user: LogIn, writer: User, guides: dict[DueStatus, GuidePage]
) -> None:
    response = as_user(writer).get(REPORT, {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == 4
    assert {"Guide", "Vérifié le", "À revérifier le", "État"} <= set(table[0])


def test_the_administrations_home_page_shows_what_waits(
    as_user: LogIn, writer: User, guides: dict[DueStatus, GuidePage]
) -> None:
    html = unescape(as_user(writer).get("/administration/").content.decode())
    assert "À revérifier, par toute l’équipe" in html
    assert f'action="{reverse("guide_still_exact", args=(guides[DueStatus.LATE].pk,))}"' in html


def test_a_button_stands_on_the_guide_only_once_it_is_public(
    as_user: LogIn, administrator: User, draft: GuidePage, published: GuidePage, index: GuideIndexPage
) -> None:
    client = as_user(administrator)
    words = "Toujours exact aujourd’hui"
    plain = PlainPageFactory(parent=index.get_parent())
    shown = {
        page.pk: words
        in unescape(client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode())
        for page in (draft, published, plain)
    }
    assert shown == {draft.pk: False, published.pk: True, plain.pk: False}


def outbox() -> dict[str, Any]:
    return {message.to[0]: message.body for message in mail.outbox}


def test_the_weekly_mail_tells_each_person_of_their_guides(
    writer: User, reviewer: User, administrator: User, guides: dict[DueStatus, GuidePage]
) -> None:
    GuidePage.objects.update(owner=None)
    GuidePage.objects.filter(pk=guides[DueStatus.LATE].pk).update(owner=writer)
    Responsibility.objects.create(guide=guides[DueStatus.NEVER], user=reviewer)
    Report.objects.create(guide=guides[DueStatus.LATE], reason="words", step_title="Ouvrir")
    call_command("weekly_mail")
    told = outbox()
    assert "Guide late" in told[writer.email]
    assert "Un bouton ou un mot a changé" in told[writer.email]
    assert "Guide never" not in told[writer.email]
    assert "Guide never" in told[reviewer.email]
    assert "Guide soon" in told[administrator.email]


def test_nobody_gets_an_empty_mail(writer: User, index: GuideIndexPage) -> None:
    GuidePageFactory(parent=index, owner=writer, checked_on=timezone.localdate())
    call_command("weekly_mail")
    assert mail.outbox == []

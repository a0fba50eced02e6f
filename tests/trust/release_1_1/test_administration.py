"""What editors find on the upgraded site: history, permissions, a review, revisions, pictures, links."""

from typing import Any

from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from tests.trust.release_1_1.answers import rows
from tests.trust.release_1_1.answers.administration import (
    ACCOUNTS,
    ADMINISTRATION,
    concerns,
    history,
    listed,
    logged_in,
    menu,
)

WAITING = "consulter-ses-points-de-permis"
NEW_SUMMARY = "sans aller au guichet"


def test_the_history_tells_everything_in_the_same_words(answers: Any) -> None:
    assert history() == answers["history"]


def test_links_keep_the_answers_they_gave(answers: Any) -> None:
    """In any order: the database decides the order of those in one state."""
    assert sorted(listed("qualite/liens/")) == sorted(answers["links"])


def test_the_same_is_said_of_pictures(answers: Any) -> None:
    """One shows what looks like personal data, one was confirmed as harmless, one was masked."""
    assert concerns() == answers["concerns"]


def test_every_role_finds_its_screens(answers: Any) -> None:
    for username in ACCOUNTS:
        assert set(answers["menus"][username]) <= set(menu(username)), username


def assert_roles_may_what_they_might(answers: Any) -> None:
    now = rows.permissions()
    for role, permissions in answers["permissions"].items():
        assert set(permissions) <= set(now[role]), role


def test_roles_keep_their_permissions(answers: Any) -> None:
    assert_roles_may_what_they_might(answers)


def test_setting_roles_up_again_takes_no_permission_away(answers: Any) -> None:
    call_command("set_up_roles")
    assert_roles_may_what_they_might(answers)


def decide(username: str, action: str) -> int:
    """Press a button on the guide under review; return the status of the response."""
    guide = Page.objects.get(slug=WAITING)
    state = guide.current_workflow_state.current_task_state
    address = f"{ADMINISTRATION}pages/workflow/action/{guide.pk}/{action}/{state.pk}/"
    status: int = logged_in(username).post(address, {"comment": "C’est clair."}).status_code
    return status


def shown() -> str:
    return Client().get(f"/guides/{WAITING}/").content.decode()


def test_the_guide_that_waits_for_review_is_published_by_a_reviewer() -> None:
    assert NEW_SUMMARY not in shown()
    decide("relecteur", "approve")
    assert NEW_SUMMARY in shown()


def test_its_author_cannot_approve_it() -> None:
    decide("redacteur", "approve")
    assert NEW_SUMMARY not in shown()


def test_versions_hold_what_their_pages_hold(answers: Any) -> None:
    now = rows.fields_of_versions()
    assert {
        page: sorted({*fields} & {*now[page]}) for page, fields in answers["versions"].items()
    } == answers["versions"]


def test_every_kind_of_thing_that_rows_name_is_known(answers: Any) -> None:
    assert set(answers["kinds"]) <= set(rows.kinds_in_use())

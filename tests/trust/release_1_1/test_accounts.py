"""Printed codes, phones, logins, invitations and lockouts are still valid after the upgrade."""

from django.test import Client

from tests.trust.release_1_1.answers.administration import (
    ADMINISTRATION,
    LOG_IN,
    SECOND_STEP,
    code_of_telephone,
    logged_in,
)
from tests.trust.release_1_1.held import ClientState


def log_in(held: ClientState, code: str) -> bool:
    """Whether the reviewer can log in with the password and this code."""
    browser = Client()
    browser.post(LOG_IN, {"username": held.reviewer, "password": held.password})
    assert browser.get(ADMINISTRATION).status_code == 302
    browser.post(SECOND_STEP, {"code": code})
    return browser.get(ADMINISTRATION).status_code == 200


def test_a_printed_code_logs_in_once(held: ClientState) -> None:
    assert log_in(held, held.printed_codes[0])
    assert not log_in(held, held.printed_codes[0])


def test_a_printed_code_that_was_used_stays_so(held: ClientState) -> None:
    assert not log_in(held, held.used_code)


def test_the_telephone_logs_in(held: ClientState) -> None:
    assert log_in(held, code_of_telephone(held.telephone_key))


def test_who_was_logged_in_stays_so(held: ClientState) -> None:
    browser = Client()
    browser.cookies["sessionid"] = held.login_cookie
    assert browser.get(ADMINISTRATION).status_code == 200


def test_an_invitation_on_its_way_sets_the_second_step_up(held: ClientState) -> None:
    invited = logged_in(held.invited)
    assert invited.get(held.invitation)["Location"] == f"{SECOND_STEP}installer/"
    assert invited.get(f"{SECOND_STEP}installer/").status_code == 200


def test_a_name_that_was_locked_out_stays_so_for_that_network(held: ClientState) -> None:
    password = {"username": held.locked_out, "password": held.password}
    assert Client(REMOTE_ADDR=held.locked_network).post(LOG_IN, password).status_code == 429
    assert Client().post(LOG_IN, password).status_code == 302

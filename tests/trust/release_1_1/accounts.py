"""Accounts in addition to those of the demo: one with a second factor, one invited to set it up, one locked
out.
"""

import re
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.accounts.roles import REVIEWERS, WRITERS
from home.accounts.two_factor import invitation
from home.models import User
from tests.trust.release_1_1.answers.administration import LOG_IN, SECOND_STEP, code_of_telephone

NETWORK = "203.0.113.7"
TRIES = 6
WORDS = "trois mots et une lampe"  # The password of these invented people.


def make_accounts() -> dict[str, Any]:
    """Add a reviewer with a second factor and two writers; return what the three hold."""
    return {
        "password": WORDS,
        **_reviewer_with_second_step("marie"),
        **_invited_writer("nadia"),
        **_locked_out_writer("paul"),
    }


def _account(username: str, group: str) -> User:
    mail = f"{username}@pas-a-pas.example"
    user: User = User.objects.create_user(username, mail, WORDS, first_name=username.title())
    user.groups.set(Group.objects.filter(name=group))
    return user


def _reviewer_with_second_step(username: str) -> dict[str, Any]:
    """Sets it up at the e-mailed address, then uses one of the printed codes in another browser."""
    user, browser, other = _account(username, REVIEWERS), Client(), Client()
    password = {"username": username, "password": WORDS}
    browser.post(LOG_IN, password)
    browser.get(_path(invitation(user)), follow=True)
    device = TOTPDevice.objects.get(user=user)
    page = browser.post(f"{SECOND_STEP}installer/", {"code": code_of_telephone(device.key)})
    codes = re.findall(r"<code>([\w-]{14})</code>", page.content.decode())
    other.post(LOG_IN, password)
    assert other.post(SECOND_STEP, {"code": codes[0]}).status_code == 302
    session = Session.objects.get(pk=browser.cookies["sessionid"].value)
    row = {"session_key": session.pk, "session_data": session.session_data}
    return {
        "reviewer": username,
        "telephone_key": device.key,
        "printed_codes": codes[1:3],
        "used_code": codes[0],
        "login_cookie": session.pk,
        "rows": {"django_session": [{**row, "expire_date": session.expire_date.isoformat()}]},
    }


def _invited_writer(username: str) -> dict[str, Any]:
    return {"invited": username, "invitation": _path(invitation(_account(username, WRITERS)))}


def _locked_out_writer(username: str) -> dict[str, Any]:
    _account(username, WRITERS)
    browser = Client(REMOTE_ADDR=NETWORK)
    for _try in range(TRIES):
        browser.post(LOG_IN, {"username": username, "password": "un autre mot de passe"})
    return {"locked_out": username, "locked_network": NETWORK}


def _path(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)

"""Error pages and exceptional states: refused forms, withdrawn guides, server errors, the pages of the second
factor.
"""

import base64
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import count

import pytest
from django.template.loader import render_to_string
from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.waiting import wait_until
from tests.support.browser import (
    assert_accessible,
    assert_buttons_are_whole,
    assert_no_sideways_scroll,
    open_context,
)
from tests.support.server import manage, running

PHRASE = "un mot de passe long"
# A formerly public guide; a user who may publish and has no second factor yet.
MADE = f"""
from django.core.management import call_command
from home.models import User
from lessons.models import GuidePage
source = GuidePage.objects.get(slug="declarer-ses-revenus-en-ligne")
source.copy(update_attrs={{"slug": "retire", "title": "Guide retiré"}}, keep_live=True).unpublish()
User.objects.create_superuser("porte", "porte@exemple.fr", "{PHRASE}")
"""


@pytest.fixture(scope="session")
def made(demo: dict[str, str]) -> None:
    manage(demo, "shell", "--command", MADE)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def window(request: pytest.FixtureRequest, chromium: Browser, site: str) -> Iterator[Page]:
    with open_context(chromium, base_url=site, **request.param) as context:
        yield context.new_page()


def assert_good(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    assert_buttons_are_whole(page)


@pytest.mark.usefixtures("made")
def test_a_withdrawn_guide_says_so(window: Page) -> None:
    answer = window.goto("/guides/retire/")
    assert answer
    assert answer.status == 410
    assert_good(window, "Cette page a été retirée")


@pytest.mark.parametrize("status", [400, 500, 503])
def test_a_site_that_fails_says_what_to_do(window: Page, status: int) -> None:
    """The test answers in place of the server, which cannot be made to fail; all else comes from
    the server.
    """
    body = render_to_string(f"{status}.html")
    window.context.route(
        "**/panne/", lambda route: route.fulfill(status=status, body=body, content_type="text/html")
    )
    window.goto("/panne/")
    assert_good(window, window.locator("h1").inner_text())
    assert window.locator("h1").evaluate("one => getComputedStyle(one).fontFamily") != "serif"


def test_a_refused_report_names_what_is_wrong_and_loses_nothing(window: Page) -> None:
    window.goto("/guides/declarer-ses-revenus-en-ligne/")
    window.goto(window.locator("a[href^='/signaler/']").first.get_attribute("href") or "")
    window.get_by_role("textbox").last.fill("pas-une-adresse")
    window.get_by_role("button", name="Envoyer").click()
    expect(window.locator(".form-error").first).to_be_visible()
    assert_good(window, window.locator("h1").inner_text())
    expect(window.get_by_role("textbox").last).to_have_value("pas-une-adresse")


def test_a_form_of_another_time_is_refused_kindly(window: Page) -> None:
    window.goto("/administration/login/")
    window.context.clear_cookies()
    send(window, "admin", "faux")
    assert_good(window, "Votre envoi n’a pas été enregistré")


def test_a_wrong_password_is_said(window: Page) -> None:
    window.goto("/administration/login/")
    send(window, "personne", "faux")
    expect(window.get_by_text("ne correspondent à aucun utilisateur")).to_be_visible()
    assert_accessible(window)


@pytest.mark.usefixtures("made")
def test_the_second_step_is_set_up_then_asked_for(chromium: Browser, demo: dict[str, str]) -> None:
    strict = running(demo | {"REQUIRE_TWO_FACTOR": "true"})
    with strict as port, open_context(chromium, base_url=f"http://localhost:{port}", **PHONE) as context:
        page = context.new_page()
        page.goto("/administration/login/")
        send(page, "porte", PHRASE)
        assert_good(page, "Deuxième étape")
        page.goto(invitation(demo))
        key = page.locator(".account-key").inner_text()
        answer(page, wrong_code(key), "Vérifier")
        expect(page.get_by_text("Ce code n’est pas le bon")).to_be_visible()
        assert_good(page, "Deuxième étape")
        wait_until(partial(is_taken, page, key), "a right code is taken some time after a wrong one")
        assert_good(page, "Codes à imprimer")
        code = page.locator(".account-codes code").first.inner_text()
        page.get_by_role("button", name="Se déconnecter").click()
        send(page, "porte", PHRASE)
        assert_good(page, "Deuxième étape")
        answer(page, code, "Entrer")
        page.wait_for_url("**/administration/")


def send(page: Page, username: str, password: str) -> None:
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")


def answer(page: Page, code: str, button: str) -> None:
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name=button).click()


def is_taken(page: Page, key: str) -> bool:
    """Type the code of the phone. After a wrong code it is refused for a moment; each is valid for half a
    minute.
    """
    with page.expect_navigation():
        answer(page, shown_by_a_telephone(key), "Vérifier")
    return page.locator(".account-codes").count() > 0


def invitation(demo: dict[str, str]) -> str:
    """The address that the server's administrator hands over."""
    command = [sys.executable, "manage.py", "second_step", "porte"]
    said = subprocess.run(command, env=demo, check=True, capture_output=True, text=True).stdout
    return "/administration/" + said.strip().partition("/administration/")[2]


def shown_by_a_telephone(key: str, half_minutes: int = 0) -> str:
    """The six digits of this half minute, or of the one before or after it (RFC 6238)."""
    packed = key.replace(" ", "")
    secret = base64.b32decode(packed + "=" * (-len(packed) % 8))
    clock = TOTP(secret)
    clock.time = time.time() + clock.step * half_minutes
    return f"{clock.token():06d}"


def wrong_code(key: str) -> str:
    """A code that the phone shows neither now nor soon."""
    right = {shown_by_a_telephone(key, half_minutes) for half_minutes in range(-2, 10)}
    return next(code for code in map("{:06d}".format, count()) if code not in right)

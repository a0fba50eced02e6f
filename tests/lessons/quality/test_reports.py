"""A reader reports that a step has changed: without an account, a cookie or JavaScript, and
nothing is lost.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import MailFault, User
from home.public_forms import tokens
from lessons.models import GuidePage
from lessons.quality.models import Report, Status
from lessons.quality.reports.expiry import delete_expired
from lessons.quality.reports.notifications import notify_of_reports
from lessons.quality.reports.views import REPORTS
from lessons.quality.weekly_mail import send_weekly_mails
from tests.support.mail import BROKEN, DEAD, REFUSING

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]


@pytest.fixture
def guide(published: GuidePage) -> GuidePage:
    return published


def address(guide: GuidePage, step: int = 0) -> str:
    return reverse("report_step", args=(guide.pk, guide.steps[step].id))


def token_of(response: Any) -> str:
    match = re.search(r'name="token" value="([^"]+)"', response.content.decode())
    assert match
    return match[1]


def send(client: Client, path: str, *, after: float = 10, **said: str) -> Any:
    """Open the form, wait `after` seconds, send it."""
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        token = token_of(client.get(path))
    with time_machine.travel(now + timedelta(seconds=after), tick=False):
        return client.post(path, {"token": token, "reason": "words", **said})


def test_every_step_of_the_page_leads_to_its_form(client: Client, guide: GuidePage) -> None:
    html = client.get(guide.url).content.decode()
    assert html.count("Cette étape a changé\xa0?") == 2
    assert f'href="{address(guide, 1)}"' in html
    form = unescape(client.get(address(guide, 1)).content.decode())
    assert "Étape 2\xa0: Se connecter" in form


def test_a_message_reaches_the_inbox_tied_to_its_guide_and_step(client: Client, guide: GuidePage) -> None:
    response = send(client, address(guide), text="Le bouton s’appelle Suivant.", mail="nom@exemple.fr")
    assert response.status_code == 302
    assert "enregistré" in client.get(response["Location"]).content.decode()
    report = Report.objects.get()
    assert (report.guide_id, report.step_id) == (guide.pk, guide.steps[0].id)
    assert (report.step_title, report.reason) == ("Ouvrir le site officiel", "words")
    assert (report.text, report.mail) == ("Le bouton s’appelle Suivant.", "nom@exemple.fr")
    assert report.status == Status.NEW


def test_no_cookie_is_set_or_needed(guide: GuidePage) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in (
        address(guide),
        reverse("report_guide", args=(guide.pk,)),
        reverse("still_exact", args=(guide.pk,)),
    ):
        assert not strict.get(path).cookies
        response = send(strict, path)
        assert response.status_code == 302
        assert not response.cookies
    assert Report.objects.count() == 3


def test_a_helper_says_that_all_is_exact(client: Client, guide: GuidePage) -> None:
    path = reverse("still_exact", args=(guide.pk,))
    assert f'href="{path}"' in client.get(guide.url).content.decode()
    send(client, path)
    assert Report.objects.get().reason == "exact"
    assert not Report.objects.open().exists()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Je suis au 06 12 34 56 78", "un numéro de téléphone"),
        ("2 69 05 49 588 157 80", "un numéro de sécurité sociale"),
        ("jean.dupont@free.fr", "une adresse de messagerie"),
    ],
)
def test_identifiers_typed_by_mistake_are_refused_politely_and_the_text_is_kept(
    client: Client, guide: GuidePage, text: str, name: str
) -> None:
    response = send(client, address(guide), text=text)
    html = unescape(response.content.decode())
    assert response.status_code == 422
    assert name in html
    assert text in html
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": ""}, "Choisissez une raison."),
        ({"reason": "exact"}, "Choisissez une raison de la liste."),
        ({"text": "x" * 501}, "trop long"),
        ({"mail": "nom"}, "Cette adresse n’est pas complète"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    client: Client, guide: GuidePage, said: dict[str, str], words: str
) -> None:
    response = send(client, address(guide), **said)
    assert words in unescape(response.content.decode())
    assert not Report.objects.exists()


def test_a_robot_is_thanked_and_nothing_is_stored(client: Client, guide: GuidePage) -> None:
    assert send(client, address(guide), website="https://spam.example/").status_code == 302
    assert not Report.objects.exists()


def test_too_fast_is_asked_again_and_the_text_stays(client: Client, guide: GuidePage) -> None:
    response = send(client, address(guide), after=1, text="Le menu a bougé.")
    assert "Relisez votre message" in response.content.decode()
    assert "Le menu a bougé." in response.content.decode()
    assert not Report.objects.exists()


def test_a_page_left_open_for_days_gets_a_new_token(client: Client, guide: GuidePage) -> None:
    response = send(client, address(guide), after=3 * 24 * 3600, text="Le menu a bougé.")
    assert response.status_code == 422
    assert "Le menu a bougé." in response.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=3, seconds=30), tick=False):
        again = {"token": token_of(response), "reason": "words"}
        assert client.post(address(guide), again).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "WyJyZXBvcnQ6MSJd:abc:def", "\x00"])
def test_a_forged_token_stores_nothing(client: Client, guide: GuidePage, token: str) -> None:
    assert client.post(address(guide), {"token": token, "reason": "words"}).status_code == 422
    assert not Report.objects.exists()


def test_a_token_of_another_guide_or_form_is_forged(client: Client, guide: GuidePage) -> None:
    other = tokens.new_token(f"exact:{guide.pk}")
    with time_machine.travel(timezone.now() + timedelta(seconds=30), tick=False):
        assert client.post(address(guide), {"token": other, "reason": "words"}).status_code == 422


def test_sending_the_same_page_twice_stores_once(client: Client, guide: GuidePage) -> None:
    token = token_of(client.get(address(guide)))
    with time_machine.travel(timezone.now() + timedelta(seconds=30), tick=False):
        for _time in range(2):
            assert client.post(address(guide), {"token": token, "reason": "words"}).status_code == 302
    assert Report.objects.count() == 1


def test_a_library_has_room_and_a_flood_has_not(client: Client, guide: GuidePage) -> None:
    with time_machine.travel("2026-11-28T10:05:00Z"):
        for _reader in range(REPORTS.limit):
            assert send(client, address(guide)).status_code == 302
        refused = send(client, address(guide), text="Mon message")
        assert refused.status_code == 429
        assert "Mon message" in refused.content.decode()
        elsewhere = Client(REMOTE_ADDR="203.0.113.9")
        assert send(elsewhere, address(guide)).status_code == 302
    with time_machine.travel("2026-11-28T11:00:00Z"):
        assert send(client, address(guide), text="Mon message").status_code == 302


def test_a_guide_that_nobody_may_read_has_no_form(client: Client, draft: GuidePage) -> None:
    for path in (
        address(draft),
        reverse("still_exact", args=(draft.pk,)),
        reverse("report_thanks", args=(draft.pk,)),
    ):
        assert client.get(path).status_code == 404
        assert client.post(path, {}).status_code in {404, 405}


def test_a_step_that_is_gone_becomes_a_message_about_the_guide(client: Client, guide: GuidePage) -> None:
    path = reverse("report_step", args=(guide.pk, "disparue"))
    assert "Ce guide a changé\xa0?" in client.get(path).content.decode()
    send(client, path)
    assert Report.objects.get().step_title == ""


def test_the_person_in_charge_hears_of_it_even_after_the_mail_server_was_down(
    client: Client, guide: GuidePage, writer: User, settings: Any
) -> None:
    send(client, address(guide), text="Le bouton a changé.")
    assert mail.outbox == []
    settings.EMAIL_BACKEND = BROKEN
    with pytest.raises(ConnectionRefusedError):
        notify_of_reports()
    assert Report.objects.get().told_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    notify_of_reports()
    notify_of_reports()
    assert [message.to for message in mail.outbox] == [[writer.email]]
    assert "Le bouton a changé." in mail.outbox[0].body


def test_one_dead_mailbox_keeps_nobody_from_hearing_and_nobody_hears_twice(
    client: Client, guide: GuidePage, writer: User, reviewer: User, administrator: User, settings: Any
) -> None:
    GuidePage.objects.update(owner=None, title="Un titre\net sa suite")
    User.objects.filter(pk__in=[writer.pk, reviewer.pk]).update(email=DEAD)
    settings.EMAIL_BACKEND = REFUSING
    send(client, address(guide), text="Le bouton a changé.")
    for _run in range(3):
        notify_of_reports()
    assert [message.to for message in mail.outbox] == [[administrator.email]]
    assert mail.outbox[0].subject == "Signalement : Un titre et sa suite"
    assert [fault.address for fault in MailFault.objects.all()] == [DEAD]
    mail.outbox.clear()
    GuidePage.objects.update(owner=writer)
    assert send_weekly_mails() == "0 message(s), 1 refusé(s)"
    GuidePage.objects.update(owner=administrator)
    assert send_weekly_mails() == "1 message(s)"


def test_the_inbox_shows_it_and_keeps_what_was_done(
    as_user: LogIn, client: Client, guide: GuidePage, reviewer: User
) -> None:
    send(client, address(guide), text="<b>Le bouton</b> a changé.")
    logged = as_user(reviewer)
    assert "Ouvrir le site officiel" in logged.get(reverse("quality_inbox")).content.decode()
    detail = reverse("quality_report", args=(Report.objects.get().pk,))
    assert "&lt;b&gt;Le bouton&lt;/b&gt;" in logged.get(detail).content.decode()
    logged.post(detail, {"status": "done"})
    report = Report.objects.get()
    assert (report.status, report.closed_by) == ("done", reviewer)
    assert "Ouvrir le site" not in logged.get(reverse("quality_inbox"), {"status": "new"}).content.decode()
    logged.post(detail, {"status": "doing"})
    assert Report.objects.get().closed_at is None


def test_the_inbox_is_for_editors(client: Client, guide: GuidePage) -> None:
    report = Report.objects.create(guide=guide, reason="words")
    for name, args in (("quality_inbox", ()), ("quality_report", (report.pk,)), ("freshness_report", ())):
        response = client.get(reverse(name, args=args))
        assert response.status_code == 302
        assert "login" in response["Location"]


def test_mails_and_texts_are_forgotten_after_their_time(guide: GuidePage) -> None:
    ages = {"hier": 1, "mois": 31, "an": 366}
    for text, days in ages.items():
        closed = timezone.now() - timedelta(days=days)
        Report.objects.create(guide=guide, reason="words", text=text, mail="a@exemple.fr", closed_at=closed)
    Report.objects.create(guide=guide, reason="words", text="ouvert", mail="a@exemple.fr")
    delete_expired()
    kept = {(report.text, bool(report.mail)) for report in Report.objects.all()}
    assert kept == {("hier", True), ("mois", False), ("", False), ("ouvert", True)}

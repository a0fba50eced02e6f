"""A mailbox that refuses, or a server that is down, stops nobody else's e-mail, and
administrators are told.
"""

import smtplib
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.urls import reverse

from home.mail_backends import AfterCommitBackend, deliver
from home.models import MailFault
from tests.factories import UserFactory
from tests.support.isolated_databases import DatabaseFactory

DEAD, BUSY = "mort@exemple.org", "plein@exemple.org"
REFUSAL = {DEAD: (550, b"5.1.1 User unknown")}


class Server:
    """The responses of a mail server; stores the e-mails it accepted."""

    took: ClassVar[list[tuple[str, str]]] = []
    is_down = False
    asked = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        Server.asked += 1
        if Server.is_down:
            raise ConnectionRefusedError(111, "Connection refused")

    def sendmail(self, sender: str, recipients: list[str], content: bytes) -> None:
        if DEAD in recipients:
            raise smtplib.SMTPRecipientsRefused(REFUSAL)
        if BUSY in recipients:
            raise smtplib.SMTPDataError(452, b"4.2.2 Mailbox full")
        Server.took += [(recipient, content.decode()) for recipient in recipients]

    def close(self) -> None:
        pass

    quit = close


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, place: DatabaseFactory, settings: Any) -> Iterator[type[Server]]:
    """On a database whose transactions are really committed, as in production."""
    Server.took, Server.is_down, Server.asked = [], False, 0
    monkeypatch.setattr("smtplib.SMTP", Server)
    settings.EMAIL_BACKEND = "home.mail_backends.AfterCommitBackend"
    with place():
        yield Server


def mail(address: str, subject: str = "Sujet") -> EmailMessage:
    return EmailMessage(subject, "Texte", to=[address])


@pytest.mark.parametrize("refusing", [DEAD, BUSY])
def test_a_mailbox_that_refuses_holds_back_no_other(server: type[Server], refusing: str) -> None:
    assert deliver([mail("a@exemple.org"), mail(refusing), mail("b@exemple.org")]) == 2
    assert [recipient for recipient, _content in server.took] == ["a@exemple.org", "b@exemple.org"]
    assert [fault.address for fault in MailFault.objects.all()] == [refusing]


def test_the_same_holds_for_who_gives_all_to_the_backend(server: type[Server]) -> None:
    assert AfterCommitBackend().send_messages([mail(DEAD), mail("b@exemple.org")]) == 1
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        AfterCommitBackend().send_messages([mail(DEAD)])


def test_the_log_tells_a_fault_once_and_it_ends_with_the_next_mail_that_leaves(
    server: type[Server], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for _time in range(3):
        deliver([mail(DEAD)])
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        f"Mail for {DEAD} could not be sent"
    ]
    assert MailFault.objects.get().reason == "550 5.1.1 User unknown", "In the words of the mail server."
    monkeypatch.setattr(f"{__name__}.DEAD", "autre@exemple.org")
    deliver([mail("mort@exemple.org")])
    assert not MailFault.objects.exists()


def test_a_server_that_is_down_is_asked_once_and_tells_who_may_try_later(server: type[Server]) -> None:
    server.is_down = True
    with pytest.raises(ConnectionRefusedError):
        deliver([mail("a@exemple.org"), mail("b@exemple.org")])
    assert [fault.address for fault in MailFault.objects.all()] == [""]
    server.is_down = False
    assert deliver([mail("a@exemple.org")]) == 1
    assert not MailFault.objects.exists()


def test_the_mails_of_one_act_wait_together_for_a_server_that_does_not_answer(
    server: type[Server], caplog: pytest.LogCaptureFixture
) -> None:
    """With ten seconds each, six reviewers would make the person who submits a guide wait for a minute."""
    server.is_down = True
    with transaction.atomic():
        for address in ("a@exemple.org", "b@exemple.org", "c@exemple.org"):
            AfterCommitBackend().send_messages([mail(address)])
    assert server.asked == 1
    assert [record.name for record in caplog.records] == ["home.mail_backends"], (
        "Told once, without a traceback."
    )


def test_mails_of_one_act_leave_each_on_its_own_and_those_of_what_was_undone_stay(
    server: type[Server],
) -> None:
    with transaction.atomic():
        AfterCommitBackend().send_messages([mail("a@exemple.org")])
        with transaction.atomic():
            AfterCommitBackend().send_messages([mail("undone@exemple.org")])
            transaction.set_rollback(True)
        for address in (DEAD, "b@exemple.org"):
            AfterCommitBackend().send_messages([mail(address)])
    assert [recipient for recipient, _content in server.took] == ["a@exemple.org", "b@exemple.org"]
    assert [fault.address for fault in MailFault.objects.all()] == [DEAD]


def test_the_health_page_says_how_many_and_never_who(server: type[Server], client: Client) -> None:
    assert client.get("/sante/").json()["courrier"] == {"en_panne": False, "boites_refusees": 0}
    deliver([mail(DEAD), mail(BUSY)])
    response = client.get("/sante/")
    assert response.json()["courrier"] == {"en_panne": False, "boites_refusees": 2}
    assert "exemple.org" not in response.content.decode()


def test_the_end_of_a_line_never_reaches_a_header(server: type[Server]) -> None:
    assert deliver([mail("a@exemple.org", "Signalement : Un\r\nBcc: b@exemple.org\n\ttitre")]) == 1
    [(_recipient, content)] = server.took
    assert "Subject: Signalement : Un Bcc: b@exemple.org titre" in content.splitlines()
    assert not [line for line in content.splitlines() if line.startswith("Bcc")]


def test_a_forgotten_password_of_a_dead_mailbox_is_told_to_administrators(
    server: type[Server], client: Client
) -> None:
    UserFactory(email=DEAD, password="un long mot de passe")  # noqa: S106
    assert client.post(reverse("wagtailadmin_password_reset"), {"email": DEAD}).status_code == 302
    assert [fault.address for fault in MailFault.objects.all()] == [DEAD]

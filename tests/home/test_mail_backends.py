"""E-mail is sent once its content is stored; a mail server that is down undoes nobody's work."""

from collections.abc import Iterator
from smtplib import SMTPAuthenticationError
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction

from home.mail_backends import AfterCommitBackend
from tests.support.isolated_databases import DatabaseFactory

MESSAGE = EmailMessage("Sujet", "Texte", to=["a@exemple.fr"])


@pytest.fixture
def own_database(place: DatabaseFactory) -> Iterator[None]:
    """A database whose transactions are really committed."""
    with place():
        yield


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(
        EmailBackend, "send_messages", lambda self, messages: found.extend(messages) or len(messages)
    )
    return found


@pytest.mark.usefixtures("own_database")
def test_it_leaves_after_the_transaction_and_not_when_it_is_undone(sent: list[Any]) -> None:
    with transaction.atomic():
        assert AfterCommitBackend().send_messages([MESSAGE]) == 1
        assert sent == []
    assert sent == [MESSAGE]
    with transaction.atomic():
        AfterCommitBackend().send_messages([MESSAGE])
        transaction.set_rollback(True)
    assert sent == [MESSAGE]


@pytest.mark.usefixtures("own_database")
def test_a_broken_server_undoes_nothing_but_tells_whoever_waits_for_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(self: Any, messages: Any) -> int:
        raise SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with transaction.atomic():
        assert AfterCommitBackend().open() is None
        AfterCommitBackend().send_messages([MESSAGE])
    with pytest.raises(SMTPAuthenticationError):
        AfterCommitBackend().send_messages([MESSAGE])

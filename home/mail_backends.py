"""Sends mail after the transaction commits, message by message, and records failures."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection, transaction
from django.utils import timezone

from home.models import MailFault

SERVER = ""  # Stands for an address in faults of the mail server as a whole.
KEPT = timedelta(days=30)
Send = Callable[[list[EmailMessage]], int | None]
_OF_ONE_MAIL = (SMTPRecipientsRefused, SMTPDataError, ValueError)
_log = logging.getLogger(__name__)


class AfterCommitBackend(EmailBackend):
    """Django's SMTP backend, except that it never sends inside a transaction.

    Inside one, a slow server would hold SQLite's only write lock, a rollback would come after mail about it
    had left, and a broken server would roll back the editor's work. Failures to send after the commit are
    logged.
    """

    def open(self) -> bool | None:
        return None if connection.in_atomic_block else super().open()

    def send_messages(self, email_messages: Any) -> int:
        """Return how many messages were sent. Raises the last error when none could be sent."""
        kept = list(email_messages)
        if connection.in_atomic_block:
            _keep(kept, super().send_messages)
            return len(kept)
        sent, fault = _send_each(kept, super().send_messages)
        if fault is not None and not sent:
            raise fault
        return sent


class _Kept:
    """Messages to send together after the commit, so that an unresponsive server is waited for only once."""

    def __init__(self, send: Send) -> None:
        self.messages: list[EmailMessage] = []
        self._send = send

    def __call__(self) -> None:
        # `_send_each` records and logs failures; no caller waits for them.
        _send_each(self.messages, self._send)


def _keep(messages: list[EmailMessage], send: Send) -> None:
    """Queue `messages` with those queued under the same savepoints, so they are kept or dropped together."""
    savepoints = set(connection.savepoint_ids)
    for waiting in connection.run_on_commit:
        kept_under, action = waiting[:2]
        if isinstance(action, _Kept) and kept_under == savepoints:
            action.messages += messages
            return
    kept = _Kept(send)
    kept.messages += messages
    transaction.on_commit(kept, robust=True)


def deliver(messages: Iterable[EmailMessage]) -> int:
    """Send each of `messages` on its own and return how many were sent.

    A mailbox that refuses a message does not stop the others. Raises the mail server's error when the server
    took no message: then all of them may be sent again later.
    """
    sent, fault = _send_each(messages, get_connection().send_messages)
    if fault is not None and not sent and not isinstance(fault, _OF_ONE_MAIL):
        raise fault
    return sent


def one_line(text: object) -> str:
    """Join the lines of `text`: a line break in a header would start another header."""
    return " ".join(str(text).split())


def mail_facts() -> dict[str, Any]:
    """Return for the health page whether the server accepts mail and how many mailboxes refuse it."""
    addresses = list(MailFault.objects.values_list("address", flat=True))
    return {"courrier": {"en_panne": SERVER in addresses, "boites_refusees": len(set(addresses) - {SERVER})}}


def delete_old_faults() -> None:
    """Delete faults that did not occur in the last 30 days."""
    MailFault.objects.filter(last_at__lt=timezone.now() - KEPT).delete()


def _send_each(messages: Iterable[EmailMessage], send: Send) -> tuple[int, Exception | None]:
    """Return how many messages were sent, and the last error. Stops when the server does not respond."""
    sent, fault = 0, None
    for message in messages:
        message.subject = one_line(message.subject)
        try:
            sent += send([message]) or 0
        except (OSError, ValueError) as error:
            fault = error
            if not isinstance(error, _OF_ONE_MAIL):
                _note(SERVER, error)
                break
            for address in message.recipients():
                _note(address, error)
        else:
            MailFault.objects.filter(address__in=[SERVER, *message.recipients()]).delete()
    return sent, fault


def _note(address: str, error: Exception) -> None:
    """Record the fault. It is logged only when it is new."""
    reason = one_line(_said(error))[:300]
    _fault, is_new = MailFault.objects.update_or_create(address=address, defaults={"reason": reason})
    if is_new:
        _log.error("Mail for %s could not be sent: %s", address or "anybody", reason)


def _said(error: Exception) -> str:
    """Return the mail server's own words, or Python's description of the error."""
    answers: list[tuple[int, bytes | str]] = []
    if isinstance(error, SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    elif isinstance(error, SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    words = [
        f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
        for code, text in answers
    ]
    return ", ".join(words) or str(error)

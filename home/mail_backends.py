"""Sends mail once what it tells of is stored, each mail on its own, and remembers what could not be sent."""

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

SERVER = ""  # In place of an address: nobody can be written to.
KEPT = timedelta(days=30)
Send = Callable[[list[EmailMessage]], int | None]
_OF_ONE_MAIL = (SMTPRecipientsRefused, SMTPDataError, ValueError)
_log = logging.getLogger(__name__)


class AfterCommitBackend(EmailBackend):
    """Django's SMTP, but never inside a transaction.

    A slow server would hold SQLite's one write lock, a transaction undone would have told what did not happen, and a
    broken server would undo the editor's work. Mail kept for the end of a transaction that then fails is logged.
    """

    def open(self) -> bool | None:
        return None if connection.in_atomic_block else super().open()

    def send_messages(self, email_messages: Any) -> int:
        """How many left. Raises the last fault when none did: whoever waits for the answer must know."""
        kept = list(email_messages)
        if connection.in_atomic_block:
            _keep(kept, super().send_messages)
            return len(kept)
        sent, fault = _send_each(kept, super().send_messages)
        if fault is not None and not sent:
            raise fault
        return sent


class _Kept:
    """What leaves together when a transaction ends: a server that does not answer is then waited for only once."""

    def __init__(self, send: Send) -> None:
        self.messages: list[EmailMessage] = []
        self._send = send

    def __call__(self) -> None:
        _send_each(self.messages, self._send)  # A fault is noted and told there: nobody waits for it here.


def _keep(messages: list[EmailMessage], send: Send) -> None:
    """Put `messages` with those that were kept under the same savepoints, which are kept or undone together."""
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
    """Send each of `messages` on its own; how many left. A mailbox that refuses holds back no other.

    Raises what the mail server raises when it took none: then all may be sent again later.
    """
    sent, fault = _send_each(messages, get_connection().send_messages)
    if fault is not None and not sent and not isinstance(fault, _OF_ONE_MAIL):
        raise fault
    return sent


def one_line(text: object) -> str:
    """`text` for a header, where the end of a line would begin another header."""
    return " ".join(str(text).split())


def mail_facts() -> dict[str, Any]:
    """For the health page: whether the server takes mail, and how many mailboxes refuse it."""
    addresses = list(MailFault.objects.values_list("address", flat=True))
    return {"courrier": {"en_panne": SERVER in addresses, "boites_refusees": len(set(addresses) - {SERVER})}}


def delete_old_faults() -> None:
    """Forget the mailboxes that nobody has written to for a month."""
    MailFault.objects.filter(last_at__lt=timezone.now() - KEPT).delete()


def _send_each(messages: Iterable[EmailMessage], send: Send) -> tuple[int, Exception | None]:
    """How many left, and the last fault. A server that does not answer is not asked again."""
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
    """Keep the fault; it is told to the log when it begins, not each time."""
    reason = one_line(_said(error))[:300]
    _fault, is_new = MailFault.objects.update_or_create(address=address, defaults={"reason": reason})
    if is_new:
        _log.error("Mail for %s could not be sent: %s", address or "anybody", reason)


def _said(error: Exception) -> str:
    """What the mail server answered, in its own words; else what Python says of the fault."""
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

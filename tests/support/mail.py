"""Mail servers that refuse some or all e-mails."""

from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

BROKEN = "tests.support.mail.BrokenMail"
REFUSING = "tests.support.mail.RefusingMail"
DEAD = "mort@exemple.org"


class BrokenMail:
    """A server that is down, for the setting EMAIL_BACKEND."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def send_messages(self, messages: list[Any]) -> int:
        raise ConnectionRefusedError("no mail server")


class RefusingMail(EmailBackend):
    """A server that does not know one mailbox."""

    def send_messages(self, messages: list[Any]) -> int:
        for message in messages:
            if DEAD in message.recipients():
                raise SMTPRecipientsRefused({DEAD: (550, b"5.1.1 User unknown")})
            super().send_messages([message])
        return len(messages)

"""What stands in the log: faults, and no secret that lets anyone in."""

import re
from logging import Filter, Formatter, LogRecord

from django.utils.log import ServerFormatter

# The secret of a session, the words of a shared one, the token of a new password, that of a second step.
_SECRETS = re.compile(
    r"(?P<before>/seance/(?:ouvrir|lire)/|/password_reset/confirm/|[?&](?:invitation|token)=)[^\s\"'?&#]+"
)


def redact(text: str) -> str:
    """`text` with what lets someone in left out of the addresses in it."""
    return _SECRETS.sub(r"\g<before>…", text)


class ErrorFilter(Filter):
    """Leaves out the line of a 503 that a view gives on purpose: someone was asked to come again, nothing is broken."""

    def filter(self, record: LogRecord) -> bool:
        return getattr(record, "status_code", None) != 503 or record.exc_info is not None


class RedactingFormatter(Formatter):
    """Writes a whole entry, its traceback too, without secrets of addresses."""

    def format(self, record: LogRecord) -> str:
        return redact(super().format(record))


class RedactingServerFormatter(ServerFormatter):
    """The same for the requests that Django's own server shows in development."""

    def format(self, record: LogRecord) -> str:
        return redact(super().format(record))

"""Keeps secrets, and 503 responses that are not faults, out of the log."""

import re
from logging import Filter, Formatter, LogRecord

from django.utils.log import ServerFormatter

# The secret of a session, the words of a shared session, a password reset token, a two-factor token.
_SECRETS = re.compile(
    r"(?P<before>/seance/(?:ouvrir|lire)/|/password_reset/confirm/|[?&](?:invitation|token)=)[^\s\"'?&#]+"
)


def redact(text: str) -> str:
    """Return `text` with the secrets in its addresses replaced by an ellipsis."""
    return _SECRETS.sub(r"\g<before>…", text)


class ErrorFilter(Filter):
    """Drops the log record of a 503 that a view returned on purpose to ask the visitor to retry."""

    def filter(self, record: LogRecord) -> bool:
        return getattr(record, "status_code", None) != 503 or record.exc_info is not None


class RedactingFormatter(Formatter):
    """Redacts the whole entry, including its traceback."""

    def format(self, record: LogRecord) -> str:
        return redact(super().format(record))


class RedactingServerFormatter(ServerFormatter):
    """Redacts the request lines of Django's development server."""

    def format(self, record: LogRecord) -> str:
        return redact(super().format(record))

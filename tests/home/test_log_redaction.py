"""The log records errors, but nothing that would give access."""

import logging

import pytest
from django.urls import reverse

from home.log_redaction import ErrorFilter, RedactingFormatter, RedactingServerFormatter


@pytest.mark.parametrize(
    ("status", "error", "is_told"),
    [
        (503, None, False),
        (503, RuntimeError("database is locked"), True),
        (500, None, True),
        (None, None, True),
    ],
)
def test_asking_someone_to_come_again_is_no_fault(
    status: int | None, error: Exception | None, *, is_told: bool
) -> None:
    trace = (type(error), error, None) if error else None
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Service Unavailable", None, trace
    )
    if status is not None:
        record.status_code = status
    assert ErrorFilter().filter(record) is is_told


SECRETS = {
    "open_session": ["secret-of-a-session"],
    "project_shared": ["citron-velo-matin-lampe", 3],
    "wagtailadmin_password_reset_confirm": ["MQ", "c8xyz-0123456789abcdef"],
}


@pytest.mark.parametrize("formatter", [RedactingFormatter, RedactingServerFormatter])
@pytest.mark.parametrize("view", SECRETS)
def test_no_address_that_lets_someone_in_reaches_the_log(
    formatter: type[logging.Formatter], view: str
) -> None:
    written = entry(formatter, reverse(view, args=SECRETS[view]))
    assert not [part for part in SECRETS[view] if str(part) in written and part != 3]
    assert written.startswith("Not Found: /")


def test_nor_does_an_invitation() -> None:
    written = entry(RedactingFormatter, "/administration/etape/?page=2&invitation=abc:1x:def-_4&page=3")
    assert "abc" not in written
    assert "?page=2&invitation=…&page=3" in written
    assert "/guides/impots/?q=lire" in entry(RedactingFormatter, "/guides/impots/?q=lire")


def entry(formatter: type[logging.Formatter], address: str) -> str:
    """The log message when `address` is not found, with a traceback that contains it too."""
    try:
        raise ValueError(f"Bad input at {address}")
    except ValueError as error:
        trace = (type(error), error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Not Found: %s", (address,), trace)
    return formatter("{message}", style="{").format(record)

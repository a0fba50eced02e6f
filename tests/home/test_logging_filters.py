"""The log tells of faults."""

import logging

import pytest

from home.logging_filters import FaultsOnly


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
    assert FaultsOnly().filter(record) is is_told

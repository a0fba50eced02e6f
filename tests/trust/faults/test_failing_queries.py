"""Whichever query fails, a write is completely done or not at all, and the next one succeeds."""

from pathlib import Path

import pytest
from django.db import DatabaseError

from home.integrity.verification import faults
from tests.home.backup.conftest import dump
from tests.trust.faults.fault_injection import counting, failing_at
from tests.trust.faults.operations import OPERATIONS, FaultSite, Operation, RefusedError

TRIES = {"restore": 4, "import": 8, "backup": 6}  # How many queries to interrupt; the long tests try each.
USUAL_TRIES = 12
UNTOLD = {"wagtailadmin_editingsession"}  # The users who are looking at a page right now.


def state(folder: Path) -> dict[str, object]:
    return {table: rows for table, rows in dump(folder).items() if table not in UNTOLD}


def queries_of(operation: Operation, site: FaultSite) -> int:
    operation.prepare(site, 0)
    with counting() as counter:
        operation.run(site, 0)
    assert operation.done(site, 0)
    return counter.count


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_it_is_done_or_not_done(
    small_site: FaultSite, operation: Operation, tmp_path: Path, thorough: bool
) -> None:
    total = queries_of(operation, small_site)
    tries = total if thorough else TRIES.get(operation.name, USUAL_TRIES)
    for turn, number in enumerate(range(1, total + 1, max(1, total // tries)), start=1):
        operation.prepare(small_site, turn)
        before = state(tmp_path / "before")
        failed = False
        with failing_at(number):
            try:
                operation.run(small_site, turn)
            except (DatabaseError, RefusedError):
                failed = True
        after = state(tmp_path / "after")
        assert after == before or operation.done(small_site, turn), f"half done when query {number} fails"
        assert failed or operation.done(small_site, turn), f"acknowledged and lost when query {number} fails"
        assert list(faults()) == [], f"damaged when query {number} fails"
    print(f"{operation.name}: cut at {turn} of its {total} queries")  # noqa: T201  For the long battery's report.
    operation.prepare(small_site, total + 1)
    operation.run(small_site, total + 1)
    assert operation.done(small_site, total + 1)

"""`kill -9` during a write: nothing acknowledged is lost, nothing is half done, the next one succeeds."""

from pathlib import Path

import pytest

from home.integrity.verification import faults
from tests.home.backup.conftest import dump
from tests.trust.faults.fault_injection import Tell, counting, in_child
from tests.trust.faults.operations import OPERATIONS, FaultSite, Operation
from tests.trust.faults.test_failing_queries import UNTOLD

KILLS, MANY_KILLS = 4, 43
SLOW = {"restore": 2}


def state(folder: Path) -> dict[str, object]:
    return {table: rows for table, rows in dump(folder).items() if table not in UNTOLD}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_a_killed_process_leaves_no_half_state(
    small_site: FaultSite, operation: Operation, tmp_path: Path, thorough: bool
) -> None:
    operation.prepare(small_site, 0)
    with counting() as counter:
        operation.run(small_site, 0)
    kills = MANY_KILLS if thorough else SLOW.get(operation.name, KILLS)
    for turn in range(1, kills + 1):
        operation.prepare(small_site, turn)
        before = state(tmp_path / "before")

        def work(tell: Tell, turn: int = turn) -> None:
            operation.run(small_site, turn)
            tell("fait")

        child = in_child(work, kill_at=max(1, counter.count * turn // (kills + 1)))
        assert not child.failed, child.said
        assert state(tmp_path / "after") == before or operation.done(small_site, turn)
        assert operation.done(small_site, turn) or not child.said
        assert list(faults()) == []
    print(f"{operation.name}: {kills} times kill -9")  # noqa: T201  For the long battery's report.
    operation.prepare(small_site, kills + 1)
    operation.run(small_site, kills + 1)
    assert operation.done(small_site, kills + 1)

"""The long tests in slices of a few minutes each, so that they can be stopped and continued."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.postgres import cluster
from tests.trust.faults.conftest import THOROUGH
from tests.trust.faults.operations import OPERATIONS

DATABASES = ("sqlite", "postgresql")
REQUESTS_IN_A_SLICE = 10_000
FAULTS = "tests/trust/faults"
FUZZ = "tests/trust/fuzz/test_fuzz.py::test_no_hostile_request_breaks_the_site"
TABLE = "tests/trust/fuzz/test_table.py"
REQUESTS_OF_A_ROLE = 20_000
TABLE_IN_A_SLICE = 2_000
SOCKETS = "tests/trust/fuzz/test_sockets.py"
REQUESTS_ON_SOCKETS = 20_000


@dataclass(frozen=True)
class Slice:
    """Some tests on one database. `name` is that of the file that stores their output."""

    name: str
    database: str
    tests: list[str]
    settings: dict[str, str] = field(default_factory=dict)

    def kept_in(self, folder: Path) -> Path:
        return folder / f"{self.name}-{self.database}.txt"

    def is_done(self, folder: Path) -> bool:
        return self.kept_in(folder).exists()

    def run(self, folder: Path) -> bool:
        """Run the tests; store their output when they pass, and leave it in "failed-..." when they do not."""
        with _database(self.database) as address:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:randomly", *self.tests],
                env=os.environ | self.settings | address | {"TRUST_STATUSES": str(folder)},
                capture_output=True,
                text=True,
                check=False,
            )
        kept = self.kept_in(folder)
        failed = kept.with_name(f"failed-{kept.name}")
        failed.unlink(missing_ok=True)
        place = kept if done.returncode == 0 else failed
        place.write_text(done.stdout + done.stderr, encoding="utf-8")
        return done.returncode == 0


@contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    """The setting that names the database; a temporary PostgreSQL server, deleted at the end."""
    with cluster() if name == "postgresql" else nullcontext("") as address:
        yield {"DATABASE_URL": address} if address else {}


def slices(seed: str, requests: int) -> Iterator[Slice]:
    """All of the long tests. A slice of requests is sent to both databases before the next one begins."""
    for first in range(1, requests + 1, REQUESTS_IN_A_SLICE):
        count = min(REQUESTS_IN_A_SLICE, requests + 1 - first)
        settings = {"TRUST_SEED": seed, "TRUST_FROM": str(first), "TRUST_REQUESTS": str(count)}
        for database in DATABASES:
            yield Slice(f"fuzz-{first:06}", database, [FUZZ, "-n", "2"], settings)
    yield Slice(
        "sockets", "sqlite", [SOCKETS], {"TRUST_SEED": seed, "TRUST_REQUESTS": str(REQUESTS_ON_SOCKETS)}
    )
    for first in range(0, REQUESTS_OF_A_ROLE, TABLE_IN_A_SLICE):
        settings = {"TRUST_SEED": seed, "TRUST_FROM": str(first), "TRUST_REQUESTS": str(TABLE_IN_A_SLICE)}
        for database in DATABASES:
            yield Slice(f"table-{first:06}", database, [TABLE, "-n", "2"], settings)
    for database in DATABASES:
        yield from _faults(database)


def _faults(database: str) -> Iterator[Slice]:
    alone = ["-p", "no:xdist"]  # Children are forked, which a worker with threads could not do.
    for operation in OPERATIONS:
        tests = [
            f"{FAULTS}/test_failing_queries.py",
            f"{FAULTS}/test_kills.py",
            "-k",
            f"[{operation}]",
            *alone,
        ]
        yield Slice(f"faults-{operation}", database, tests, {THOROUGH: "1"})
    others = ["--deselect", f"{FAULTS}/test_failing_queries.py", "--deselect", f"{FAULTS}/test_kills.py"]
    yield Slice("faults-others", database, [FAULTS, *others, *alone], {THOROUGH: "1"})

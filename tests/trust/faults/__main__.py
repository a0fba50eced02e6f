"""The long battery: `python -m tests.trust.faults` cuts every write at each of its queries, on both databases."""

import os
import subprocess
import sys

from tests.support.postgres import cluster
from tests.trust.faults.conftest import THOROUGH

TESTS = [
    sys.executable,
    "-m",
    "pytest",
    "tests/trust/faults",
    "-q",
    "-s",
    "-p",
    "no:randomly",
    "-p",
    "no:xdist",
]


def main() -> int:
    environment = os.environ | {THOROUGH: "1"}
    print("== Faults on SQLite", flush=True)  # noqa: T201  A report for the terminal.
    environment.pop("DATABASE_URL", None)
    on_sqlite = subprocess.run(TESTS, env=environment, check=False).returncode
    print("== Faults on PostgreSQL", flush=True)  # noqa: T201  A report for the terminal.
    with cluster() as address:
        on_postgresql = subprocess.run(TESTS, env=environment | {"DATABASE_URL": address}, check=False)
    return on_sqlite or on_postgresql.returncode


if __name__ == "__main__":
    sys.exit(main())

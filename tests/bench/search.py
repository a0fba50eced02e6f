"""How long the catalogue takes to respond with 100, 1,000 and 10,000 guides, on SQLite and on PostgreSQL.

Run by `make bench`, or alone: `python -m tests.bench.search [SIZE …]`. Each database is new and deleted
afterwards. The measured time is that of the whole response to a visitor (`GET /guides/?…`, all middleware,
facets, template), in this process, without a network and without cached pages (PAGE_CACHE_MB=0). The first
responses, which load code, templates and memoized values, are left out. Times in milliseconds.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

from tests.support.postgres import cluster

GOAL_MS, GOAL_GROWTH = 60, 4
SIZES = (100, 1_000, 10_000)
MEASURE = "from tests.bench.search_times import measure; measure({})"


def main(sizes: Sequence[int] = SIZES) -> None:
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as folder, cluster() as address:
        for name, url in (("SQLite", f"sqlite:///{folder}/bench.sqlite3"), ("PostgreSQL", address)):
            environment = os.environ | {
                "DATABASE_URL": url,
                "DATA_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "cms.settings.test",
                "PAGE_CACHE_MB": "0",
            }
            command = [
                sys.executable,
                "-m",
                "django",
                "shell",
                "--no-imports",
                "-c",
                MEASURE.format(tuple(sizes)),
            ]
            process = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
            rows += [{"database": name, **json.loads(line)} for line in process.stdout.splitlines()]
    _print_table(rows)


def _print_table(rows: list[dict[str, Any]]) -> None:
    """Median and 95th percentile of each size, and the ratio of the largest size to the smallest."""
    sizes = sorted({row["size"] for row in rows})
    print("| question | database | " + " | ".join(f"{size:,} guides" for size in sizes) + " | growth |")
    print("|---|---|" + "---|" * (len(sizes) + 1))
    for question in dict.fromkeys(row["question"] for row in rows):
        for database in dict.fromkeys(row["database"] for row in rows):
            of_size = {
                row["size"]: row for row in rows if (row["question"], row["database"]) == (question, database)
            }
            cells = [f"{of_size[size]['median']:.0f} / {of_size[size]['p95']:.0f}" for size in sizes]
            growth = of_size[sizes[-1]]["median"] / of_size[sizes[0]]["median"]
            print(f"| {question} | {database} | {' | '.join(cells)} | {growth:.1f} |")
    print(f"Goals: p95 at {sizes[-1]:,} guides at most {GOAL_MS} ms, growth at most {GOAL_GROWTH}.")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)

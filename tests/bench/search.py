"""How long the catalogue takes to answer, with 100, 1,000 and 10,000 guides, on SQLite and on PostgreSQL.

Run by `make bench`, or alone: `python -m tests.bench.search [SIZE …]`. Each database is new and thrown away. What is
timed is the whole answer of the site to a visitor (`GET /guides/?…`, all middleware, facets, template), in this
process, without a network; the first answers, which load code and templates, are left out. Times in milliseconds.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

from tests.support.postgres import cluster

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
    sizes = sorted({row["size"] for row in rows})
    print("| question | database | " + " | ".join(f"{size:,} guides" for size in sizes) + " |")
    print("|---|---|" + "---|" * len(sizes))
    for question in dict.fromkeys(row["question"] for row in rows):
        for database in dict.fromkeys(row["database"] for row in rows):
            cells = [
                f"{row['median']:.0f} / {row['p95']:.0f}"
                for size in sizes
                for row in rows
                if (row["size"], row["question"], row["database"]) == (size, question, database)
            ]
            print(f"| {question} | {database} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)

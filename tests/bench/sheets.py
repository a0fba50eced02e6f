"""How fast a learner's sheet is made, beside WeasyPrint and Chromium printing the guide's own page.

Run by `make bench`, or alone: `python -m tests.bench.sheets`. Demo guides with their pictures, side by side in the same
run, medians. Cold is a new process, from its start to a PDF; unseen is another guide in a process that has made one;
again is the same guide once more, with nothing kept. The others are given the finished page by a running server, so
that they need not make the HTML.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.server import demo_environment, running

GUIDES = ["declarer-ses-revenus-en-ligne", "creer-son-compte-ameli", "choisir-un-mot-de-passe-solide"]
MAKERS = ("typst", "weasyprint", "chromium")
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as folder:
        environment = demo_environment(Path(folder))
        with running(environment) as port:
            pages = [f"http://localhost:{port}/guides/{slug}/" for slug in GUIDES]
            targets = {"typst": GUIDES, "weasyprint": pages, "chromium": pages}
            times: dict[str, dict[str, float]] = {name: {} for name in MAKERS}
            for name in MAKERS:
                for line in _run(environment, name, targets[name]).splitlines():
                    what, seconds = line.split()
                    times[name][what] = float(seconds)
            rounds = [
                {name: _cold(environment, name, targets[name][:1]) for name in MAKERS}
                for _round in range(ROUNDS)
            ]
            for name in MAKERS:
                times[name]["cold"] = statistics.median(cold[name] for cold in rounds)
    _print_table(times)


def _cold(environment: dict[str, str], name: str, targets: list[str]) -> float:
    start = time.perf_counter()
    _run(environment, name, targets)
    return time.perf_counter() - start


def _run(environment: dict[str, str], name: str, targets: list[str]) -> str:
    code = f"from tests.bench.makers.{name} import run; run({targets!r})"
    django = ["-m", "django", "shell", "--no-imports"] if name == "typst" else []
    command = [sys.executable, *django, "-c", code]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def _print_table(times: dict[str, dict[str, float]]) -> None:
    print("| made | " + " | ".join(MAKERS) + " |")
    print("|---|" + "---|" * len(MAKERS))
    for what in ("cold", "unseen", "again"):
        base = times["typst"][what]
        cells = (f"{times[name][what]:.2f} s ({times[name][what] / base:.1f})" for name in MAKERS)
        print(f"| {what} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()

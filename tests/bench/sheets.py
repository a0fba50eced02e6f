"""How fast a learner's sheet is made, compared with WeasyPrint and Chromium printing a plain page of the same
content.

Run by `make bench`, or alone: `python -m tests.bench.sheets`. Demo guides with their pictures, side by side
in the same run, medians. All receive prepared input: the finished page, or the job that the site passes to
its worker; the time to make the job is printed below the table. Cold is a new process, from its start to a
PDF. Unseen is another guide in a process that has made one; warm is the same guide again, with nothing
cached. The pack is twenty sheets: one document for ours, twenty files for the others.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from cms.demo import GUIDES as DEMO_GUIDES
from tests.bench.makers.plain_page import plain_page
from tests.support.server import demo_environment, running

GUIDES = ["declarer-ses-revenus-en-ligne", "creer-son-compte-ameli", "choisir-un-mot-de-passe-solide"]
PACK = list(islice(cycle(sorted(path.name for path in DEMO_GUIDES.iterdir())), 20))
MAKERS = ("typst", "weasyprint", "chromium")
ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as folder:
        environment = demo_environment(Path(folder))
        with running(environment) as port:
            pages = {slug: str(_write_page(Path(folder), port, slug)) for slug in PACK}
            job = str(Path(folder) / "job.json")
            reading = float(_run(environment, "typst", f"keep_job({GUIDES[0]!r}, {job!r})"))
            times = {name: _warm(environment, name, {} if name == "typst" else pages) for name in MAKERS}
            cold = {"typst_worker": job, "weasyprint": pages[GUIDES[0]], "chromium": pages[GUIDES[0]]}
            rounds = [
                {name: _cold(environment, name, given) for name, given in cold.items()} for _ in range(ROUNDS)
            ]
    for name, process in zip(MAKERS, cold, strict=True):
        times[name]["cold"] = statistics.median(seconds[process] for seconds in rounds)
    _print_table(times)
    print(f"\nReading a guide from the database and saying what to typeset: {1000 * reading:.0f} ms.")


def _write_page(folder: Path, port: int, slug: str) -> Path:
    file = folder / f"{slug}.html"
    file.write_text(plain_page(port, slug))
    return file


def _warm(environment: dict[str, str], name: str, pages: dict[str, str]) -> dict[str, float]:
    guides, pack = ([pages.get(slug, slug) for slug in slugs] for slugs in (GUIDES, PACK))
    said = _run(environment, name, f"run({guides!r}, {pack!r})")
    return {what: float(seconds) for what, seconds in map(str.split, said.splitlines())}


def _cold(environment: dict[str, str], name: str, given: str) -> float:
    start = time.perf_counter()
    _run(environment, name, f"cold({given!r})")
    return time.perf_counter() - start


def _run(environment: dict[str, str], name: str, call: str) -> str:
    code = f"from tests.bench.makers.{name} import *; {call}"
    django = ["-m", "django", "shell", "--no-imports"] if name == "typst" else []
    command = [sys.executable, *django, "-c", code]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def _print_table(times: dict[str, dict[str, float]]) -> None:
    print("| made | " + " | ".join(MAKERS) + " |")
    print("|---|" + "---|" * len(MAKERS))
    for what in ("cold", "warm", "unseen", "pack"):
        base = times["typst"][what]
        cells = (f"{times[name][what]:.2f} s ({times[name][what] / base:.1f})" for name in MAKERS)
        print(f"| {what} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()

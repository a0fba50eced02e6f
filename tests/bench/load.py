"""Does a reader have to wait while twenty connections request sheets that nobody has requested before?

Run by `make bench`, or alone: `python -m tests.bench.load`. The demo site is served as `make serve` does.
Each connection comes from a network of its own, requests a sheet with its own options, and immediately the
next one, whatever the response. Prints the reader's times without and with them, their responses, and the
memory of all processes together.
"""

import random
import statistics
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.client import ask
from tests.bench.memory import megabytes, processes_of
from tests.support.server import GUNICORN, demo_environment, running

ASKING, SECONDS, PAUSE = 20, 20.0, 0.05
GUIDE = "/guides/declarer-ses-revenus-en-ligne/"
READ = (GUIDE, "/guides/?q=declarer+impot", "/")
CHANCE = random.SystemRandom()
PAPERS = ("fiche", "trame", "memo", "positionnement", "evaluation", "presence", "mots")


@dataclass
class Load:
    """Measurements during the load: seconds per page, status lines of sheet responses, memory in
    megabytes.
    """

    pages: list[float] = field(default_factory=list)
    papers: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)

    def told(self) -> str:
        times = statistics.quantiles(self.pages, n=20)
        answers = ", ".join(f"{count} × {status}" for status, count in sorted(self.papers.items()))
        return (
            f"median {statistics.median(self.pages) * 1000:4.0f} ms, p95 {times[-1] * 1000:5.0f} ms, "
            f"{len(self.pages)} pages; papers: {answers or 'none'}; at most {max(self.memory):.0f} MB in all"
        )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as folder:
        environment = demo_environment(Path(folder))
        with running(environment, GUNICORN) as port:
            for title, asking in (("alone", 0), (f"with {ASKING} asking", ASKING)):
                print(f"  {title:<16} {_measure(port, asking).told()}", flush=True)


def _measure(port: int, asking: int) -> Load:
    load, stop_at = Load(), time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=_insist, args=(port, number, load, stop_at)) for number in range(asking)
    ]
    for thread in threads:
        thread.start()
    while time.monotonic() < stop_at:
        began = time.monotonic()
        ask(port, READ[len(load.pages) % len(READ)])
        load.pages.append(time.monotonic() - began)
        if len(load.pages) % 10 == 0:
            load.memory.append(sum(map(megabytes, processes_of(port))))
        time.sleep(PAUSE)
    for thread in threads:
        thread.join()
    return load


def _insist(port: int, number: int, load: Load, stop_at: float) -> None:
    while time.monotonic() < stop_at:
        answer = ask(port, f"{GUIDE}imprimer.pdf?{_choices()}", source=f"127.{number + 1}.0.1")
        load.papers[answer[9:12].decode()] += 1


def _choices() -> str:
    chosen = {
        "papier": CHANCE.sample(PAPERS, CHANCE.randint(1, len(PAPERS))),
        "taille": CHANCE.choice((14, 18, 24)),
        "images": CHANCE.choice(("normales", "grandes", "compactes")),
        "exemplaires": CHANCE.randint(1, 40),
    }
    return urlencode(chosen, doseq=True)


if __name__ == "__main__":
    main()

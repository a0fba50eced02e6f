"""Half an hour of mixed visitors: does the memory of the workers stay constant?

Not part of `make bench`, since it takes long: `python -m tests.bench.soak [MINUTES]`. The demo site is served
as `make serve` does but without restarting workers. All kinds of pages, cached and not, are requested a few
times a second, and the site is changed three times a minute to invalidate the caches. Prints the memory of
each worker every minute.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from tests.bench.client import ask
from tests.bench.memory import megabytes, workers_of
from tests.support.server import GUNICORN, demo_environment, running

MINUTES, PAUSE, CHANGE_EVERY = 30.0, 0.15, 20.0
WORDS = [
    "impot",
    "caf",
    "ameli",
    "logement",
    "retraite",
    "carte",
    "grise",
    "permis",
    "passeport",
    "cheque",
    "energie",
    "bourse",
    "naissance",
    "declaraton",
]
GUIDE = "/guides/declarer-ses-revenus-en-ligne/"
Samples = list[tuple[float, list[float]]]  # Minutes since the start, megabytes of each worker.


def main(minutes: float = MINUTES) -> None:
    if minutes < 5:
        raise SystemExit("Too short: at least five minutes.")
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as name:
        environment = demo_environment(Path(name))
        with running(environment, GUNICORN) as port:
            samples = _soak(port, Path(name) / "pas-a-pas.sqlite3", minutes)
    first, second = (
        max(statistics.mean(held) for at, held in samples if is_second == (at >= minutes / 2))
        for is_second in (False, True)
    )
    print(f"Highest, a worker: {first:.1f} MB in the first half, {second:.1f} MB in the second")


def _soak(port: int, database: Path, minutes: float) -> Samples:
    visits = _visits()
    start = changed = sampled = time.monotonic()
    samples: Samples = []
    count = 0
    while (now := time.monotonic()) < start + minutes * 60:
        random.choice(visits)(port)  # noqa: S311  A mixture of visitors, not a secret.
        count += 1
        if now - changed > CHANGE_EVERY:
            _change(database)
            changed = now
        if now - sampled > 60:
            samples.append(((now - start) / 60, [megabytes(worker) for worker in workers_of(port)]))
            held = ", ".join(f"{mega:.1f}" for mega in samples[-1][1])
            print(f"{samples[-1][0]:5.1f} min  {count:6} answers  {held} MB", flush=True)
            sampled = now
        time.sleep(PAUSE)
    return samples


def _visits() -> list[Callable[[int], object]]:
    def search(port: int) -> bytes:
        typed = " ".join(random.sample(WORDS, 2))
        return ask(port, f"/guides/?q={quote(typed)}")

    return [
        search,
        search,
        lambda port: ask(port, "/"),
        lambda port: ask(port, GUIDE),
        lambda port: ask(port, GUIDE, "Cookie: seen=1\r\n"),
        lambda port: ask(port, f"{GUIDE}fiche-apprenant.pdf"),
        lambda port: ask(port, f"{GUIDE}imprimer/?taille={random.choice(('14', '18', '24'))}"),  # noqa: S311
        lambda port: ask(port, "/guides/fil.atom"),
        lambda port: ask(port, f"/{random.random()}/"),  # noqa: S311
        lambda port: ask(port, "/administration/login/"),
    ]


def _change(database: Path) -> None:
    """The signal of a publication to the workers: public content has changed."""
    with sqlite3.connect(database, timeout=20) as connection:
        connection.execute("INSERT INTO home_publicchange (at) VALUES (datetime('now'))")
    connection.close()


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))

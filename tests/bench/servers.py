"""Which WSGI server serves this site fastest on a small machine: the same pages, the same workers, side by
side.

Run by `make bench`, or alone: `python -m tests.bench.servers`. It loads the demo site into a temporary
folder, starts each server in turn on a free loopback port, requests a guide and the catalogue for a few
seconds, and repeats in interleaved rounds so that a busy moment of the machine does not affect one server
only.
"""

import statistics
import tempfile
from pathlib import Path

from tests.bench.client import CONNECTIONS, rate
from tests.support.server import demo_environment, running

PATHS = ("/guides/declarer-ses-revenus-en-ligne/", "/guides/?q=declarer+impot")
ROUNDS, SECONDS, WORKERS = 3, 5.0, 2
SERVERS = {
    "gunicorn sync": [
        "gunicorn",
        "cms.wsgi",
        "-w",
        str(WORKERS),
        "-b",
        "127.0.0.1:{port}",
        "--log-level",
        "error",
    ],
    "gunicorn gthread": [
        *["gunicorn", "cms.wsgi", "-w", str(WORKERS), "-k", "gthread", "--threads", "4"],
        *["-b", "127.0.0.1:{port}", "--log-level", "error"],
    ],
    "granian wsgi": [
        *["granian", "--interface", "wsgi", "--workers", str(WORKERS), "--host", "127.0.0.1"],
        *["--port", "{port}", "--log-level", "error", "cms.wsgi:application"],
    ],
}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as folder:
        environment = demo_environment(Path(folder))
        rates: dict[tuple[str, str], list[float]] = {}
        for _round in range(ROUNDS):
            for name, command in SERVERS.items():
                with running(environment, command) as port:
                    for path in PATHS:
                        rate(port, path, 1.0)
                        rates.setdefault((name, path), []).append(rate(port, path, SECONDS))
    base = {path: statistics.median(rates["gunicorn sync", path]) for path in PATHS}
    print(f"Answers a second, {WORKERS} workers, {CONNECTIONS} connections, median of {ROUNDS} rounds")
    for (name, path), values in rates.items():
        median = statistics.median(values)
        print(f"  {name:<18} {path:<42} {median:7.1f}/s   ratio {median / base[path]:.2f}")


if __name__ == "__main__":
    main()

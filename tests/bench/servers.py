"""Which WSGI server serves this site fastest on a small machine: the same pages, the same workers, side by side.

Run by `make bench`, or alone: `python -m tests.bench.servers`. It loads the demo site into a temporary folder, starts each
server in turn on a free loopback port, asks for a guide and the catalogue over kept-alive connections for a few
seconds, and repeats in interleaved rounds so that a busy moment of the machine does not fall on one server only.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN = Path(sys.executable).parent
PATHS = ("/guides/declarer-ses-revenus-en-ligne/", "/guides/?q=declarer+impot")
ROUNDS, SECONDS, CONNECTIONS, WORKERS = 3, 5.0, 4, 2
START_TIMEOUT = 30.0
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


def site_environment(folder: Path) -> dict[str, str]:
    """Production settings over a new demo site in `folder`."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "bench-only-" + "x" * 50,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": "http://localhost:8000",
        "HTTPS": "false",
        "DATA_DIR": str(folder),
    }
    for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--no-input"], ["load_demo"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """A server started on a free port and answering; stopped at the end."""
    port = free_port()
    program = [str(BIN / command[0]), *(part.format(port=port) for part in command[1:])]
    with subprocess.Popen(program, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            deadline = time.monotonic() + START_TIMEOUT
            while not _answers(port):
                if time.monotonic() > deadline or server.poll() is not None:
                    raise RuntimeError(f"{command[0]} does not answer")
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=15)


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/sante/")
        return connection.getresponse().status == 200
    except OSError:
        return False


def rate(port: int, path: str, seconds: float) -> float:
    """Answers a second over `CONNECTIONS` connections that ask one page after another for `seconds`."""
    counts = [0] * CONNECTIONS
    stop_at = time.monotonic() + seconds

    def ask(index: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < stop_at:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            counts[index] += answer.status == 200

    threads = [threading.Thread(target=ask, args=(index,)) for index in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as folder:
        environment = site_environment(Path(folder))
        rates: dict[tuple[str, str], list[float]] = {}
        for _round in range(ROUNDS):
            for name, command in SERVERS.items():
                with running(command, environment) as port:
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

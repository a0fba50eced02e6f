"""The demo site on a real server on loopback, with production settings and hashed static files."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

BIN = Path(sys.executable).parent
START_TIMEOUT = 120.0  # Seconds, for a busy machine.
GUNICORN = [
    "gunicorn",
    "--config",
    "cms/gunicorn_settings.py",
    "cms.wsgi",
    "-w",
    "2",
    "-b",
    "127.0.0.1:{port}",
    "--log-level",
    "warning",
    "--timeout",
    "90",
]
# A browser opens connections before it sends a request. Each would occupy a synchronous worker. On a real
# site the web server in front prevents this; here there is none.
# One process serves a browser: a second one would only start and fill its memory for longer.
GUNICORN_FOR_BROWSERS = [*GUNICORN, "-w", "1", "--worker-class", "gthread", "--threads", "8"]


def demo_environment(folder: Path) -> dict[str, str]:
    """Load the demo site with its accounts into `folder`; return the environment that serves it in
    production.
    """
    load_demo(folder)
    return production_environment(folder)


def load_demo(folder: Path, migrated: Path | None = None) -> None:
    """Load the demo site into `folder`, on a copy of the SQLite file `migrated` when there is one."""
    environment = production_environment(folder)
    development = environment | {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    if migrated:
        shutil.copy(migrated, folder / "pas-a-pas.sqlite3")
    manage(development, "migrate", "--verbosity", "0")
    with ThreadPoolExecutor() as at_once:
        for done in (
            at_once.submit(manage, development, "load_demo"),
            at_once.submit(manage, environment, "collectstatic", "--no-input", "--verbosity", "0"),
        ):
            done.result()


def production_environment(folder: Path) -> dict[str, str]:
    """The environment of a production site whose data are in `folder`, on SQLite."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "DATA_DIR": str(folder),
        "SECRET_KEY": "tests-only-" + "x1Y2z3" * 10,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": "http://localhost:8000",
        "HTTPS": "false",
        "REQUIRE_TWO_FACTOR": "false",
    }
    environment.pop("DATABASE_URL", None)
    return environment


def manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    environment: dict[str, str],
    command: list[str] = GUNICORN_FOR_BROWSERS,
    port: int | None = None,
    *,
    path: str = "/sante/",
    folder: Path | None = None,
) -> Iterator[int]:
    """A server started in `folder` on `port` or a free port, which responds at `path`; stopped at the end."""
    port = port or free_port()
    program = [str(BIN / command[0]), *(part.format(port=port) for part in command[1:])]
    with subprocess.Popen(program, env=environment, cwd=folder) as server:
        try:
            _wait_for(server, port, path)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(server: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not _answers(port, path):
        if time.monotonic() > deadline or server.poll() is not None:
            raise RuntimeError("The server does not answer")
        time.sleep(0.05)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()

"""`make serve` has no web server in front, so it must handle idle connections itself."""

import shlex
import shutil
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path

from tests.conventions.project import ROOT
from tests.support.migrated_database import migrated_sqlite_file
from tests.support.server import free_port, production_environment, running

IDLE = 6


def served_with(port: int) -> list[str]:
    """The last command of `make serve`."""
    recipe = subprocess.run(
        ["make", "--dry-run", "serve", f"PORT={port}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    command = shlex.split(recipe.stdout.splitlines()[-1])
    return command[[word.endswith("/gunicorn") for word in command].index(True) :]


def test_connections_that_ask_nothing_hold_up_nobody(django_db_setup: str, tmp_path: Path) -> None:
    """A browser opens connections before it sends a request."""
    shutil.copy(migrated_sqlite_file(), tmp_path / "pas-a-pas.sqlite3")
    environment = production_environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "tests.support.production"}
    port = free_port()
    program, *arguments = served_with(port)
    command = [Path(program).name, *arguments]
    with running(environment, command, port, path="/sante/") as _port, ExitStack() as idle:
        for _connection in range(IDLE):
            idle.enter_context(socket.create_connection(("127.0.0.1", port)))
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(b"GET /robots.txt HTTP/1.0\r\nHost: localhost\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.")

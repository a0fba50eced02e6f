"""A throwaway PostgreSQL: `python -m tests.support.postgres -- COMMAND` runs COMMAND with DATABASE_URL set to it.

The cluster lives in a temporary folder, listens on a free loopback port and is stopped and deleted at the end,
whatever the command did. PostgreSQL refuses to run as root: there, the system's `postgres` user runs it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = "/usr/lib/postgresql"
USER = "tests"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
}


def _binary(name: str) -> str:
    found = sorted(Path(BINARIES).glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    if found:
        return str(found[-1])
    on_path = shutil.which(name)
    if on_path is None:
        raise SystemExit("PostgreSQL is not installed: make test installs it.")
    return on_path


def _run(*command: str) -> None:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_postgres, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def cluster() -> Iterator[str]:
    """A running PostgreSQL; gives the address of an empty database. Durability is off: it holds tests only."""
    folder = Path(tempfile.mkdtemp(prefix="pas-a-pas-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, port = str(folder / "data"), _free_port()
    options = " ".join(f"-c {name}={value}" for name, value in (SETTINGS | {"port": port}).items())
    try:
        _run(
            _binary("initdb"),
            "-D",
            data,
            "-U",
            USER,
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        _run(_binary("pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgres://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run(_binary("pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, frame: object) -> None:
    """Asked to stop: leave as after an error, so that the cluster is stopped and deleted too."""
    sys.exit(128 + number)


def main() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :]
    signal.signal(signal.SIGTERM, _leave)
    with cluster() as address:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

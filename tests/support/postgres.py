"""A temporary PostgreSQL server: `python -m tests.support.postgres -- COMMAND` runs COMMAND with its
DATABASE_URL.

The cluster is in a temporary folder, listens on a free loopback port, and is stopped and deleted at the end,
whatever the command did, and also when this process receives SIGTERM or SIGHUP. PostgreSQL refuses to run as
root, so in that case the system's `postgres` user runs it.
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
from types import FrameType

BINARIES = "/usr/lib/postgresql"
USER = "tests"
ENDINGS = (signal.SIGTERM, signal.SIGHUP)
PATIENCE_SECONDS = 10.0
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


def binary(name: str) -> str:
    """The newest installed PostgreSQL program of this name. SystemExit when there is none."""
    found = sorted(Path(BINARIES).glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    if found:
        return str(found[-1])
    on_path = shutil.which(name)
    if on_path is None:
        raise SystemExit("PostgreSQL is not installed: make test installs it.")
    return on_path


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Delay signals that end this process until the end: a half-finished start would leave a server that
    nobody stops.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(*command: str) -> None:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with _undisturbed():
        subprocess.run([*as_postgres, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def cluster() -> Iterator[str]:
    """A running PostgreSQL; yields the URL of an empty database. Durability is off, since it only contains
    test data.
    """
    folder = Path(tempfile.mkdtemp(prefix="pas-a-pas-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, port = str(folder / "data"), _free_port()
    options = " ".join(f"-c {name}={value}" for name, value in (SETTINGS | {"port": port}).items())
    try:
        _run(
            binary("initdb"),
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
        try:
            _run(binary("pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
            yield f"postgres://{USER}@127.0.0.1:{port}/postgres"
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                _run(binary("pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        with _undisturbed():
            shutil.rmtree(folder, ignore_errors=True)


def _end(number: int, _frame: FrameType | None) -> None:
    """Exit through an exception, so that everything opened is closed; a second signal does not interrupt
    this.
    """
    for other in ENDINGS:
        signal.signal(other, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _run_with(command: list[str], address: str) -> int:
    """Run the command to its end. If this process is terminated, end the command before its database."""
    with subprocess.Popen(command, env=os.environ | {"DATABASE_URL": address}) as process:
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
            raise


def main() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :]
    for number in ENDINGS:
        signal.signal(number, _end)
    with cluster() as address:
        return _run_with(command, address)


if __name__ == "__main__":
    sys.exit(main())

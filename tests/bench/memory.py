"""The memory of the workers of a server."""

from contextlib import suppress
from pathlib import Path


def workers_of(port: int) -> list[int]:
    """Process ids of the gunicorn workers that serve `port`, without the master."""
    address = f"127.0.0.1:{port}"
    found = [
        int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _serves(path, address)
    ]
    return sorted(found)[1:]


def processes_of(port: int) -> list[int]:
    """Process ids of all processes that serve `port`: gunicorn's own and their children."""
    parents = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with suppress(OSError):  # It has just ended.
                parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
    address = f"127.0.0.1:{port}"
    found = {number for number in parents if _serves(Path("/proc", str(number)), address)}
    while new := {number for number, parent in parents.items() if parent in found} - found:
        found |= new
    return sorted(found)


def megabytes(process: int) -> float:
    """Proportional set size: memory shared with other processes counts in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):  # It has just ended.
        return 0.0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0) / 1024


def _serves(path: Path, address: str) -> bool:
    try:
        command = (path / "cmdline").read_text()
    except OSError:  # It has just ended.
        return False
    return "gunicorn" in command and address in command

"""What the workers of a server hold in memory."""

from pathlib import Path


def workers_of(port: int) -> list[int]:
    """Process numbers of the gunicorn workers that serve `port`; the master is not among them."""
    address = f"127.0.0.1:{port}"
    found = [
        int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _serves(path, address)
    ]
    return sorted(found)[1:]


def megabytes(process: int) -> float:
    """Proportional set size: what is shared with other processes counts for a part."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _serves(path: Path, address: str) -> bool:
    try:
        command = (path / "cmdline").read_text()
    except OSError:  # It has just ended.
        return False
    return "gunicorn" in command and address in command

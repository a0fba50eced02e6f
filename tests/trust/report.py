"""The report of the long tests: figures, commit, seed, date."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.trust.fuzz.numbered_site import ROLES
from tests.trust.slices import DATABASES

CUT = re.compile(r"^\.?(\w+): (cut at (\d+) of its (\d+) queries|(\d+) times kill -9)", re.MULTILINE)


def statuses(folder: Path, database: str) -> dict[int, int]:
    """The status of each request by its number, as stored by the slices."""
    lines = [
        line for file in folder.glob(f"statuses-{database}-*.txt") for line in file.read_text().splitlines()
    ]
    return {int(number): int(status) for number, status in (line.split() for line in lines)}


def differences(folder: Path) -> list[int]:
    """Numbers of the requests answered differently by the two databases, among those sent to both."""
    ours, theirs = (statuses(folder, database) for database in DATABASES)
    return sorted(number for number in ours.keys() & theirs.keys() if ours[number] != theirs[number])


def written(folder: Path, seed: str, commit: str, failed: list[str]) -> str:
    """The whole report, in Markdown."""
    return "\n".join(
        [
            "# The long battery",
            "",
            f"Commit {commit}, seed `{seed}`, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC.",
            "",
            *_requests(folder),
            "",
            *_roles(folder),
            "",
            *_faults(folder),
            "",
            f"Failed: {', '.join(failed) or 'nothing'}.",
            "",
        ]
    )


def _requests(folder: Path) -> list[str]:
    lines = ["| database | requests | server errors | answers by status |", "|---|---|---|---|"]
    for database in DATABASES:
        counts = Counter(statuses(folder, database).values())
        errors = sum(count for status, count in counts.items() if status >= 500)
        told = ", ".join(f"{status}: {count}" for status, count in sorted(counts.items()))
        lines.append(f"| {database} | {counts.total()} | {errors} | {told} |")
    apart = differences(folder)
    told = ", ".join(map(str, apart[:20])) or "none"
    return [*lines, "", f"Requests that the two databases answered with another status: {told}."]


def _roles(folder: Path) -> list[str]:
    """The results of the table test, for a visitor and for each role."""
    lines = ["| database | asked by | requests | server errors |", "|---|---|---|---|"]
    for database in DATABASES:
        for role in ("visitor", *ROLES):
            files = folder.glob(f"table-{role}-{database}-*.txt")
            told = [line.split() for file in files for line in file.read_text().splitlines()]
            errors = sum(int(count) for status, count in told if int(status) >= 500)
            lines.append(f"| {database} | {role} | {sum(int(count) for _, count in told)} | {errors} |")
    return lines


def _faults(folder: Path) -> list[str]:
    lines = ["| database | operation | queries failed | of | times `kill -9` |", "|---|---|---|---|---|"]
    for database in DATABASES:
        for file in sorted(folder.glob(f"faults-*-{database}.txt")):
            found = {}
            for operation, _told, cut, total, kills in CUT.findall(file.read_text()):
                found[operation] = tuple(map(max, found.get(operation, ("", "", "")), (cut, total, kills)))
            lines += [
                f"| {database} | {operation} | {cut} | {total} | {kills} |"
                for operation, (cut, total, kills) in found.items()
            ]
    return lines

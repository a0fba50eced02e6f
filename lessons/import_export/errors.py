"""Faults of guide files: file, place and reason, in terms that an author understands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class GuideFileError:
    """A fault in a guide file.

    Attributes:
        file: the path of the file.
        line: the line, from 1; 0 when the whole file is at fault.
        place: the key, such as `steps[3].minutes`; empty when the whole file is at fault.
        reason: a French sentence.
    """

    file: Path
    line: int
    place: str
    reason: str

    def __str__(self) -> str:
        line = f", ligne {self.line}" if self.line else ""
        place = f", {self.place}" if self.place else ""
        return f"{self.file}{line}{place} : {self.reason}"


class GuideFilesError(Exception):
    """Raised when at least one file has a fault; nothing was imported."""

    def __init__(self, faults: Sequence[GuideFileError]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

"""What is wrong in guide files: file, place and reason, in words an author understands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class GuideFileError:
    """One thing wrong.

    Attributes:
        file: the file at fault.
        line: its line, from 1; 0 when the whole file is at fault.
        place: the key, such as `steps[3].minutes`; empty for the whole file.
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
    """Raised when at least one file is wrong; nothing was imported."""

    def __init__(self, faults: Sequence[GuideFileError]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

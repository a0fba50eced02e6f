"""The locations of the stored sites of former releases."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Release:
    """A folder with the backup that a release made, and JSON files of the expected values.

    Attributes:
        name: the name of the folder.
        most_bytes: the maximum size of all files together.
        query: the query string for its pages, without pictures where making them takes too long.
    """

    name: str
    most_bytes: int
    query: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        return HERE / self.name

    @property
    def archive(self) -> Path:
        return self.folder / "site.tar.gz"

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in (self.archive, *self.folder.glob("*.json")))

    def read(self, name: str) -> Any:
        return json.loads(self._json(name).read_text(encoding="utf-8"))

    def write(self, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=1)
        self._json(name).write_text(f"{text}\n", encoding="utf-8")

    def _json(self, name: str) -> Path:
        return self.folder / f"{name}.json"


RELEASE_1 = Release("release_1", most_bytes=1_000_000)
RELEASE_1_1 = Release("release_1_1", most_bytes=4_000_000, query="?images=sans")
RELEASES = (RELEASE_1, RELEASE_1_1)

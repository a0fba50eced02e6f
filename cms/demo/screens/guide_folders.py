"""Draws every screens.yaml in a folder: pictures next to it, and markers in its guide.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from cms.demo.screens.frames import draw_screen
from cms.demo.screens.markers import Marker, marker_values, with_markers
from cms.demo.screens.png import flatten, png, shows
from cms.demo.screens.spec import read_screens

SPEC = "screens.yaml"
GUIDE = "guide.yaml"


@dataclass(frozen=True)
class _Guide:
    """The expected content of a guide folder."""

    folder: Path
    pictures: dict[str, Image.Image]
    markers: dict[str, list[Marker]]

    def changed_pictures(self) -> list[Path]:
        return [
            self.folder / name
            for name, image in self.pictures.items()
            if not shows(self.folder / name, image)
        ]

    def changed_text(self) -> str | None:
        """Return the new text of guide.yaml, or None when it is unchanged or does not exist."""
        path = self.folder / GUIDE
        if not path.is_file():
            return None
        text = path.read_text(encoding="utf-8")
        changed = with_markers(text, self.markers)
        return None if changed == text else changed


def draw_folder(path: Path) -> list[Path]:
    """Draw one guide folder, or every guide folder in a folder. Returns the changed files."""
    changed: list[Path] = []
    for guide in _guides(path):
        for picture in guide.changed_pictures():
            picture.write_bytes(png(guide.pictures[picture.name]))
            changed.append(picture)
        text = guide.changed_text()
        if text is not None:
            (guide.folder / GUIDE).write_text(text, encoding="utf-8")
            changed.append(guide.folder / GUIDE)
    return changed


def outdated_files(path: Path) -> list[Path]:
    """Return the files that `draw_folder` would change."""
    outdated: list[Path] = []
    for guide in _guides(path):
        outdated += guide.changed_pictures()
        outdated += [guide.folder / GUIDE] if guide.changed_text() is not None else []
    return outdated


def _guides(path: Path) -> Iterator[_Guide]:
    specs = [path / SPEC] if (path / SPEC).is_file() else sorted(path.glob(f"*/{SPEC}"))
    for spec in specs:
        yield _read(spec)


def _read(spec: Path) -> _Guide:
    guide = _Guide(spec.parent, {}, {})
    for screen in read_screens(spec):
        drawn, name = draw_screen(screen), f"{screen.name}.png"
        guide.pictures[name] = flatten(drawn.image)
        guide.markers[name] = marker_values(screen, drawn.places, drawn.width, drawn.height)
    return guide

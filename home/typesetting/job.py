"""Collects the files of a document under names that templates know, and computes its cache key."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import segno

from home.fonts import SIGNS
from home.typesetting.typst_compiler import Job

PACKAGES = ("typst", "fontpkg-atkinson-hyperlegible", "fontpkg-noto-sans", "fontpkg-inter", "segno", "pillow")
HERE = Path(__file__).parent
TEMPLATES = HERE / "typst"
# The output depends on their code, so it is part of the key.
WRITERS = ("typst_compiler.py", "imposition.py", "job.py")


class JobFiles:
    """The files of a document, numbered, so that equal documents have equal names."""

    def __init__(self) -> None:
        self.pictures: dict[str, str] = {}
        self.drawings: dict[str, str] = {}

    def picture(self, source: Path | None) -> str | None:
        """Register `source` and return its name for templates; None when there is no picture."""
        if source is None:
            return None
        name = f"{len(self.pictures) + 1:03}{source.suffix}"
        self.pictures[name] = str(source)
        return f"img/{name}"

    def qr_code(self, address: str) -> str:
        """Return the name of a QR code: level M, with four modules of margin, legible on a poor photocopy."""
        name = f"qr{len(self.drawings) + 1:02}.svg"
        code = segno.make(address or "-", error="m", micro=False)
        self.drawings[name] = str(code.svg_inline(border=4, dark="#000", light="#fff"))
        return name


def key_of(job: Job, writers: Iterable[Path] = ()) -> str:
    """Return a hash of everything that the files of `job` depend on: equal keys mean equal bytes.

    `writers` are modules that write files of the same document without the typesetter.
    """
    versions = _versions(job.templates, tuple(map(str, writers)))
    digest = hashlib.sha256(f"{versions}|{job.timestamp}|{job.greys}|{job.data}".encode())
    for name, source in sorted(job.pictures.items()):
        digest.update(name.encode())
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()[:40]


@cache
def _versions(templates: tuple[str, ...], writers: tuple[str, ...]) -> str:
    sources = [path for folder in templates for path in sorted(Path(folder).glob("*.typ"))]
    sources += [*sorted(SIGNS.glob("*.ttf")), *(HERE / name for name in WRITERS), *map(Path, writers)]
    content = b"".join(path.read_bytes() for path in sources)
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    return f"{hashlib.sha256(content).hexdigest()} {packages}"

"""Runs in a worker process: one document in, one PDF or its pages as pictures out, inside limits. The only module that calls the typesetter.

Imports neither Django nor Wagtail, so that a worker starts fast and holds nothing but fonts.
"""

import io
import multiprocessing
import os
import resource
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import typst
from PIL import Image

CPU_SECONDS = 20
MEMORY_BYTES = 2**31  # Of addresses; a pack of twenty guides uses half of it.
NICENESS = 10
THUMBNAIL_PPI = 36.0
GREY_STEP, GREY_QUALITY, LIGHTEST_INK = 17, 80, 225
LARGEST_GREY = (
    750,
    600,
)  # Pixels: 180 an inch at the usual size, since the file is meant to be light as well.
Made = TypeVar("Made")
_NOWHERE = "/nonexistent/typst-packages"  # No package is ever looked for, on disk or on the network.


@dataclass(frozen=True)
class Typeset:
    """A PDF; `refusal` is why PDF/UA-1 refused it, empty when it meets the standard."""

    pdf: bytes
    refusal: str = ""


@dataclass(frozen=True)
class Job:
    """A document to typeset.

    Attributes:
        data: JSON text that the templates read as `data.json`.
        templates: folders of Typst files; `main.typ` is the document. A later one replaces files of the same name.
        fonts: folders of TTF files.
        timestamp: seconds since 1970, written into the file: the same job gives the same bytes.
        pictures: files to copy, by the name the templates know them by.
        drawings: SVG texts, by name.
        greys: pictures are printed in few greys, with white paper left white.
    """

    data: str
    templates: tuple[str, ...]
    fonts: tuple[str, ...]
    timestamp: int
    pictures: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, str] = field(default_factory=dict)
    greys: bool = False


def start() -> None:
    """Called once as a worker starts: it has its share of memory, lets pages go first, and ends with the web process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    os.nice(NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A web process that is killed leaves nobody to tell its worker."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def measured(work: Callable[[Job], Made], job: Job) -> tuple[Made, int]:
    """What `work` makes of `job`, and the most memory that this process has had, in megabytes."""
    return work(job), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def typeset(job: Job) -> Typeset:
    """The PDF of `job`: tagged PDF/UA-1, or plain with the reason when the standard refuses it.

    A job that takes over 20 s of processor ends this process; the pool's owner sees it and starts another.
    """
    with _compiler(job) as compiler:
        return _compile(compiler, job.timestamp)


def draw(job: Job) -> list[bytes]:
    """The pages of `job` as small PNG pictures, for the eyes only. Limits as for `typeset`."""
    with _compiler(job) as compiler:
        pages = _guarded(compiler.compile, format="png", ppi=THUMBNAIL_PPI)
        return pages if isinstance(pages, list) else [pages]


@contextmanager
def _compiler(job: Job) -> Iterator[typst.Compiler]:
    _allow_processor_time()
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-sheet-") as name:
        folder = Path(name)
        _stage(job, folder)
        try:
            yield typst.Compiler(
                str(folder / "main.typ"),
                root=str(folder),
                font_paths=_fonts(job.fonts),
                package_path=_NOWHERE,
                package_cache_path=_NOWHERE,
            )
        except typst.TypstError as error:
            raise RuntimeError(error.message) from None  # Typst's own error cannot cross processes.


def _compile(compiler: typst.Compiler, timestamp: int) -> Typeset:
    try:
        return Typeset(_pdf(compiler, timestamp, ["ua-1"]))
    except typst.TypstError as error:
        reason = f"{error.message} {error.diagnostic}"
        if "PDF/UA-1" not in reason:
            raise
        return Typeset(_pdf(compiler, timestamp), reason)


def _pdf(compiler: typst.Compiler, timestamp: int, standards: list[Any] | None = None) -> bytes:
    pdf = _guarded(compiler.compile, format="pdf", pdf_standards=standards, timestamp=timestamp)
    if not isinstance(pdf, bytes):
        raise TypeError("The typesetter gave no PDF.")
    return pdf


def _guarded(compile_: Callable[..., Any], **how: Any) -> Any:
    try:
        return compile_(**how)
    except typst.TypstError:
        raise
    except BaseException as panic:  # noqa: BLE001  The library panics outside Exception; such an error cannot cross processes.
        raise RuntimeError(f"The typesetter stopped: {panic}") from None


def _stage(job: Job, folder: Path) -> None:
    """Only regular files in a folder of its own: the typesetter follows links."""
    for templates in job.templates:
        for template in Path(templates).glob("*.typ"):
            shutil.copyfile(template, folder / template.name)
    (folder / "data.json").write_text(job.data, encoding="utf-8")
    (folder / "img").mkdir()
    for name, source in job.pictures.items():
        _copy_picture(Path(source), folder / "img" / name, greys=job.greys)
    for name, drawing in job.drawings.items():
        (folder / name).write_text(drawing, encoding="utf-8")


def _copy_picture(source: Path, copy: Path, *, greys: bool) -> None:
    """With few greys a screen is lighter as PNG, a photograph as JPEG: templates look at the bytes, not at the name."""
    if not greys:
        shutil.copyfile(source, copy)
        return
    with Image.open(source) as picture:
        grey = picture.convert("L")
    grey.thumbnail(LARGEST_GREY)
    few = grey.point([_inked(shade) for shade in range(256)])
    candidates = (io.BytesIO(), io.BytesIO())
    for form, content in zip(("PNG", "JPEG"), candidates, strict=True):
        few.save(content, form, quality=GREY_QUALITY, optimize=True)
    copy.write_bytes(min((content.getvalue() for content in candidates), key=len))


def _inked(grey: int) -> int:
    """One of 16 greys; a light one is left to the white of the paper."""
    return 255 if grey > LIGHTEST_INK else round(grey / GREY_STEP) * GREY_STEP


def _allow_processor_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))

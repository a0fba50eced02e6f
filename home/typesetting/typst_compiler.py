"""Runs in a worker process: compiles one document to a PDF or to page images, within limits.

The only module that calls Typst. It imports neither Django nor Wagtail, so that a worker starts fast and
keeps only fonts in memory.
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
MEMORY_BYTES = 2**31  # Of address space; a pack of twenty guides uses half of it.
NICENESS = 10
THUMBNAIL_PPI = 36.0
GREY_STEP, GREY_QUALITY, LIGHTEST_INK = 17, 80, 225
# Pixels. This is 180 dpi at the usual size, because the file should also be small.
LARGEST_GREY = (
    750,
    600,
)
Made = TypeVar("Made")
# Disables package lookup, on disk and on the network.
_NOWHERE = "/nonexistent/typst-packages"


@dataclass(frozen=True)
class Typeset:
    """A PDF. `refusal` is the reason why it does not meet PDF/UA-1, empty when it does."""

    pdf: bytes
    refusal: str = ""


@dataclass(frozen=True)
class Job:
    """A document to typeset.

    Attributes:
        data: JSON text that the templates read as `data.json`.
        templates: folders of Typst files; `main.typ` is the document. A later folder overrides files of the
            same name.
        fonts: folders of TTF files.
        timestamp: seconds since 1970, written into the file: the same job gives the same bytes.
        pictures: paths of files to copy, by the name that the templates use.
        drawings: SVG texts, by name.
        greys: print pictures in few shades of grey, and keep white backgrounds white.
    """

    data: str
    templates: tuple[str, ...]
    fonts: tuple[str, ...]
    timestamp: int
    pictures: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, str] = field(default_factory=dict)
    greys: bool = False


def start() -> None:
    """Initialise a worker: limit its memory, lower its priority, and end it with the web process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    os.nice(NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Exit when the web process ends, which it may do without stopping its worker."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def measured(work: Callable[[Job], Made], job: Job) -> tuple[Made, int]:
    """Return the result of `work` on `job`, and this process's peak memory in megabytes."""
    return work(job), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def typeset(job: Job) -> Typeset:
    """Return the PDF of `job`: tagged PDF/UA-1, or plain with the reason when Typst refuses the standard.

    A process that has called this is killed after 20 s of CPU time, so only a worker of the pool may call it:
    see `home.typesetting.worker_pool`.
    """
    with _compiler(job) as compiler:
        return _compile(compiler, job.timestamp)


def draw(job: Job) -> list[bytes]:
    """Return the pages of `job` as small PNG pictures, a purely visual preview. Limits as for `typeset`."""
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
            raise RuntimeError(error.message) from None  # Typst's own error cannot be pickled.


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
    except BaseException as panic:  # noqa: BLE001  Rust panics are not Exceptions and cannot be pickled.
        raise RuntimeError(f"The typesetter stopped: {panic}") from None


def _stage(job: Job, folder: Path) -> None:
    """Copy the input into a temporary folder as regular files, because Typst follows links."""
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
    """Copy the picture. In greys, use the smaller of PNG and JPEG: Typst detects the format by content."""
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
    """Return one of 16 shades of grey; light shades become white."""
    return 255 if grey > LIGHTEST_INK else round(grey / GREY_STEP) * GREY_STEP


def _allow_processor_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))

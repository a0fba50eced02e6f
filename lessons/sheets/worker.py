"""Runs in a worker process: one document in, one PDF out, inside limits. The only module that calls the typesetter.

Imports neither Django nor Wagtail, so that a worker starts fast and holds nothing but fonts.
"""

import resource
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import typst

CPU_SECONDS = 20
MEMORY_BYTES = 2**30
TEMPLATES = Path(__file__).parent / "typst"
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
        fonts: folders of TTF files.
        timestamp: seconds since 1970, written into the file: the same job gives the same bytes.
        pictures: files to copy, by the name the templates know them by.
        drawings: SVG texts, by name.
    """

    data: str
    fonts: tuple[str, ...]
    timestamp: int
    pictures: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, str] = field(default_factory=dict)


def limit_memory() -> None:
    """Called once as a worker starts."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def typeset(job: Job) -> Typeset:
    """The PDF of `job`: tagged PDF/UA-1, or plain with the reason when the standard refuses it.

    A job that takes over 20 s of processor ends this process; the pool's owner sees it and starts another.
    """
    _allow_processor_time()
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-sheet-") as name:
        folder = Path(name)
        _stage(job, folder)
        compiler = typst.Compiler(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=_fonts(job.fonts),
            package_path=_NOWHERE,
            package_cache_path=_NOWHERE,
        )
        return _compile(compiler, job.timestamp)


def _compile(compiler: typst.Compiler, timestamp: int) -> Typeset:
    try:
        return Typeset(_pdf(compiler, timestamp, ["ua-1"]))
    except typst.TypstError as error:
        reason = f"{error.message} {error.diagnostic}"
        if "PDF/UA-1" not in reason:
            raise RuntimeError(error.message) from None
        return Typeset(_pdf(compiler, timestamp), reason)


def _pdf(compiler: typst.Compiler, timestamp: int, standards: list[Any] | None = None) -> bytes:
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=standards, timestamp=timestamp)
    except typst.TypstError:
        raise
    except BaseException as panic:  # noqa: BLE001  The library panics outside Exception; such an error cannot cross processes.
        raise RuntimeError(f"The typesetter stopped: {panic}") from None
    if not isinstance(pdf, bytes):
        raise TypeError("The typesetter gave no PDF.")
    return pdf


def _stage(job: Job, folder: Path) -> None:
    """Only regular files in a folder of its own: the typesetter follows links."""
    for template in TEMPLATES.glob("*.typ"):
        shutil.copyfile(template, folder / template.name)
    (folder / "data.json").write_text(job.data, encoding="utf-8")
    (folder / "img").mkdir()
    for name, source in job.pictures.items():
        shutil.copyfile(source, folder / "img" / name)
    for name, drawing in job.drawings.items():
        (folder / name).write_text(drawing, encoding="utf-8")


def _allow_processor_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))

"""Optical character recognition with `tesseract`, if installed, under time and memory limits."""

import io
import logging
import shutil
import subprocess
from functools import cache

from PIL import Image

TIMEOUT_SECONDS = 5
MEMORY_KILOBYTES = 1_500_000
MAX_PIXELS = 4_000_000
LANGUAGE = "fra"
# Page segmentation mode for scattered text, as on screens, rather than paragraphs.
SPARSE_TEXT = "11"
_log = logging.getLogger(__name__)


def can_read() -> bool:
    """Return whether tesseract is installed on this machine."""
    return shutil.which("tesseract") is not None


def read_words(content: bytes) -> str | None:
    """Return the text on the clean picture in `content`; None if tesseract is missing, fails or times out."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    reader = [program, "stdin", "stdout", "--psm", SPARSE_TEXT, *_language(program)]
    limits = f'ulimit -t {TIMEOUT_SECONDS}; ulimit -v {MEMORY_KILOBYTES}; exec "$@"'
    try:
        done = subprocess.run(  # noqa: S603  The program is found on the path; the picture is its only input.
            ["/bin/sh", "-c", limits, "sh", *reader],
            input=_prepared(content),
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            env={"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        _log.warning("A picture could not be read by machine: %s", error)
        return None
    return done.stdout.decode("utf-8", errors="replace")


def _prepared(content: bytes) -> bytes:
    """Convert to greyscale, and scale down so that recognition finishes in time."""
    with Image.open(io.BytesIO(content)) as picture:
        grey = picture.convert("L")
    if grey.width * grey.height > MAX_PIXELS:
        scale = (MAX_PIXELS / (grey.width * grey.height)) ** 0.5
        grey = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))))
    file = io.BytesIO()
    grey.save(file, "PNG", compress_level=1)
    return file.getvalue()


@cache
def _language(program: str) -> list[str]:
    """Return the option for French if its data is installed; otherwise tesseract uses its default."""
    try:
        listed = subprocess.run(  # noqa: S603  As above.
            [program, "--list-langs"], capture_output=True, timeout=TIMEOUT_SECONDS, check=True, text=True
        )
    except (subprocess.SubprocessError, OSError):
        return []
    return ["-l", LANGUAGE] if LANGUAGE in listed.stdout.split() else []

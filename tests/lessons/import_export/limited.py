"""Reads files one by one in processes with limits, and prints the result for each.

`main` runs in a separate Python, with file names as arguments. It writes one line per file: `read`, `refused:
…` or `died: …`, and the peak memory.
"""

import os
import resource
import sys
import tempfile
from pathlib import Path

from lessons.import_export.documents import BadDocumentError
from lessons.import_export.documents.importer import READERS
from lessons.import_export.documents.outline import outline_of
from lessons.import_export.reader import FILE_NAME, guide_folders, read_guide
from lessons.import_export.zip_files import BadZipError, extract_folders, open_archive

SECONDS = 60  # Of processor time: a slow machine needs 6 for the longest file, an endless loop needs more.
BYTES = 300 * 1024**2


def read(path: Path) -> str:
    """`read`, or `refused:` with the sentence."""
    try:
        if path.suffix in READERS:
            steps = outline_of(READERS[path.suffix](path.read_bytes()), path.stem).steps
            return f"read {sum(len(step.instruction) for step in steps) > 0}"
        with tempfile.TemporaryDirectory() as folder, path.open("rb") as file, open_archive(file) as archive:
            extract_folders(archive, FILE_NAME, Path(folder), "guide")
            faults: list[object] = []
            for guide in guide_folders(Path(folder)):
                read_guide(guide, faults)
            return f"refused: {faults[0]}" if faults else "read True"
    except (BadZipError, BadDocumentError) as error:
        return f"refused: {error}"


def limited(path: Path) -> str:
    """The result of `read`, in a process of its own with these limits of processor time and memory."""
    output, entrance = os.pipe()
    child = os.fork()
    if child == 0:
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, spent + SECONDS))
        answer = read(path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        verdict = "TOO MUCH" if peak * 1024 > BYTES else "at most"
        os.write(entrance, f"{answer[:600]} ({peak // 1024} MB {verdict})".encode())
        os._exit(0)
    os.close(entrance)
    _pid, status = os.waitpid(child, 0)
    answer = os.read(output, 1000).decode(errors="replace")
    os.close(output)
    return answer if status == 0 else f"died: {status}"


def main() -> None:
    for name in sys.argv[1:]:
        sys.stdout.write(limited(Path(name)).replace("\n", " ") + "\n")

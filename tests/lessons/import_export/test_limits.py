"""Small files that would become huge are read, or refused in a sentence, in 300 MB and a bounded time."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.lessons.import_export.word_parts import archive_of, docx, odt

READ = "import django; django.setup(); from tests.lessons.import_export.limited import main; main()"
ROOT = Path(__file__).parents[3]
SHORT = "<w:p><w:r><w:t>mot</w:t></w:r></w:p>"
OPEN_FIELD = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
FILES: dict[str, Callable[[], bytes]] = {
    "24 MB in 70 kB.docx": lambda: docx(SHORT * 700_000),
    "as long as may be.docx": lambda: docx("<w:p><w:r><w:t>mot</w:t></w:r></w:p>" * 80_000),
    "as long as may be.odt": lambda: odt("<text:p><text:span text:style-name='B'>a</text:span>b</text:p>" * 80_000),
    "spans in spans.odt": lambda: odt("<text:p>" + "<text:span>" * 20_000 + "a" + "</text:span>" * 20_000 + "</text:p>"),
    "tables in tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 30_000),
    "attributes.docx": lambda: docx("<w:p " + " ".join(f"a{number}='1'" for number in range(500_000)) + "/>"),
    "words.docx": lambda: docx("<w:p><w:r><w:t>" + "mot " * 2_000_000 + "</w:t></w:r></w:p>"),
    "open fields.docx": lambda: docx("<w:p>" + (OPEN_FIELD + "<w:r><w:t>m</w:t></w:r>") * 25_000 + "</w:p>"),
    "steps.docx": lambda: docx("<w:p><w:pPr><w:pStyle w:val='Titre1'/></w:pPr><w:r><w:t>É 1</w:t></w:r></w:p>" * 40_000),
    "names.zip": lambda: archive_of({f"a/{number}" + "é" * 60: "" for number in range(150_000)}),
    "long name.zip": lambda: archive_of({f"essai/{'a' * 300}.png": "", "essai/guide.yaml": "format: 1"}),
    "other packing.zip": lambda: archive_of({"essai/guide.yaml": "format: 1"}, zipfile.ZIP_LZMA),
}  # fmt: skip


def answers(folder: Path) -> dict[str, str]:
    """The output of `limited` for each file."""
    paths = [folder / name for name in FILES]
    for path in paths:
        path.write_bytes(FILES[path.name]())
    ran = subprocess.run(
        [sys.executable, "-c", READ, *paths],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        capture_output=True,
        check=True,
        text=True,
    )
    return dict(zip(FILES, ran.stdout.splitlines(), strict=True))


def test_a_small_file_that_would_become_huge_holds_nobody_up(tmp_path: Path) -> None:
    said = answers(tmp_path)
    assert {name: answer for name, answer in said.items() if "died" in answer or "TOO MUCH" in answer} == {}
    assert {name.partition(".")[0] for name, answer in said.items() if answer.startswith("read")} == {
        "as long as may be",
        "open fields",
        "steps",
    }

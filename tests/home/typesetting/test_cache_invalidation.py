"""Cached sheets that may show a picture as it was before masking are deleted."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.log_actions import log

from home.images.replacement import picture_replaced
from tests.factories import SiteImageFactory


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.SHEETS_CACHE_DIR = tmp_path / "sheets"
    settings.SHEETS_CACHE_DIR.mkdir()
    return settings.SHEETS_CACHE_DIR


def sheets(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".txt")


def fill(folder: Path) -> None:
    for name in ("0123.pdf", "0123.zip", "4567.pack", "0123.pdf.lock"):
        (folder / name).write_bytes(b"a picture")


def test_kept_sheets_are_forgotten_when_a_picture_is_replaced(folder: Path) -> None:
    fill(folder)
    picture_replaced.send(object, image=None)
    assert sheets(folder) == ["0123.pdf.lock"]


@pytest.mark.django_db
def test_a_machine_forgets_its_sheets_when_another_one_replaced_the_picture(folder: Path) -> None:
    """The other machine has its own folder: it sees only the history, at its next tick."""
    image = SiteImageFactory()
    call_command("tick", verbosity=0)
    fill(folder)
    call_command("tick", verbosity=0)
    assert len(sheets(folder)) == 4
    log(instance=image, action="wagtail.edit")
    call_command("tick", verbosity=0)
    assert sheets(folder) == ["0123.pdf.lock"]
    fill(folder)
    call_command("tick", verbosity=0)
    assert len(sheets(folder)) == 4

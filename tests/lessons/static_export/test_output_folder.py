"""The folder of a copy is replaced as a whole, never mixed with another run, and no foreign folder is
replaced.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from lessons.static_export import StaticExportError
from lessons.static_export.file_paths import Linker
from lessons.static_export.outage_copy import OutageCopy
from lessons.static_export.output_folder import MANIFEST, OutputFolder


@pytest.fixture(autouse=True)
def _locks_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "clé" / "site"


def write(target: Path, **files: str) -> None:
    folder = OutputFolder(target)
    for name, text in files.items():
        folder.write(name, text.encode(), etag=text)
    folder.finish({})


def test_what_others_have_beside_it_is_left_alone(target: Path) -> None:
    beside = [target.with_name(name) for name in ("site.ancien", "site.nouveau", "site-vacances.zip")]
    for path in beside:
        path.mkdir(parents=True)
    write(target, page="un")
    OutageCopy(target).drop_kits()
    assert all(path.exists() for path in beside)


def test_two_runs_never_write_into_each_other(target: Path) -> None:
    first = OutputFolder(target)
    first.write("page", b"un")
    with pytest.raises(StaticExportError, match="Une autre copie"):
        OutputFolder(target)
    first.finish({})
    assert (target / "page").read_bytes() == b"un"
    OutputFolder(target).abandon()
    write(target, page="deux")


def test_a_swap_that_fails_half_way_gives_back_what_was_there(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(target, page="un")
    folder, rename, renamed = OutputFolder(target), Path.rename, []
    folder.write("page", b"deux")

    def fail_once(path: Path, to: Path) -> Path:
        renamed.append(path)
        if len(renamed) == 2:
            raise OSError("Disque plein")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(OSError, match="Disque plein"):
        folder.finish({})
    folder.abandon()
    assert (target / "page").read_bytes() == b"un"
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_run_that_was_stopped_between_two_names_is_taken_up(target: Path) -> None:
    write(target, page="un")
    target.rename(target.with_name(".site.pas-a-pas-ancien"))
    folder = OutputFolder(target)
    assert folder.carry("page")
    folder.finish({})
    assert (target / "page").read_bytes() == b"un"


def test_a_file_that_is_not_whole_is_not_carried_on(target: Path) -> None:
    write(target, page="un", other="deux")
    os.truncate(target / "page", 0)
    folder = OutputFolder(target)
    assert (folder.carry("page"), folder.etag("page")) == (False, "")
    assert (folder.carry("other"), folder.etag("other")) == (True, "deux")
    folder.abandon()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"fichiers": 3}'])
def test_a_broken_manifest_is_that_of_a_copy_all_the_same(target: Path, text: str) -> None:
    write(target, page="un")
    (target / MANIFEST).write_text(text)
    write(target, page="deux")
    assert (target / "page").read_bytes() == b"deux"


def test_a_link_that_is_no_address_leads_nowhere() -> None:
    assert Linker("index.html", set()).link("https://[service.exemple.fr") is None

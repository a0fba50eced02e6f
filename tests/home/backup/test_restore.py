"""Restoring a backup restores everything, or changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from wagtail.models import Page

from home.backup import restore as restoring
from home.backup.archive import make_key
from home.backup.connections import sqlite_at
from home.backup.dump import make_backup
from home.caching.generation import current_generation
from home.integrity.verification import faults
from home.models import User
from lessons.models import GuidePage
from tests.home.backup.conftest import dump, make_small_site, media
from tests.support.isolated_databases import DatabaseFactory


def moved(tmp_path: Path, settings: Any) -> None:
    """Another machine: no media yet."""
    settings.MEDIA_ROOT = tmp_path / "other" / "media"


def test_on_an_empty_machine_it_is_the_same_row_for_row_and_byte_for_byte(
    place: DatabaseFactory, folder: Path, tmp_path: Path, settings: Any
) -> None:
    with place():
        make_small_site()
        archive, rows, files = make_backup(folder, keep=1).path, dump(tmp_path / "a"), media()
    moved(tmp_path, settings)
    with place():
        call_command("restore", archive, unsigned=True)
        assert dump(tmp_path / "b") == rows
        assert media() == files
        assert list(faults()) == []
        assert "Renouveler son passeport" in Client().get("/guides/", {"q": "impôt"}).content.decode()


def test_an_encrypted_one_opens_with_its_key_only(
    place: DatabaseFactory, folder: Path, tmp_path: Path, settings: Any
) -> None:
    public = make_key(tmp_path / "cle.txt")
    make_key(tmp_path / "autre.txt")
    with place():
        make_small_site()
        archive = make_backup(folder, keep=1, recipient=public).path
    assert archive.name.endswith(".tar.gz.age")
    assert b"Renouveler" not in archive.read_bytes()
    moved(tmp_path, settings)
    with place():
        for wrong in ({}, {"key": tmp_path / "autre.txt"}):
            with pytest.raises(CommandError, match="Rien n’a été restauré"):
                call_command("restore", archive, **wrong, unsigned=True)
        call_command("restore", archive, key=tmp_path / "cle.txt", unsigned=True)
        assert GuidePage.objects.count() == 1


def test_a_site_is_not_replaced_unless_one_says_so(site: GuidePage, folder: Path, tmp_path: Path) -> None:
    archive, rows = make_backup(folder, keep=1).path, dump(tmp_path / "a")
    User.objects.create(username="venue-apres")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", archive, unsigned=True)
    assert User.objects.filter(username="venue-apres").exists()
    stray = Path(settings.MEDIA_ROOT) / "images" / "de-trop.png"
    stray.write_bytes(b"x")
    altered = next(Path(settings.MEDIA_ROOT) / name for name in media() if name.startswith("original"))
    whole = altered.read_bytes()
    altered.write_bytes(b"abime")
    call_command("restore", archive, replace=True, unsigned=True)
    assert dump(tmp_path / "b") == rows
    assert not stray.exists()
    assert altered.read_bytes() == whole


def test_a_key_that_was_given_out_is_never_given_again(site: GuidePage, folder: Path) -> None:
    """Short addresses are printed on paper: the number of a deleted guide must not lead to another one."""
    last = User.objects.create(username="parti")
    number = last.pk
    last.delete()
    archive = make_backup(folder, keep=1).path
    call_command("restore", archive, replace=True, unsigned=True)
    assert User.objects.create(username="nouveau").pk == number + 1


@pytest.mark.parametrize("step", ["fill_table", "call_command", "digest_of"])
def test_when_a_step_fails_nothing_has_changed(
    site: GuidePage, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    archive = make_backup(folder, keep=1).path
    Page.objects.filter(pk=site.pk).update(title="Écrit depuis")
    rows, files = dump(tmp_path / "a"), media()

    def fail(*args: Any, **options: Any) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr(restoring, step, fail)
    with pytest.raises(CommandError, match="Rien n’a été restauré"):
        call_command("restore", archive, replace=True, unsigned=True)
    assert (dump(tmp_path / "b"), media()) == (rows, files)


def test_pages_kept_in_memory_before_it_are_never_taken_for_those_after_it(
    site: GuidePage, folder: Path
) -> None:
    first = make_backup(folder / "1", keep=1).path
    site.save_revision().publish()
    second = make_backup(folder / "2", keep=1).path
    generations = {current_generation()}
    for archive in (second, first, second):
        call_command("restore", archive, replace=True, unsigned=True)
        generations.add(current_generation())
    assert len(generations) == 4


def test_a_damaged_archive_changes_nothing(site: GuidePage, folder: Path, tmp_path: Path) -> None:
    archive = make_backup(folder, keep=1).path
    content = archive.read_bytes()
    archive.write_bytes(content[: len(content) // 2])
    rows = dump(tmp_path / "a")
    with pytest.raises(CommandError, match="Rien n’a été restauré"):
        call_command("restore", archive, replace=True, unsigned=True)
    assert dump(tmp_path / "b") == rows


def test_beside_the_site_it_touches_nothing_of_it(site: GuidePage, folder: Path, tmp_path: Path) -> None:
    archive, rows = make_backup(folder, keep=1).path, dump(tmp_path / "a")
    call_command("restore", archive, into=tmp_path / "essai", unsigned=True)
    with sqlite_at(tmp_path / "essai" / "pas-a-pas.sqlite3"):
        assert dump(tmp_path / "b") == rows
    assert dump(tmp_path / "c") == rows
    assert {path.name for path in (tmp_path / "essai").iterdir()} >= {"media", "pas-a-pas.sqlite3"}


def test_from_one_kind_of_database_to_the_other_and_back_row_for_row(
    place: DatabaseFactory, folder: Path, tmp_path: Path, settings: Any
) -> None:
    """On PostgreSQL: to SQLite and back. On SQLite: to another file, which is cheap."""
    with place():
        make_small_site()
        first, rows = make_backup(folder / "1", keep=1).path, dump(tmp_path / "a")
    settings.MEDIA_ROOT = tmp_path / "second"
    with sqlite_at(tmp_path / "second.sqlite3", durable=False):
        call_command("restore", first, unsigned=True)
        assert dump(tmp_path / "b") == rows
        second = make_backup(folder / "2", keep=1).path
    settings.MEDIA_ROOT = tmp_path / "third"
    with place():
        call_command("restore", second, unsigned=True)
        assert dump(tmp_path / "c") == rows
        User.objects.create(username="une-de-plus")  # Sequences continue where they were.
        connection.check_constraints()

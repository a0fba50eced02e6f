"""A backup contains the site at one moment, and is read again before it counts."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from time_machine import travel

from home.backup import dump as backups
from home.backup.archive import BadBackupError, unpack
from home.backup.connections import snapshot
from home.backup.dump import existing_backups, make_backup
from home.backup.serialization import columns_of
from home.backup.tables import kept_models
from home.scheduler.runner import scheduled_tasks, tick
from lessons.models import GuidePage
from tests.home.backup.conftest import dump, media
from tests.support.masking import mask_picture


def test_it_holds_every_row_and_every_file(site: GuidePage, folder: Path, tmp_path: Path) -> None:
    backup = make_backup(folder, keep=3)
    found = unpack(backup.path)
    assert found == backup.manifest
    assert {table.name: (table.rows, table.sha256) for table in found.tables} == dump(tmp_path / "dump")
    assert found.media.keys() == media().keys()
    assert backup.missing == ()
    assert backup.path.stat().st_mode & 0o077 == 0  # It contains the accounts: nobody else may read it.


def test_it_leaves_out_who_is_logged_in_and_what_is_made_anew(site: GuidePage) -> None:
    kept = kept_models()
    assert {"home_user", "wagtailcore_revision", "planning_sessionplan"} <= kept.keys()
    assert not {"django_session", "lessons_occurrence", "wagtailsearch_indexentry"} & kept.keys()


def test_every_column_of_every_table_can_be_written() -> None:
    for model in kept_models().values():
        assert columns_of(model)


def test_the_command_says_what_it_did(
    site: GuidePage, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("backup", to=folder)
    said = capsys.readouterr().out
    assert "relus et exacts" in said
    assert str(existing_backups(folder)[0][1]) in said


def test_it_keeps_the_newest_and_nothing_of_others(site: GuidePage, folder: Path) -> None:
    folder.mkdir()
    stranger = folder / "pas-a-pas-a-moi.tar.gz"
    stranger.write_text("à moi")
    start = timezone.now()
    for day in range(4):
        with travel(start + timedelta(days=day), tick=False):
            make_backup(folder, keep=2)
    left = existing_backups(folder)
    assert [made_at.date() for made_at, _path in left] == [
        (start + timedelta(days=day)).date() for day in (3, 2)
    ]
    assert stranger.exists()


@pytest.mark.parametrize("damage", ["cut", "altered"])
def test_a_damaged_archive_is_recognised(site: GuidePage, folder: Path, damage: str) -> None:
    path = make_backup(folder, keep=1).path
    content = bytearray(path.read_bytes())
    if damage == "cut":
        del content[len(content) // 2 :]
    else:
        content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(BadBackupError):
        unpack(path)


def test_what_cannot_be_read_again_is_no_backup_and_the_old_ones_stay(
    site: GuidePage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_backup(folder, keep=1).path

    def refuse(path: Path) -> None:
        raise BadBackupError("coupée")

    monkeypatch.setattr(backups, "unpack", refuse)
    with pytest.raises(CommandError, match="Aucune sauvegarde"):
        call_command("backup", to=folder, keep=1)
    assert [path.name for path in folder.iterdir()] == [first.name]


def test_it_sees_one_moment_while_others_write(site: GuidePage, tmp_path: Path) -> None:
    words = site.search_words
    with snapshot() as seen:
        GuidePage.objects.update(search_words="changé")
        with seen.cursor() as cursor:
            cursor.execute("SELECT search_words FROM lessons_guidepage")
            assert cursor.fetchall() == [(words,)]
    assert GuidePage.objects.get().search_words == "changé"


def test_a_picture_destroyed_while_it_is_copied_is_not_missed(
    site: GuidePage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a picture is masked between the snapshot and the copy, the backup starts again and contains the new
    state.
    """
    usual, times = backups._add_media, []

    def late(archive: object) -> dict[str, str]:
        if not times:
            mask_picture(site.steps[0].value["screenshot"]["image"])
        times.append(1)
        return usual(archive)  # type: ignore[arg-type]  The writer, passed on as it came.

    monkeypatch.setattr(backups, "_add_media", late)
    backup = make_backup(folder, keep=1)
    assert (len(times), backup.missing) == (2, ())


def test_a_file_the_site_had_lost_already_is_said(
    site: GuidePage, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = next(name for name in media() if name.startswith("original_images/"))
    (Path(settings.MEDIA_ROOT) / name).unlink()
    call_command("backup", to=folder)
    assert name in capsys.readouterr().err


def test_taken_under_load_it_is_one_whole_moment(site: GuidePage, folder: Path, tmp_path: Path) -> None:
    """Two columns are always written together: no backup sees one without the other."""
    stop, failures = threading.Event(), []
    settings_of = connection.settings_dict

    def write() -> None:
        mine = type(connections["default"])(settings_of, "default")
        try:
            number = 0
            while not stop.is_set():
                number += 1
                with mine.cursor() as cursor:
                    cursor.execute("UPDATE lessons_guidepage SET search_words = %s", [str(number)])
                    cursor.execute("UPDATE wagtailcore_page SET search_description = 'essai'")
        except Exception as error:  # noqa: BLE001  Told to the test, whatever it is.
            failures.append(error)
        finally:
            mine.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            unpack(make_backup(folder / str(number), keep=1).path)
    finally:
        stop.set()
        writer.join()
    assert failures == []


def test_the_folder_of_backups_is_not_that_of_pictures(site: GuidePage) -> None:
    with pytest.raises(CommandError, match="images"):
        call_command("backup", to=Path(settings.MEDIA_ROOT) / "sauvegardes")


def test_without_a_folder_it_asks_for_one(site: GuidePage) -> None:
    with pytest.raises(CommandError, match="BACKUP_DIR"):
        call_command("backup")


def test_the_health_page_says_how_old_the_last_one_is(
    site: GuidePage, folder: Path, settings: object
) -> None:
    client = Client()
    assert "sauvegarde" not in client.get("/sante/").json()
    settings.BACKUP_DIR = folder  # type: ignore[attr-defined]  The fixture of pytest-django.
    assert client.get("/sante/").json()["sauvegarde"] == {"derniere": None, "en_retard": True}
    make_backup(folder, keep=1)
    assert client.get("/sante/").json()["sauvegarde"]["en_retard"] is False
    with travel(timezone.now() + timedelta(days=2)):
        assert client.get("/sante/").json()["sauvegarde"]["en_retard"] is True


def test_the_tick_makes_one_a_day(site: GuidePage, folder: Path, settings: object) -> None:
    settings.BACKUP_DIR = folder  # type: ignore[attr-defined]  The fixture of pytest-django.
    backup = [task for task in scheduled_tasks() if task.name == "sauvegarde"]
    assert "sauvegarde : pas-a-pas-" in tick(backup)[0]
    assert len(existing_backups(folder)) == 1
    assert tick(backup) == []

"""Every version migrates the sites of former releases, and refuses those of later ones."""

import json
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from home.backup.archive import MANIFEST, TABLES, Manifest, unpack
from home.backup.connections import pending_migrations
from home.backup.restore import fill_old_database
from home.models import SiteImage
from tests.support.isolated_databases import DatabaseFactory
from tests.trust.page_texts import all_addresses, assert_texts_in_order
from tests.trust.releases import RELEASE_1, RELEASE_1_1, RELEASES, Release


def assert_the_site_is_whole(release: Release) -> None:
    """Nothing is damaged, and every public page has the same texts."""
    call_command("verify")
    said = release.read("pages")
    assert all_addresses() == list(said)
    assert_texts_in_order(said, release.query)


def test_the_first_release_migrates_and_its_pages_say_the_same(
    place: DatabaseFactory, tmp_path: Path, settings: Any
) -> None:
    """The tests of release 1.1 are in tests/trust/release_1_1, and check much more."""
    settings.MEDIA_ROOT = tmp_path / "media"
    manifest = unpack(RELEASE_1.archive, tmp_path)
    with place(empty=True):
        fill_old_database(connection, manifest, tmp_path / TABLES)
        call_command("migrate", verbosity=0)
        assert pending_migrations() == []
        call_command("update_index", verbosity=0)
        assert_the_site_is_whole(RELEASE_1)


def columns() -> set[str]:
    reader = connection.introspection
    with connection.cursor() as cursor:
        return {
            f"{table}.{column.name}"
            for table in reader.table_names(cursor)
            for column in reader.get_table_description(cursor, table)
        }


def test_the_running_release_finds_its_tables_until_it_is_restarted(
    place: DatabaseFactory, tmp_path: Path
) -> None:
    """Visitors continue reading while the new release migrates: a later one drops what is no longer used."""
    with place(empty=True):
        fill_old_database(connection, unpack(RELEASE_1_1.archive, tmp_path), tmp_path / TABLES)
        before = columns()
        call_command("migrate", verbosity=0)
        assert sorted(before - columns()) == []


def test_the_backup_of_release_1_1_is_restored_and_its_pages_say_the_same(
    place: DatabaseFactory, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "site" / "media"
    with place():
        call_command("restore", RELEASE_1_1.archive, unsigned=True)
        assert_the_site_is_whole(RELEASE_1_1)


@pytest.mark.parametrize("release", RELEASES, ids=str)
def test_it_is_small_and_whole(release: Release) -> None:
    assert release.size < release.most_bytes
    assert unpack(release.archive).rows > 500


def rewritten(target: Path, folder: Path, home_at: str) -> Path:
    """The first release as a backup of a version without OCR, or of a later version."""
    manifest = unpack(RELEASE_1.archive, folder)
    data = json.loads(manifest.as_text())
    data["migrations"] = [[app, home_at if app == "home" else name] for app, name in data["migrations"]]
    path = folder / TABLES / "home_siteimage.jsonl"
    [table] = [table for table in data["tables"] if table["name"] == "home_siteimage"]
    places = [
        n for n, name in enumerate(table["columns"]) if name not in {"suspicions", "vouched", "was_read"}
    ]
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    lines = "".join(
        json.dumps([row[n] for n in places], ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )
    path.write_text(lines)
    table["columns"] = [table["columns"][n] for n in places]
    table["sha256"] = sha256(lines.encode()).hexdigest()
    older = Manifest.from_text(json.dumps(data))
    (folder / MANIFEST).write_text(older.as_text())
    with tarfile.open(target, "w:gz") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                tar.add(path, arcname=path.relative_to(folder).as_posix())
    return target


def test_a_backup_of_an_older_version_is_restored_and_brought_up_to_date(
    place: DatabaseFactory, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "site" / "media"
    older = rewritten(tmp_path / "ancienne.tar.gz", tmp_path / "room", "0003_identity_logo")
    with place():
        call_command("restore", older, unsigned=True)
        assert "version plus ancienne" in capsys.readouterr().out
        assert not SiteImage.objects.filter(vouched=True).exists()
        assert_the_site_is_whole(RELEASE_1)


def test_a_backup_of_a_newer_version_is_refused(
    place: DatabaseFactory, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "site" / "media"
    newer = rewritten(tmp_path / "nouvelle.tar.gz", tmp_path / "room", "9999_the_future")
    with place(), pytest.raises(CommandError, match="plus récente"):
        call_command("restore", newer, unsigned=True)

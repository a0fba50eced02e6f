"""A backup of an older version is restored and brought up to date; one of a newer version is refused."""

import json
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.backup.archive import MANIFEST, TABLES, Manifest, unpack
from home.models import SiteImage
from tests.support.isolated_databases import DatabaseFactory
from tests.trust.page_texts import assert_the_site_is_whole
from tests.trust.releases import RELEASE_1


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

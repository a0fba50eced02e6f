"""Every version migrates the sites of former releases."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from home.backup.archive import TABLES, unpack
from home.backup.connections import pending_migrations
from home.backup.restore import fill_old_database
from tests.support.isolated_databases import DatabaseFactory
from tests.trust.page_texts import assert_the_site_is_whole
from tests.trust.releases import RELEASE_1, RELEASE_1_1, RELEASES, Release


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

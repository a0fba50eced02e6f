"""The release that still runs while its database is migrated."""

from tests.trust.release_1_1.conftest import UpgradedSite


def test_the_running_release_finds_its_tables_until_it_is_restarted(upgraded: UpgradedSite) -> None:
    """Visitors continue reading while the new release migrates: a later one drops what is no longer used."""
    assert upgraded.lost_columns == []

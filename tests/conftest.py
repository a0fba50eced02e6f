"""The strict world of the tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from home.caching.page_store import PAGE_STORE
from tests.support.isolated_databases import place
from tests.support.memory import clear_memoized
from tests.support.migrated_database import database_of_this_worker, migrated_database

__all__ = ["place"]  # A fixture of its own module.
hypothesis_settings.register_profile(
    "project",
    deadline=None,
    max_examples=60,
    derandomize=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("project")


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path) -> Iterator[None]:
    """Each test writes pictures and sheets into a folder of its own, and starts with nothing remembered."""
    PAGE_STORE.forget()
    clear_memoized()
    with override_settings(
        MEDIA_ROOT=tmp_path / "media",
        FETCHED_DIR=tmp_path / "fetched",
        SHEETS_CACHE_DIR=tmp_path / "sheets",
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Takes the place of pytest-django's: a copy of a migrated database that is made once, not once a worker.

    Gives what copies are made of, for tests that open databases of their own (tests/support/isolated_databases.py).
    """
    with django_db_blocker.unblock():
        migrated = migrated_database()
        with database_of_this_worker(migrated, tmp_path_factory.mktemp("database")):
            yield migrated

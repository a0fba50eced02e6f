"""Strict settings and fixtures for all tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from home.caching.page_store import PAGE_STORE
from tests.support.isolated_databases import place
from tests.support.made_once import made_once
from tests.support.memory import clear_memoized
from tests.support.migrated_database import database_of_this_worker, migrated_database

__all__ = ["made_once", "place"]  # Fixtures defined in modules of their own.
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
    """Give each test a folder of its own for pictures and sheets, and empty caches."""
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
    """Replaces the fixture of pytest-django: copies a migrated database that is built once, not once per
    worker.

    Yields the source of the copies, for tests that open separate databases
    (tests/support/isolated_databases.py).
    """
    with django_db_blocker.unblock():
        migrated = migrated_database()
        with database_of_this_worker(migrated, tmp_path_factory.mktemp("database")):
            yield migrated

"""A site on a database of its own, and the number of faults to try."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.support.isolated_databases import DatabaseFactory
from tests.trust.faults.operations import FaultSite

THOROUGH = "THOROUGH"  # Set by `make trust`: every query, every kill.

# About the SQLite file, which PostgreSQL does not have.
collect_ignore = [] if connection.vendor == "sqlite" else ["test_full_disk.py"]


@pytest.fixture
def small_site(place: DatabaseFactory, tmp_path: Path) -> Iterator[FaultSite]:
    with place():
        yield FaultSite.made(tmp_path / "sauvegardes")


@pytest.fixture
def thorough() -> bool:
    return bool(os.environ.get(THOROUGH))

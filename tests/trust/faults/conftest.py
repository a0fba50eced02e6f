"""A site on a database of its own, and how thoroughly to try."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.support.places import Place
from tests.trust.faults.operations import Site

THOROUGH = "THOROUGH"  # Set by `make trust`: every query, every kill.

# About the file of SQLite: PostgreSQL has none.
collect_ignore = [] if connection.vendor == "sqlite" else ["test_full_disk.py"]


@pytest.fixture
def small_site(place: Place, tmp_path: Path) -> Iterator[Site]:
    with place():
        yield Site.made(tmp_path / "sauvegardes")


@pytest.fixture
def thorough() -> bool:
    return bool(os.environ.get(THOROUGH))

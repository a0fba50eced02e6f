"""The strict world of the tests."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile(
    "project",
    deadline=None,
    max_examples=60,
    derandomize=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("project")


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path) -> None:
    """Each test writes pictures and sheets into a folder of its own, and starts with an empty cache."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SHEETS_CACHE_DIR = tmp_path / "sheets"
    cache.clear()

"""A small site with data of every kind that a backup contains."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from wagtail.documents.models import Document

from home.backup.connections import snapshot
from home.backup.tables import kept_models, write_tables
from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.models import SessionPlan
from tests.factories import (
    GuideIndexPageFactory,
    GuidePageFactory,
    SiteImageFactory,
    UserFactory,
    make_site,
    make_step,
)
from tests.support.isolated_databases import DatabaseFactory

# About the SQLite file, which PostgreSQL does not have.
collect_ignore = [] if connection.vendor == "sqlite" else ["test_database_file.py"]


@pytest.fixture
def site(place: DatabaseFactory) -> Iterator[GuidePage]:
    """A database of its own with a published guide, its picture, a document, an account, a session."""
    with place():
        yield make_small_site()


def make_small_site() -> GuidePage:
    index: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    picture = SiteImageFactory()
    picture.get_file_hash()
    picture.get_rendition("width-40")
    Document.objects.create(title="Affiche", file=ContentFile(b"%PDF-1.4", "affiche.pdf"))
    shot = {"image": picture.pk, "alt": "L’écran d’accueil.", "markers": []}
    guide: GuidePage = GuidePageFactory(parent=index, steps=[make_step("Chercher l’impôt", screenshot=shot)])
    guide.save_revision(user=UserFactory(is_superuser=True)).publish()
    SessionPlan.objects.create(edit_hash="a" * 64)
    call_command("update_index", verbosity=0)
    return guide


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sauvegardes"


def media() -> dict[str, bytes]:
    """Every media file of the site, by name."""
    root = Path(settings.MEDIA_ROOT)
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def dump(folder: Path) -> dict[str, Any]:
    """The current checksum of every table."""

    with snapshot() as seen:
        return {table.name: (table.rows, table.sha256) for table in write_tables(seen, kept_models(), folder)}

"""Migrations are complete, small, and named for what they add."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from wagtail.fields import StreamField

from home.fields import SmallMigrationStreamField
from tests.conventions.project import CODE, ROOT, place

MIGRATIONS = sorted(path for folder in CODE for path in (ROOT / folder).rglob("migrations/[0-9]*.py"))
NAME = re.compile(r"\d{4}_[a-z][a-z0-9]*(_[a-z0-9]+)*")
SAYS_NOTHING = re.compile(r"auto|_and_more|_(alter|changes?|fix(es)?|misc|more|stuff|update|v\d+)$|_\d+$")
LARGEST = 20_000  # Bytes. The first migrations of guides, with all their fields, have 9,000.
each_migration = pytest.mark.parametrize("path", MIGRATIONS, ids=place)


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said, no_color=True)
    except SystemExit:
        pytest.fail(f"Run manage.py makemigrations with --name saying what it adds:\n{said.getvalue()}")


@each_migration
def test_its_name_says_what_it_adds(path: Path) -> None:
    assert NAME.fullmatch(path.stem), f"{place(path)}: name it 0004_what_it_adds."
    assert not SAYS_NOTHING.search(path.stem), f"{place(path)}: name it for what it adds, with --name."


@each_migration
def test_it_holds_no_definition_of_blocks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("StreamField(") == text.count("StreamField([], ") == text.count("block_lookup={}"), (
        f"{place(path)} writes out blocks: declare the field as home.fields.SmallMigrationStreamField."
    )
    assert len(text.encode()) <= LARGEST, f"{place(path)} is large: what in it belongs to a model?"


def test_every_stream_field_stays_out_of_migrations() -> None:
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in CODE]
    fields = [field for model in ours for field in model._meta.local_fields if isinstance(field, StreamField)]
    assert fields
    for field in fields:
        assert isinstance(field, SmallMigrationStreamField), (
            f"{field}: use home.fields.SmallMigrationStreamField."
        )


def test_every_migration_can_be_undone() -> None:
    loader = MigrationLoader(None)
    for (app, name), migration in loader.disk_migrations.items():
        if migration.__module__.startswith(CODE):
            stuck = [operation for operation in migration.operations if not operation.reversible]
            assert not stuck, f"{app} {name}: say how to undo {stuck[0]} (reverse_code, reverse_sql)."


def test_an_app_has_one_last_migration() -> None:
    conflicts = MigrationLoader(None).detect_conflicts()
    assert not conflicts, f"Two migrations follow the same one: renumber the newer of {conflicts}."

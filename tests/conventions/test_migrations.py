"""Migrations are complete, small, and named for what they add."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from wagtail.fields import StreamField

from home.fields import SmallMigrationStreamField
from tests.conventions.offenders import assert_none
from tests.conventions.project import CODE, ROOT, occurrences, place, text_of

MIGRATIONS = sorted(path for folder in CODE for path in (ROOT / folder).rglob("migrations/[0-9]*.py"))
NAME = re.compile(r"\d{4}_[a-z][a-z0-9]*(_[a-z0-9]+)*")
SAYS_NOTHING = re.compile(r"auto|_and_more|_(alter|changes?|fix(es)?|misc|more|stuff|update|v\d+)$|_\d+$")
LARGEST = 20_000  # Bytes. The first migrations of guides, with all their fields, have 9,000.


def test_the_rules_have_migrations_to_look_at() -> None:
    assert MIGRATIONS


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said, no_color=True)
    except SystemExit:
        pytest.fail(f"Run manage.py makemigrations with --name saying what it adds:\n{said.getvalue()}")


def test_every_name_says_what_the_migration_adds() -> None:
    vague = [
        place(path) for path in MIGRATIONS if not NAME.fullmatch(path.stem) or SAYS_NOTHING.search(path.stem)
    ]
    assert_none(vague, "Name a migration for what it adds, with --name: 0004_what_it_adds.")


def test_no_migration_holds_a_definition_of_blocks() -> None:
    empty_field = ("StreamField(", "StreamField([], ", "block_lookup={}")
    written = [
        place(path) for path in MIGRATIONS if len({text_of(path).count(part) for part in empty_field}) > 1
    ]
    assert_none(written, "These write out blocks: declare them as home.fields.SmallMigrationStreamField.")


def test_no_migration_is_large() -> None:
    sizes = {path: len(text_of(path).encode()) for path in MIGRATIONS}
    large = [f"{place(path)}: {size} bytes" for path, size in sizes.items() if size > LARGEST]
    assert_none(large, f"A migration has {LARGEST} bytes at most: what in it belongs to a model?")


def test_no_migration_imports_code_of_the_project() -> None:
    """Such code may change later, and tests store their migrated database by the content of the migrations
    alone.
    """
    ours = re.compile(rf"^\s*(?:from|import) (?:{'|'.join(CODE)})\b", re.MULTILINE)
    tied = [place(path, line) for path in MIGRATIONS for line, _said in occurrences(ours, text_of(path))]
    assert_none(tied, "Write what a migration needs into the migration.")


def test_every_stream_field_stays_out_of_migrations() -> None:
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in CODE]
    fields = [field for model in ours for field in model._meta.local_fields if isinstance(field, StreamField)]
    assert fields
    written = [str(field) for field in fields if not isinstance(field, SmallMigrationStreamField)]
    assert_none(written, "Declare these fields as home.fields.SmallMigrationStreamField.")


def test_every_migration_can_be_undone() -> None:
    ours = [
        migration
        for migration in MigrationLoader(None).disk_migrations.values()
        if migration.__module__.startswith(CODE)
    ]
    assert ours
    stuck = [
        f"{migration}: {operation.describe()}"
        for migration in ours
        for operation in migration.operations
        if not operation.reversible
    ]
    assert_none(stuck, "Say how to undo these operations (reverse_code, reverse_sql).")


def test_an_app_has_one_last_migration() -> None:
    conflicts = MigrationLoader(None).detect_conflicts()
    assert not conflicts, f"Two migrations follow the same one: renumber the newer of {conflicts}."

"""Every public write invalidates cached pages in the same commit, however it is made; other writes invalidate
nothing.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.models import Revision, Site

from home.caching.generation import current_generation, delete_old_versions, tables_without_effect
from home.models import CacheVersion, PlainPage, User
from lessons.planning.models import SessionPlan
from lessons.taxonomy.models import GlossaryTerm
from tests.factories import GlossaryTermFactory, SiteImageFactory, UserFactory
from tests.support.isolated_databases import DatabaseFactory

pytestmark = pytest.mark.django_db
OWN = ("home", "lessons", "planning", "quality", "taxonomy")
# Tables that no page shows. A new model counts as shown until it declares otherwise and is listed here.
UNSEEN = {
    "home.MailFault",
    "home.CacheVersion",
    "home.SiteRendition",
    "home.RateLimitCounter",
    "home.User",
    "planning.SessionLine",
    "planning.SessionPlan",
    "quality.LinkCheck",
    "quality.Report",
    "quality.Responsibility",
    "home.TaskRun",
}


def test_only_known_tables_are_said_to_be_unseen() -> None:
    own = [model for model in apps.get_models() if model._meta.app_label in OWN]
    assert {model._meta.label for model in own if model._meta.db_table in tables_without_effect()} == UNSEEN
    for shown in ("wagtailcore_page", "wagtailcore_pageviewrestriction", "wagtailcore_site", "taggit_tag"):
        assert shown not in tables_without_effect()


def save(term: GlossaryTerm) -> None:
    term.save()


def update(term: GlossaryTerm) -> None:
    GlossaryTerm.objects.filter(pk=term.pk).update(definition="Autre chose.")


def delete(term: GlossaryTerm) -> None:
    term.delete()


def delete_many(term: GlossaryTerm) -> None:
    GlossaryTerm.objects.filter(pk=term.pk)._raw_delete("default")


def create_many(term: GlossaryTerm) -> None:
    GlossaryTerm.objects.bulk_create([GlossaryTerm(name="Autre", code="autre", definition="Autre.")])


def write_by_hand(term: GlossaryTerm) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE taxonomy_glossaryterm SET definition = %s", ["À la main."])


def write_with_a_comment(term: GlossaryTerm) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "/* by hand */ -- yes\nUPDATE taxonomy_glossaryterm SET definition = %s", ["À la main."]
        )


def write_after_with(term: GlossaryTerm) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH one AS (SELECT 'x' AS said) UPDATE taxonomy_glossaryterm SET definition = (SELECT said FROM one)"
        )


@pytest.mark.parametrize(
    "write",
    [save, update, delete, delete_many, create_many, write_by_hand, write_with_a_comment, write_after_with],
)
def test_every_way_of_writing_is_seen(write: Any) -> None:
    term = GlossaryTermFactory()
    before = current_generation()
    write(term)
    assert current_generation() != before


def test_a_statement_that_begins_with_blanks_is_judged_without_trying_every_way_to_read_them() -> None:
    """Django looks up SQLite tables like this. If each space could match in two ways, this test would not
    end.
    """
    before = current_generation()
    with connection.cursor() as cursor:
        cursor.execute("\n" + " " * 60 + "SELECT 1 /* " + "*/ /*" * 1_000 + " */")
    assert current_generation() == before


def test_moving_a_page_and_changing_the_site_are_seen(about: PlainPage) -> None:
    for change in (lambda: about.move(about.get_parent(), pos="first-child"), Site.objects.get().save):
        before = current_generation()
        change()
        assert current_generation() != before


def test_a_transaction_writes_one_row(about: PlainPage) -> None:
    before, _last = current_generation()
    about.save()
    GlossaryTermFactory()
    assert current_generation()[0] == before + 1


def test_what_is_undone_leaves_no_row_and_the_next_write_is_seen() -> None:
    term = GlossaryTermFactory()
    before = current_generation()
    with transaction.atomic():
        term.save()
        transaction.set_rollback(True)
    assert current_generation() == before
    term.save()
    assert current_generation() != before


def test_what_nobody_sees_forgets_nothing(about: PlainPage) -> None:
    user: User = UserFactory()
    before = current_generation()
    user.save()
    SessionPlan.objects.create(edit_hash="a" * 64)
    Session.objects.create(session_key="x" * 32, expire_date=timezone.now())
    Revision.objects.update(approved_go_live_at=None)
    assert current_generation() == before


def test_making_a_size_of_a_picture_forgets_nothing_and_deleting_one_does() -> None:
    picture = SiteImageFactory()
    before = current_generation()
    rendition = picture.get_rendition("width-40")
    assert current_generation() == before
    rendition.delete()
    assert current_generation() != before


def test_outside_a_transaction_the_row_is_written_with_the_rest(place: DatabaseFactory) -> None:
    with place() as database:
        assert not database.in_atomic_block
        before = current_generation()
        GlossaryTerm.objects.create(name="Un", code="un", definition="Un.")
        between = current_generation()
        GlossaryTerm.objects.update(definition="Deux.")
        assert len({before, between, current_generation()}) == 3
        with pytest.raises(DatabaseError), database.cursor() as cursor:
            cursor.execute("UPDATE taxonomy_glossaryterm SET nothing = 1")
        assert current_generation()[0] == between[0] + 1


def test_old_rows_are_forgotten_without_coming_back_to_a_former_state() -> None:
    seen = set()
    for _ in range(3):
        seen.add(current_generation())
        CacheVersion.objects.update(at=timezone.now() - timedelta(days=2))
        delete_old_versions()
        assert CacheVersion.objects.count() == 1
    assert len(seen | {current_generation()}) == 4

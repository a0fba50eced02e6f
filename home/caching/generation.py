"""Writes down that something public has changed, whoever wrote it and however, in the same transaction."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any
from weakref import WeakSet

from django.apps import apps
from django.db import connection as default_connection
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Min, Q
from django.utils import timezone
from wagtail.models import Page

from home.caching.memoize import stop_memoizing
from home.caching.models import CacheVersion

Generation = tuple[int, int]
KEPT = timedelta(days=1)
_TABLE = CacheVersion._meta.db_table
_COUNT = "SELECT COUNT(*), COALESCE(MAX(id), 0) FROM home_publicchange"
_INSERT = "INSERT INTO home_publicchange (at) VALUES (%s)"
_READY: WeakSet[BaseDatabaseWrapper] = WeakSet()  # Connections whose database is migrated.
_BEFORE = (
    r"(?:\s+|--[^\n]*\n|/\*.*?\*/)*+"  # Blanks and comments, read in one way only: thirty blanks have 2^30.
)
_WRITE = re.compile(
    _BEFORE + r"(?P<deed>INSERT|REPLACE|UPDATE|DELETE|TRUNCATE|MERGE|COPY)\b"
    r"(?:\s+(?:OR\s+\w+|INTO|ONLY|FROM|TABLE))*\s+[\"\[`]?(?P<table>\w+)",
    re.IGNORECASE | re.DOTALL,
)
_WRITE_AFTER_WITH = re.compile(
    _BEFORE + r"WITH\b.*\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b", re.IGNORECASE | re.DOTALL
)
# Of libraries: who is logged in, what is typed and not published, who did what.
_APPS_WITHOUT_EFFECT = frozenset(
    {"admin", "axes", "otp_static", "otp_totp", "sessions", "wagtailadmin", "wagtailusers"}
)
_RENDITIONS = "home_siterendition"
_TABLES_WITHOUT_EFFECT = frozenset(
    {
        "django_migrations",
        _RENDITIONS,  # Made when a page first shows them. Deleting them is seen.
        "home_user",
        "wagtailcore_comment",
        "wagtailcore_commentreply",
        "wagtailcore_modellogentry",
        "wagtailcore_pagelogentry",
        "wagtailcore_pagesubscription",
        "wagtailcore_referenceindex",
        "wagtailcore_revision",
    }
)


@cache
def tables_without_effect() -> frozenset[str]:
    """Tables whose rows no public page shows."""
    models = apps.get_models(include_auto_created=True)
    said = {
        model._meta.db_table
        for model in models
        if not getattr(model, "affects_public_pages", True) or model._meta.app_label in _APPS_WITHOUT_EFFECT
    }
    return frozenset(said | _TABLES_WITHOUT_EFFECT)


def current_generation() -> Generation:
    """What is true of the database as long as nothing public has changed; one query.

    The count tells apart transactions that end in another order than they began. Asked inside
    a transaction, what it writes afterwards makes a new generation.
    """
    default_connection.run_on_commit = [
        entry for entry in default_connection.run_on_commit if entry[1] is not _noted
    ]
    with default_connection.cursor() as cursor:
        cursor.execute(_COUNT)
        count, last = cursor.fetchone()
    return count, last


def delete_old_versions() -> str:
    """Delete rows of former days, and write a new one: a count alone could come back to a former value."""
    with transaction.atomic():
        deleted, _by_model = CacheVersion.objects.filter(at__lt=timezone.now() - KEPT).delete()
        CacheVersion.objects.create()
    return f"{deleted} changement(s) oublié(s)."


def watch_connection(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Called for each new connection: from then on, what it writes is noted."""
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)


def _note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run the statement; when it writes what pages may show, note it in the same transaction."""
    connection = context["connection"]
    if not _is_seen(sql):
        return execute(sql, params, many, context)
    stop_memoizing()
    if _is_noted(connection) or not _has_table(connection):
        return execute(sql, params, many, context)
    is_djangos = connections[connection.alias] is connection  # Else `atomic` would speak to another one.
    if connection.in_atomic_block or _is_joined(connection, sql) or not is_djangos:
        result = execute(sql, params, many, context)
        _write(connection)
        return result
    with transaction.atomic(using=connection.alias):
        result = execute(sql, params, many, context)
        _write(connection)
    return result


def _is_joined(connection: BaseDatabaseWrapper, sql: str) -> bool:
    """True where the row goes with the statement by itself.

    SQLite ends a statement that gives rows when they are read, and with it all that was written since;
    until then it refuses to end a transaction.
    """
    return connection.vendor == "sqlite" and " RETURNING " in sql


def _is_seen(sql: Any) -> bool:
    if not isinstance(sql, str):
        return False
    if found := _WRITE.match(sql):
        is_erased = found["deed"].upper() == "DELETE" and found["table"] == _RENDITIONS
        return is_erased or found["table"] not in tables_without_effect()
    return _WRITE_AFTER_WITH.match(sql) is not None


def _is_noted(connection: BaseDatabaseWrapper) -> bool:
    """True when this transaction has its row. Django forgets the mark where it undoes the row: with its savepoint."""
    return any(entry[1] is _noted for entry in connection.run_on_commit)


def _noted() -> None:
    """A mark among the things to do at the end of a transaction: nothing to do."""


def _has_table(connection: BaseDatabaseWrapper) -> bool:
    """False only until the migrations have run."""
    if connection not in _READY:
        if _TABLE not in connection.introspection.table_names():
            return False
        _READY.add(connection)
    return True


def _write(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(_INSERT, [now])
    if connection.in_atomic_block:
        connection.on_commit(_noted)


def next_change_at(now: datetime) -> datetime:
    """When what is public changes next although nobody does anything: a date of a page, or the day that ends."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    dates = Page.objects.aggregate(
        begins=Min("go_live_at", filter=Q(go_live_at__gt=now)),
        ends=Min("expire_at", filter=Q(expire_at__gt=now)),
    )
    return min([midnight, *(date for date in dates.values() if date)])

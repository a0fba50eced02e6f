"""Records every change of public content, by any code path, in the transaction that makes the change."""

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
_READY: WeakSet[BaseDatabaseWrapper] = WeakSet()  # Connections whose database has the table.
# Spaces and comments. Possessive, because backtracking over thirty spaces would take 2^30 steps.
_BEFORE = r"(?:\s+|--[^\n]*\n|/\*.*?\*/)*+"
_WRITE = re.compile(
    _BEFORE + r"(?P<deed>INSERT|REPLACE|UPDATE|DELETE|TRUNCATE|MERGE|COPY)\b"
    r"(?:\s+(?:OR\s+\w+|INTO|ONLY|FROM|TABLE))*\s+[\"\[`]?(?P<table>\w+)",
    re.IGNORECASE | re.DOTALL,
)
_WRITE_AFTER_WITH = re.compile(
    _BEFORE + r"WITH\b.*\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b", re.IGNORECASE | re.DOTALL
)
# Library tables: sessions, logins, unpublished drafts, history.
_APPS_WITHOUT_EFFECT = frozenset(
    {"admin", "axes", "otp_static", "otp_totp", "sessions", "wagtailadmin", "wagtailusers"}
)
_RENDITIONS = "home_siterendition"
_TABLES_WITHOUT_EFFECT = frozenset(
    {
        "django_migrations",
        _RENDITIONS,  # Rows are created when a page first shows them. Deletions do count: see `_is_seen`.
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
    """Return the tables whose rows no public page shows."""
    models = apps.get_models(include_auto_created=True)
    said = {
        model._meta.db_table
        for model in models
        if not getattr(model, "affects_public_pages", True) or model._meta.app_label in _APPS_WITHOUT_EFFECT
    }
    return frozenset(said | _TABLES_WITHOUT_EFFECT)


def current_generation() -> Generation:
    """Return a value that stays the same until public content changes. Costs one query.

    It includes the number of rows because transactions may commit in another order than they began. After a
    call inside a transaction, later writes of that transaction start a new generation.
    """
    default_connection.run_on_commit = [
        entry for entry in default_connection.run_on_commit if entry[1] is not _noted
    ]
    with default_connection.cursor() as cursor:
        cursor.execute(_COUNT)
        count, last = cursor.fetchone()
    return count, last


def delete_old_versions() -> str:
    """Delete rows older than one day, and return a French summary.

    A new row is added as well: otherwise the count could return to an earlier value.
    """
    with transaction.atomic():
        deleted, _by_model = CacheVersion.objects.filter(at__lt=timezone.now() - KEPT).delete()
        CacheVersion.objects.create()
    return f"{deleted} changement(s) oublié(s)."


def watch_connection(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Record the writes of a new database connection. Receives Django's `connection_created` signal."""
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)


def _note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run the statement. If it changes public content, record that in the same transaction."""
    connection = context["connection"]
    if not _is_seen(sql):
        return execute(sql, params, many, context)
    stop_memoizing()
    if _is_noted(connection) or not _has_table(connection):
        return execute(sql, params, many, context)
    # Otherwise `atomic` would open a transaction on another connection.
    is_djangos = connections[connection.alias] is connection
    if connection.in_atomic_block or _is_joined(connection, sql) or not is_djangos:
        result = execute(sql, params, many, context)
        _write(connection)
        return result
    with transaction.atomic(using=connection.alias):
        result = execute(sql, params, many, context)
        _write(connection)
    return result


def _is_joined(connection: BaseDatabaseWrapper, sql: str) -> bool:
    """Return whether the row is committed with the statement even without a transaction.

    SQLite commits a statement that returns rows, and everything written since, only once its rows are read;
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
    """Return whether this transaction has recorded a change.

    A rollback to a savepoint undoes the row, and Django then also drops the marker from `run_on_commit`.
    """
    return any(entry[1] is _noted for entry in connection.run_on_commit)


def _noted() -> None:
    """Do nothing: this on-commit callback only marks the transaction."""


def _has_table(connection: BaseDatabaseWrapper) -> bool:
    """Return False only until the migrations have run."""
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
    """Return when public content next changes by itself: a page's publication or expiry date, or midnight."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    dates = Page.objects.aggregate(
        begins=Min("go_live_at", filter=Q(go_live_at__gt=now)),
        ends=Min("expire_at", filter=Q(expire_at__gt=now)),
    )
    return min([midnight, *(date for date in dates.values() if date)])

"""Converts column values to text, identically for SQLite and PostgreSQL, and back."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, Model
from django.utils.timezone import is_naive

Value = str | int | float | bool | None

_PLAIN = {
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField"), int),
    **dict.fromkeys(("SmallIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField"), int),
    **dict.fromkeys(("PositiveBigIntegerField",), int),
    **dict.fromkeys(("CharField", "TextField", "SlugField", "URLField", "EmailField"), str),
    **dict.fromkeys(("FileField", "ImageField", "GenericIPAddressField", "UUIDField"), str),
    "BooleanField": bool,
    "FloatField": float,
}


class UnknownColumnError(Exception):
    """The archive has no text format for this field type."""


def kind_of(field: "Field[Any, Any]") -> str:
    """Return the internal type of the field; for a relation, that of its target column."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    kind = field.get_internal_type()
    if kind not in _PLAIN and kind not in _TO_TEXT:
        raise UnknownColumnError(f"{field}: {kind}")
    return kind


def columns_of(model: type[Model]) -> dict[str, str]:
    """Return the type of each column of the model's table."""
    return {field.column: kind_of(field) for field in model._meta.local_concrete_fields if field.column}


def to_archive(value: Any, kind: str) -> Value:
    """Convert a database value to its archive form."""
    if value is None:
        return None
    if kind == "UUIDField":
        return str(value if isinstance(value, UUID) else UUID(value))
    plain = _PLAIN.get(kind)
    result: Value = plain(value) if plain else _TO_TEXT[kind](value)
    return result


def to_database(value: Value, kind: str, connection: BaseDatabaseWrapper) -> Any:
    """Convert an archived value to the form that the database expects."""
    if not isinstance(value, str) or kind not in _FROM_TEXT:
        return value
    return _FROM_TEXT[kind](value, connection)


def row_to_archive(row: Iterable[Any], kinds: list[str]) -> list[Value]:
    return [to_archive(value, kind) for value, kind in zip(row, kinds, strict=True)]


def _moment(value: datetime | str) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    moment = moment.replace(tzinfo=UTC) if is_naive(moment) else moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


def _json(value: Any) -> str:
    """Sort the keys of objects, as PostgreSQL does."""
    decoded = json.loads(value) if isinstance(value, str) else value
    return json.dumps(decoded, sort_keys=True, ensure_ascii=False)


_TO_TEXT: dict[str, Callable[[Any], str]] = {
    "DateTimeField": _moment,
    "DateField": str,
    "TimeField": str,
    "JSONField": _json,
}


def _uuid(text: str, connection: BaseDatabaseWrapper) -> Any:
    return UUID(text) if connection.features.has_native_uuid_field else UUID(text).hex


_FROM_TEXT: dict[str, Callable[[str, BaseDatabaseWrapper], Any]] = {
    "DateTimeField": lambda text, connection: connection.ops.adapt_datetimefield_value(
        datetime.fromisoformat(text)
    ),
    "DateField": lambda text, connection: connection.ops.adapt_datefield_value(date.fromisoformat(text)),
    "TimeField": lambda text, connection: connection.ops.adapt_timefield_value(time.fromisoformat(text)),
    "UUIDField": _uuid,
}

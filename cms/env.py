"""Typed readers of environment variables. An invalid value raises ImproperlyConfigured at startup."""

import os
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
_MISSING = object()


def _read(name: str, default: object) -> str | None:
    value = os.environ.get(name)
    if value is None or not value.strip():
        if default is _MISSING:
            raise ImproperlyConfigured(f"{name} must be set: see docs/operations.md.")
        return None
    return value.strip()


def text(name: str, default: object = _MISSING) -> str:
    """Return the value of `name`, stripped. Raises ImproperlyConfigured if unset and without default."""
    value = _read(name, default)
    return str(default) if value is None else value


def boolean(name: str, *, default: bool) -> bool:
    """Parse `true`, `false`, `1` or `0` in any case; other values, such as `yes`, are refused."""
    value = _read(name, default)
    if value is None:
        return default
    try:
        return _BOOLEANS[value.lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name}={value!r}: write true or false.") from None


def choice(name: str, options: tuple[str, ...], *, default: str) -> str:
    """Return one of `options`. Case matters."""
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"{name}={value!r}: write {' or '.join(options)}.")
    return value


def time_zone(name: str, default: str) -> str:
    """Return a time zone name of the IANA database (https://www.iana.org/time-zones)."""
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name}={value!r}: write a name such as Europe/Paris or Indian/Reunion.")
    return value


def integer(name: str, *, default: int, low: int, high: int) -> int:
    """Return an integer from `low` to `high`, both included."""
    value = _read(name, default)
    if value is None:
        return default
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number from {low} to {high}.")
    return int(value)


def words(name: str, default: object = _MISSING) -> list[str]:
    """Return the items of a comma-separated list; empty items are refused."""
    value = _read(name, default)
    if value is None:
        return list(default) if isinstance(default, (list, tuple)) else []
    items = [item.strip() for item in value.split(",")]
    if not all(items):
        raise ImproperlyConfigured(f"{name}={value!r}: an item of the list is empty.")
    return items


def folder(name: str, default: Path) -> Path:
    """Return an absolute path. A relative one is refused: it would depend on the current directory."""
    return optional_path(name) or default


def optional_path(name: str) -> Path | None:
    """Return an absolute path, or None when `name` is not set."""
    value = _read(name, None)
    if value is None:
        return None
    path = Path(value)
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name}={value!r}: write an absolute path.")
    return path


def web_address(name: str, default: object = _MISSING) -> str:
    """Return an `http://` or `https://` address with a host, no path and no trailing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"{name}={value!r}: write an address such as https://guides.exemple.fr")
    return value

"""Runs all integrity checks."""

from collections.abc import Callable, Iterator

from django.db import DatabaseError
from wagtail import hooks

from home.hooks import INTEGRITY_HOOK
from home.integrity.database import database_faults
from home.integrity.files import file_faults
from home.integrity.pages import page_faults, tree_faults

Check = Callable[[], Iterator[str]]
CHECKS: tuple[Check, ...] = (database_faults, tree_faults, page_faults, file_faults)


def faults() -> Iterator[str]:
    """Yield a French sentence per error. A check that fails to run does not stop the others."""
    for check in (*CHECKS, *hooks.get_hooks(INTEGRITY_HOOK)):
        try:
            yield from check()
        except (DatabaseError, OSError) as error:
            yield f"La base ou le disque ne répond pas : {error}"

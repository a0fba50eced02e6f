"""Rows that many tests of a module need and none may keep changed: made once, there for each, thrown away with the module.

Each test still runs in a transaction of its own, inside the one that holds these rows: what
it changes is undone as ever. Only for what makes no files: those are of one test (tests/conftest.py).
"""

from collections.abc import Callable, Iterator
from inspect import signature
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

Made = TypeVar("Made")
_open: list[Any] = []  # The transactions that hold rows now; beyond them, there is one of a test.


def once_a_module(make: Callable[..., Made]) -> Any:
    """Decorate `make`: a fixture of its name that gives what it gave, called once a module.

    `make` may name other fixtures of this kind. Let it give keys rather than objects: an object would carry
    one test's changes to the next.
    """

    @pytest.fixture(scope="module", name=make.__name__)
    def made(django_db_setup: str, django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[Made]:
        if len(connection.atomic_blocks) > len(_open):
            raise RuntimeError(f"{make.__name__} was first asked for inside a test: name it in usefixtures.")
        needed = {name: request.getfixturevalue(name) for name in signature(make).parameters}
        around = transaction.atomic()
        with django_db_blocker.unblock():
            around.__enter__()
            _open.append(around)
            made = make(**needed)
        yield made
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            _open.remove(around)

    return made

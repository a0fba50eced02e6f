"""Rows that many tests of a module need: created once, available to each test, and deleted with the module.

Each test still runs in a transaction of its own, inside the one that holds these rows, so its changes are
rolled back as usual. Use this only for rows without files: files belong to one test (tests/conftest.py).
"""

from collections.abc import Callable, Iterator
from inspect import signature
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

Made = TypeVar("Made")
_open: list[Any] = []  # The transactions that hold rows now; a test adds one more.


def once_a_module(make: Callable[..., Made]) -> Any:
    """Decorate `make`, which is called once per module, and turn it into a fixture of the same name.

    `make` may use other fixtures of this kind. It should return keys rather than objects: an object would
    carry one test's changes to the next.
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

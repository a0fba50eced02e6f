"""The aviary: made once for all tests of a module, which each leave it as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.trust.leaks.aviary import Aviary, open_aviary
from tests.trust.leaks.states import STATES


@pytest.fixture(scope="module")
def _cages(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Aviary]:
    with django_db_blocker.unblock(), transaction.atomic():
        aviary = open_aviary()
        aviary.close()
        yield aviary
        transaction.set_rollback(True)


@pytest.fixture
def cages(_cages: Aviary, db: None) -> Aviary:
    """The aviary, closed."""
    return _cages


@pytest.fixture
def open_cages(db: None) -> Aviary:
    """A few guides, while they are public."""
    return open_aviary([state for state in STATES if state.name in {"brouillon", "embargo"}])

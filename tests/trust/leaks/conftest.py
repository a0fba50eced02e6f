"""The site with a canary in everything hidden: created once per module; each test leaves it unchanged."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.trust.leaks.canary_site import CanarySite, make_canary_site
from tests.trust.leaks.states import STATES


@pytest.fixture(scope="module")
def _hidden_site(django_db_setup: Any, django_db_blocker: Any) -> Iterator[CanarySite]:
    with django_db_blocker.unblock(), transaction.atomic():
        site = make_canary_site()
        site.close()
        yield site
        transaction.set_rollback(True)


@pytest.fixture
def hidden_site(_hidden_site: CanarySite, db: None) -> CanarySite:
    """The site, when everything that contains canaries is hidden."""
    return _hidden_site


@pytest.fixture
def public_site(db: None) -> CanarySite:
    """A few guides, while they are public."""
    return make_canary_site([state for state in STATES if state.name in {"brouillon", "embargo"}])

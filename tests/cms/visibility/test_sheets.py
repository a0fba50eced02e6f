"""A hidden guide is on no paper."""

from collections.abc import Callable

import pytest
from django.test import Client

from lessons.models import GuidePage
from tests.cms.visibility.canary import (
    CANARY,
    SHEETS,
    Place,
    each_state,
    login_only,
    sheet_text,
    text_of,
)
from tests.factories import (
    make_step,
)

pytestmark = pytest.mark.django_db


@each_state
@pytest.mark.parametrize("sheet", SHEETS)
def test_its_sheets_and_short_address_are_not_found(
    client: Client, place: Place, hide: Callable[[GuidePage], None], sheet: str
) -> None:
    address = f"{place.hidden.url}{sheet}"
    hide(place.hidden)
    for path in (address, f"{place.hidden.url}{sheet}", f"/g/{place.hidden.pk}/"):
        response = client.get(path)
        assert response.status_code in {404, 410}, path
        assert f"Titre {CANARY}" not in text_of(response)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_sheets_of_another_guide_do_not_name_it(client: Client, place: Place, sheet: str) -> None:
    assert CANARY in sheet_text(client, place.hidden, sheet)
    login_only(place.hidden)
    assert CANARY not in sheet_text(client, place.shown, sheet)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_the_published_words_only(client: Client, place: Place, sheet: str) -> None:
    guide = place.shown
    guide.steps = [("step", make_step("Étape inedite")["value"])]
    guide.summary = "Résumé inedite"
    guide.save_revision()
    assert "inedite" not in sheet_text(client, guide, sheet)

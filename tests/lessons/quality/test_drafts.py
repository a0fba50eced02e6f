"""A draft can be saved whatever is missing, except its title; the rest is required on submission."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from home.models import User
from lessons.models import GuidePage
from tests.factories import SiteImageFactory
from tests.lessons.quality.conftest import EDIT
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]

MARKER = "steps-0-value-screenshot-markers-0"
PLACE = {"x": "10", "y": "10", "width": "20", "height": "10"}


def marker(number: int = 0, **values: str) -> dict[str, str]:
    prefix = f"steps-0-value-screenshot-markers-{number}"
    value = {"label": "Se connecter", **PLACE, **values}
    return {
        "steps-0-value-screenshot-markers-count": str(number + 1),
        f"{prefix}-deleted": "",
        f"{prefix}-order": str(number),
        f"{prefix}-id": f"0000000{number}-1111-4111-8111-111111111111",
        **{f"{prefix}-value-{name}": text for name, text in value.items()},
    }


def lacking() -> dict[str, dict[str, str]]:
    """Fields that an editor may have left for later, and what the form then sends."""
    picture = {"steps-0-value-screenshot-image": str(SiteImageFactory().pk)}
    described = picture | {"steps-0-value-screenshot-alt": "La page d’accueil d’ameli.fr."}
    return {
        "the description of a picture": picture,
        "the place of a marker": described | marker(x="", y="", width="", height=""),
        "the words of a marker": described | marker(label=""),
        "a marker moved back into the picture": described | marker(x="95"),
        "the choice between two places to press": described | marker(target="on") | marker(1, target="on"),
        "the minutes of a step": {"steps-0-value-minutes": ""},
        "the kind of a step": {"steps-0-value-kind": ""},
        "the title of a step": {"steps-0-value-title": ""},
        "the summary": {"summary": ""},
        "the level and the type": {"level": "", "procedure_type": ""},
        "the address": {"slug": ""},
        "the licence": {"licence": ""},
    }


def save_by_itself(client: Client, guide: GuidePage, form: dict[str, str]) -> Any:
    """What the edit page sends by itself while its author writes."""
    return client.post(EDIT.format(guide.pk), form, headers={"Accept": "application/json"}).json()


def test_no_lack_stops_a_draft_from_being_kept(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    client = as_user(writer)
    refused = {}
    for lack, changes in lacking().items():
        form = guide_form(title=draft.title, slug=draft.slug, search_words=lack) | changes
        answer = save_by_itself(client, draft, form)
        kept = GuidePage.objects.get(pk=draft.pk).get_latest_revision_as_object().search_words
        if not answer["success"] or kept != lack or client.get(EDIT.format(draft.pk)).status_code != 200:
            refused[lack] = answer
    assert refused == {}


@pytest.mark.parametrize("mode", ["", "learner", "helper"])
def test_a_draft_that_lacks_something_is_previewed(
    as_user: LogIn, writer: User, draft: GuidePage, mode: str
) -> None:
    client = as_user(writer)
    address = f"/administration/pages/{draft.pk}/edit/preview/"
    faults = {}
    for lack, changes in lacking().items():
        form = guide_form(title=draft.title, slug=draft.slug) | changes
        answer = client.post(address, form, query_params={"mode": mode}).json()
        if not answer["is_valid"] or client.get(address, {"mode": mode}).status_code != 200:
            faults[lack] = answer
    assert faults == {}


def test_the_description_is_asked_for_at_submission(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    form = guide_form(title=draft.title, slug=draft.slug, search_words="ameli")
    form |= lacking()["the description of a picture"] | {"action-submit": "1"}
    answer = as_user(writer).post(EDIT.format(draft.pk), form)
    assert answer.status_code == 200
    (fault,) = answer.context["form"].errors.as_data()["steps"]
    assert set(fault.block_errors[0].block_errors["screenshot"].block_errors) == {"alt"}
    draft.refresh_from_db()
    assert draft.current_workflow_state is None


def test_an_address_that_was_emptied_stays_as_it_was(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    answer = save_by_itself(as_user(writer), draft, guide_form(title="Un autre titre", slug=""))
    assert answer["success"]
    assert GuidePage.objects.get(pk=draft.pk).get_latest_revision_as_object().slug == draft.slug

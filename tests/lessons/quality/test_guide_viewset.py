"""Messages of the administration when guides are written and reviewed: what was done, what to correct, and
where.
"""

import json
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from tests.lessons.quality.conftest import EDIT, post_edit
from tests.lessons.quality.test_review import PUBLISH, SUBMIT, act, fresh, messages_of
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
REASON = "L’étape 2 est trop longue. Coupez-la."


def approve(comment: str = "") -> dict[str, str]:
    return {"action-workflow-action": "true", "workflow-action-name": "approve"} | (
        {"workflow-action-extra-data": json.dumps({"comment": comment})} if comment else {}
    )


def reject(comment: str) -> dict[str, str]:
    extra = json.dumps({"comment": comment})
    return approve() | {"workflow-action-name": "reject", "workflow-action-extra-data": extra}


def test_each_action_is_told_in_the_words_of_the_trade(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    told = [
        messages_of(post_edit(as_user(writer), draft)),
        messages_of(post_edit(as_user(writer), draft, **SUBMIT)),
    ]
    told.append(messages_of(post_edit(as_user(reviewer), draft, **reject(REASON))))
    post_edit(as_user(writer), draft, **SUBMIT)
    told.append(messages_of(post_edit(as_user(reviewer), draft, **approve())))
    for text, words in zip(
        told,
        ("Brouillon enregistré", "Guide soumis à la relecture", "Modifications demandées", "Guide publié"),
        strict=True,
    ):
        assert f"{words}" in text
        assert "« Renouveler son passeport »" in text
        assert "mise à jour" not in text
        assert "soumise" not in text


def test_what_is_decided_from_the_home_page_is_told_too(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, **SUBMIT)
    assert "Modifications demandées" in messages_of(act(as_user(reviewer), draft, "reject", comment=REASON))
    post_edit(as_user(writer), draft, **SUBMIT)
    assert "Guide publié" in messages_of(act(as_user(reviewer), draft, "approve"))


def test_a_new_guide_is_told_in_the_same_words(
    as_user: LogIn, administrator: User, index: GuideIndexPage
) -> None:
    address = reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", index.pk))
    assert "Guide publié" in messages_of(as_user(administrator).post(address, guide_form(**PUBLISH)))


def test_a_schedule_is_told_with_its_day(as_user: LogIn, administrator: User, draft: GuidePage) -> None:
    response = post_edit(as_user(administrator), draft, go_live_at="2099-12-03 10:00", **PUBLISH)
    assert "Guide à paraître le 3 décembre 2099 à 10:00" in messages_of(response)


def edit_page(client: Client, guide: GuidePage) -> str:
    return unescape(client.get(EDIT.format(guide.pk)).content.decode())


def test_the_reviewers_reason_stays_on_the_edit_page_until_the_guide_is_submitted_again(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, **SUBMIT)
    assert "Modifications demandées" not in edit_page(as_user(writer), draft)
    act(as_user(reviewer), draft, "reject", comment=REASON)
    for _visit in range(2):
        html = edit_page(as_user(writer), draft)
        assert f"<blockquote>{REASON}</blockquote>" in html
        assert reviewer.get_full_name() in html
        post_edit(as_user(writer), draft, title="Refaire son passeport")
    post_edit(as_user(writer), draft, **SUBMIT)
    assert REASON not in edit_page(as_user(writer), draft).split("side-panel")[0]


def test_changes_asked_for_without_a_word_say_whom_to_ask(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, **SUBMIT)
    act(as_user(reviewer), draft, "reject")
    assert "demandez à cette personne" in edit_page(as_user(writer), draft)


def errors_of_steps(html: str) -> Any:
    """The errors passed to the scripts that render the steps."""
    holder = BeautifulSoup(html, "html.parser").select_one('[id="steps"][data-w-block-arguments-value]')
    assert holder is not None
    return json.loads(str(holder["data-w-block-arguments-value"]))[1]


RICH = (
    '{"blocks": [{"key": "a", "text": "Appelez le 06 12 34 56 78.", "type": "unstyled", "depth": 0,'
    ' "inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'
)


def test_a_fault_of_a_step_stands_at_its_field_and_in_the_band(
    as_user: LogIn, administrator: User, draft: GuidePage
) -> None:
    response = post_edit(as_user(administrator), draft, **{"steps-0-value-tip": RICH}, **PUBLISH)
    errors = errors_of_steps(response.content.decode())
    assert "un numéro de téléphone" in errors["blockErrors"]["0"]["blockErrors"]["tip"]["messages"][0]
    band = messages_of(response)
    assert "Étape 1 « Ouvrir le site officiel », astuce : ce texte semble contenir" in band
    assert "Validation error" not in response.content.decode() + band


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": ""}, "level"),
        ({"summary": "Appelez Jean au 06 12 34 56 78."}, "summary"),
        ({"steps-count": "0"}, "steps"),
    ],
)
def test_a_fault_outside_steps_stands_at_its_field(
    as_user: LogIn, administrator: User, draft: GuidePage, changes: dict[str, str], field: str
) -> None:
    response = post_edit(as_user(administrator), draft, **{**changes, "action-publish": "1"})
    assert field in response.context["form"].errors
    assert not fresh(draft).live
    assert not WorkflowState.objects.exists()


def test_the_band_names_each_field_without_english(
    as_user: LogIn, administrator: User, draft: GuidePage
) -> None:
    response = post_edit(as_user(administrator), draft, **{"level": "", "steps-0-value-title": ""}, **PUBLISH)
    band = messages_of(response)
    assert band.count("Rien n’est encore enregistré") == 1
    assert "Niveau : Champ requis" in band
    assert "Étapes : voyez ce qui est signalé en rouge" in band
    assert "Validation error" not in band

"""Editors publish model sessions; helpers find them in the catalogue and copy them with one click."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.models import ModelSession, ModelSessionLine
from tests.factories import UserFactory
from tests.lessons.planning.conftest import Helper, text_of


@pytest.fixture
def model(taxes: GuidePage, mail: GuidePage) -> ModelSession:
    session = ModelSession(title="Premiers pas avec les impôts", slug="premiers-pas", available=90)
    session.lines = [
        ModelSessionLine(activity="accueil", minutes=5, sort_order=0),
        ModelSessionLine(guide=taxes, sort_order=1),
        ModelSessionLine(guide=mail, note="Prévoir un téléphone", sort_order=2),
    ]
    session.save()
    return session


def test_the_catalogue_shows_published_model_sessions(client: Client, model: ModelSession) -> None:
    assert "Premiers pas avec les impôts" in text_of(client.get("/guides/"))
    model.unpublish()
    assert "Premiers pas avec les impôts" not in text_of(client.get("/guides/"))
    assert client.get("/seance/modele/premiers-pas/").status_code == 404


def test_a_model_session_is_read_with_its_length(
    client: Client, model: ModelSession, taxes: GuidePage
) -> None:
    page = text_of(client.get("/seance/modele/premiers-pas/"))
    assert "1 h 45" in page
    taxes.unpublish()
    page = text_of(client.get("/seance/modele/premiers-pas/"))
    assert "Déclarer ses revenus" not in page
    assert "35 min" in page


def test_a_model_session_is_copied_in_one_click(helper: Helper, model: ModelSession) -> None:
    helper.post("copier", modele="premiers-pas")
    assert helper.titles == ["Accueil", "Déclarer ses revenus", "Créer une adresse mail"]
    assert [line.minutes for line in helper.lines] == [5, None, None]
    assert (helper.plan.title, helper.plan.available) == ("Premiers pas avec les impôts", 90)


def test_an_unpublished_model_cannot_be_copied(helper: Helper, model: ModelSession) -> None:
    model.unpublish()
    assert helper.post("copier", modele="premiers-pas").status_code == 404


def form_of(*lines: dict[str, Any], **values: str) -> dict[str, Any]:
    whole = {"title": "Ma santé", "slug": "ma-sante", "summary": "", "available": "60", "level": ""}
    return nested_form_data({**whole, **values, "lines": inline_formset(list(lines))})


def line_of(guide: GuidePage | None = None, activity: str = "") -> dict[str, Any]:
    return {"guide": guide.pk if guide else "", "activity": activity, "minutes": "", "note": ""}


def add(client: Client, form: dict[str, Any]) -> Any:
    client.force_login(UserFactory(is_superuser=True))
    return client.post(reverse("wagtailsnippets_planning_modelsession:add"), form)


def edit(client: Client, session: ModelSession, form: dict[str, Any]) -> Any:
    return client.post(reverse("wagtailsnippets_planning_modelsession:edit", args=(session.pk,)), form)


def test_an_editor_writes_a_model_session(client: Client, taxes: GuidePage) -> None:
    response = add(client, form_of(line_of(taxes), **{"action-publish": "1"}))
    assert response.status_code == 302
    assert "Déclarer ses revenus" in text_of(client.get("/seance/modele/ma-sante/"))


def test_a_line_is_a_guide_or_an_activity(client: Client, taxes: GuidePage, index: GuideIndexPage) -> None:
    for line in (line_of(taxes, "pause"), line_of()):
        response = add(client, form_of(line, **{"action-publish": "1"}))
        assert "l’un des deux" in text_of(response)
    assert not ModelSession.objects.exists()


def test_a_draft_is_saved_with_its_title_alone(client: Client, index: GuideIndexPage) -> None:
    for _time in range(3):
        assert add(client, form_of(line_of(), slug="", available="")).status_code == 302
    assert sorted(ModelSession.objects.values_list("slug", "available", "live")) == [
        ("ma-sante", 90, False),
        ("ma-sante-2", 90, False),
        ("ma-sante-3", 90, False),
    ]


def test_a_draft_without_a_title_is_asked_for_it(client: Client, index: GuideIndexPage) -> None:
    assert "Champ requis" in text_of(add(client, form_of(title="")))
    assert not ModelSession.objects.exists()


def test_the_address_of_a_session_that_is_public_stays_while_it_is_emptied(
    client: Client, taxes: GuidePage
) -> None:
    add(client, form_of(line_of(taxes), **{"action-publish": "1"}))
    session = ModelSession.objects.get()
    assert edit(client, session, form_of(line_of(taxes), slug="", available="")).status_code == 302
    draft = session.get_latest_revision_as_object()
    assert (draft.slug, draft.available) == ("ma-sante", 60)


def test_what_is_missing_is_asked_when_it_is_published(client: Client, index: GuideIndexPage) -> None:
    add(client, form_of(line_of(), slug="", available=""))
    session = ModelSession.objects.get()
    refused = edit(client, session, form_of(line_of(), slug="", available="", **{"action-publish": "1"}))
    assert "Champ requis" in text_of(refused)
    assert "l’un des deux" in text_of(refused)
    session.refresh_from_db()
    assert not session.live


@pytest.mark.parametrize("slug", ["", "inconnue", "a\x00b", "é", "x" * 5_000, "premiers-pas\n"])
def test_to_copy_an_unknown_model_is_not_found(helper: Helper, model: ModelSession, slug: str) -> None:
    assert helper.post("copier", modele=slug).status_code == 404

"""Editors publish model sessions; helpers find them in the catalogue and copy them in one click."""

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


def test_an_editor_writes_a_model_session(client: Client, taxes: GuidePage) -> None:
    client.force_login(UserFactory(is_superuser=True))
    line = {"guide": taxes.pk, "activity": "", "minutes": "", "note": ""}
    form = {
        "title": "Ma santé",
        "slug": "ma-sante",
        "summary": "",
        "available": "60",
        "level": "",
        "lines": inline_formset([line]),
        "action-publish": "1",
    }
    response = client.post(reverse("wagtailsnippets_planning_modelsession:add"), nested_form_data(form))
    assert response.status_code == 302
    assert "Déclarer ses revenus" in text_of(client.get("/seance/modele/ma-sante/"))


def test_a_line_is_a_guide_or_an_activity(client: Client, taxes: GuidePage, index: GuideIndexPage) -> None:
    client.force_login(UserFactory(is_superuser=True))
    both = {"guide": taxes.pk, "activity": "pause", "minutes": "", "note": ""}
    form = {
        "title": "X",
        "slug": "x",
        "summary": "",
        "available": "60",
        "level": "",
        "lines": inline_formset([both]),
    }
    response = client.post(reverse("wagtailsnippets_planning_modelsession:add"), nested_form_data(form))
    assert "l’un des deux" in text_of(response)
    assert not ModelSession.objects.exists()

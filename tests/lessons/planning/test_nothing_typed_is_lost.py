"""Whichever button is pressed, on any page of the session, typed text is saved or still shown."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from lessons.models import GuidePage
from lessons.planning.cookie import COOKIE
from lessons.planning.models import SessionPlan
from tests.lessons.planning.conftest import Helper, text_of
from tests.lessons.planning.tabs import Tab

NOTE = "Montrer l’avis papier"
TITLE = "Atelier du mardi"
EVERY_BUTTON = [
    "Accueil , 10 min",
    "Pause , 10 min",
    "Enregistrer les durées et les notes",
    "Enregistrer",
    "Imprimer le dossier",
    "Projeter les étapes",
    "plan",
    "agenda",
    "guides",
    "Faire un code",
    "J’ai fini sur ce poste partagé",
    "Ajouter une pause",
    "Descendre Déclarer ses revenus",
    "Monter Créer une adresse mail",
    "Retirer Créer une adresse mail",
    "Raccourcir à 1 h 30",
    "Annuler",
]


@pytest.fixture
def workshop(helper: Helper, taxes: GuidePage, mail: GuidePage) -> Helper:
    """A session that is too long, with a date, and with something to undo."""
    helper.add(taxes)
    helper.add(mail)
    helper.post("reglages", version=helper.plan.version, day="2026-12-01", available="45", title="")
    helper.post("raccourcir", version=helper.plan.version)
    helper.post("reglages", version=helper.plan.version, available="90", title="")
    pk = helper.lines[0].pk
    helper.act("", **{f"{pk}-form": "complet"})
    return helper


@pytest.mark.parametrize("words", EVERY_BUTTON)
def test_every_button_of_the_page_saves_all_that_was_typed(workshop: Helper, words: str) -> None:
    tab, pk = Tab(workshop.client), workshop.lines[0].pk
    plan = workshop.plan
    tab.type(f"{pk}-note", NOTE)
    tab.type(f"{pk}-minutes", "75" if "Raccourcir" not in words else "")
    tab.type("title", TITLE)
    tab.press(words)
    plan.refresh_from_db()
    assert plan.title == TITLE
    assert plan.lines.get(pk=pk).note == NOTE
    assert tab.status in {200, 202}


def test_the_list_of_buttons_above_is_whole(workshop: Helper) -> None:
    tab = Tab(workshop.client)
    pressed = {id(tab.button(words)) for words in EVERY_BUTTON}
    others = [one for one in tab.page.select('button[form="seance"]') if id(one) not in pressed]
    alike = {"monter", "descendre", "retirer", "activite"}
    assert not [
        str(one)
        for one in others
        if str(one.get("value")).partition("-")[0] not in alike and one.get("name") != "activite"
    ]
    assert not tab.page.select('main form[method="post"]:not(#seance):not([data-leaves])')


def test_the_enter_key_saves_and_obeys_no_other_button(workshop: Helper) -> None:
    tab = Tab(workshop.client)
    first = tab.page.select_one('#seance button, button[form="seance"]')
    assert first is not None
    assert not first.get("name")
    assert not first.get("formaction")


def test_a_field_that_is_refused_keeps_no_other_back(workshop: Helper) -> None:
    tab, pk = Tab(workshop.client), workshop.lines[0].pk
    tab.type(f"{pk}-note", "Rappeler le 06 12 34 56 78")
    tab.type(f"{pk}-minutes", "50")
    tab.type("title", TITLE)
    tab.press("Imprimer le dossier")
    assert tab.status == 422
    assert tab.value(f"{pk}-note") == "Rappeler le 06 12 34 56 78"
    assert (workshop.plan.title, workshop.lines[0].minutes, workshop.lines[0].note) == (TITLE, 50, "")
    tab.type(f"{pk}-note", "Rappeler")
    tab.press("Imprimer le dossier")
    assert "Imprimer le dossier de séance" in tab.text
    assert workshop.lines[0].note == "Rappeler"


def test_a_session_that_is_full_says_so_and_keeps_what_was_typed(workshop: Helper) -> None:
    plan = workshop.plan
    plan.lines.model.objects.bulk_create(
        plan.lines.model(plan=plan, position=place, activity="pause") for place in range(2, 40)
    )
    tab = Tab(workshop.client)
    tab.type("title", TITLE)
    tab.press("Pause , 10 min")
    assert "Votre séance est pleine" in tab.text
    assert workshop.plan.title == TITLE


@pytest.mark.parametrize("name", ["session_lines", "session_details", "session_add", "session_finish"])
def test_a_site_that_does_not_answer_gives_the_words_back_to_be_sent_again(
    workshop: Helper, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def down(*_args: object, **_kwargs: object) -> Any:
        raise OperationalError("database is locked")

    pk = workshop.lines[0].pk
    fields = {f"{pk}-note": NOTE, "version": str(workshop.plan.version), "activite": "pause"}
    path = reverse(name).removeprefix("/seance/").strip("/")
    with monkeypatch.context() as patched:
        patched.setattr("lessons.planning.editing.apply", down)
        response = workshop.post(path, **fields)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Ce n’est pas encore enregistré" in text_of(response)
    assert f'name="{pk}-note" value="{NOTE}"' in text_of(response)


@pytest.mark.parametrize(
    "name",
    [
        "session_add",
        "session_lines",
        "session_details",
        "session_fit",
        "session_undo",
        "session_delete",
        "session_finish",
        "session_share",
        "session_copy",
        "keep_session",
    ],
)
def test_the_address_of_a_form_that_is_reloaded_leads_to_the_session(workshop: Helper, name: str) -> None:
    response = workshop.client.get(reverse(name))
    assert (response.status_code, response["Location"]) == (303, "/seance/")
    assert SessionPlan.objects.count() == 1


@pytest.mark.parametrize("path", ["supprimer", "terminer"])
def test_words_for_a_session_that_is_gone_are_given_back(workshop: Helper, path: str) -> None:
    tab, pk = Tab(workshop.client), workshop.lines[0].pk
    tab.type(f"{pk}-note", NOTE)
    workshop.post(path)
    tab.press("Enregistrer")
    assert tab.status == 409
    assert "Cette séance n’est plus là" in tab.text
    assert [one["value"] for one in tab.page.select("[data-lost] input")] == [NOTE]


def test_a_first_add_that_brings_a_refused_title_has_its_session_all_the_same(
    client: Client, taxes: GuidePage
) -> None:
    """A page without a session sends no title, but a program may. The page had no secret: this was a server
    error.
    """
    typed = {"guide": taxes.pk, "title": "Pour jean.dupont@laposte.net"}
    response = client.post("/seance/ajouter/", typed, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 409
    assert f"/seance/ouvrir/{response.cookies[COOKIE].value}/" in text_of(response)

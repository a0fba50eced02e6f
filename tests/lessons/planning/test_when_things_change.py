"""Guides change, disappear or are renamed; two tabs edit at once. The plan says so and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lessons.models import GuidePage
from lessons.planning.models import SessionPlan
from tests.cms.visibility.canary import STATES
from tests.lessons.planning.conftest import Helper, text_of


@pytest.mark.parametrize("hide", STATES, ids=lambda hide: hide.__name__)
def test_a_guide_nobody_may_read_any_more_is_said_to_be_gone_and_does_not_count(
    helper: Helper, taxes: GuidePage, mail: GuidePage, hide: Callable[[GuidePage], None]
) -> None:
    helper.add(taxes)
    helper.add(mail)
    hide(taxes)
    page = helper.page()
    assert "Ce guide n’est plus disponible." in page
    assert "Déclarer ses revenus" not in page
    assert "Dernier avis d’impôt" not in page
    assert "<strong>30 min</strong>" in page


def test_a_deleted_guide_leaves_a_line_that_says_so(
    helper: Helper, taxes: GuidePage, mail: GuidePage
) -> None:
    helper.add(taxes)
    helper.add(mail)
    taxes.delete()
    assert "Ce guide n’est plus disponible." in helper.page()
    helper.act("retirer", helper.lines[0])
    helper.post("annuler", version=helper.plan.version)
    assert "Ce guide n’est plus disponible." in helper.page()


def test_a_hidden_guide_cannot_be_added(helper: Helper, taxes: GuidePage) -> None:
    taxes.unpublish()
    assert helper.add(taxes).status_code == 404


def test_a_renamed_or_changed_guide_says_so_until_it_was_seen(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        taxes.title = "Remplir sa déclaration"
        taxes.save_revision().publish()
        page = helper.page()
        assert "Modifié depuis que vous l’avez ajouté" in page
        assert "S’appelait « Déclarer ses revenus »" in page
        helper.act("vu", helper.lines[0])
        page = helper.page()
        assert "Modifié depuis" not in page
        assert "S’appelait" not in page


def test_words_of_a_draft_are_not_in_the_plan(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    taxes.title = "Titre inédit"
    taxes.save_revision()
    assert "inédit" not in helper.page()


@pytest.mark.parametrize("path", ["raccourcir", "annuler"])
@pytest.mark.parametrize("version", ["", "0", "-1", "99999", "abc", "9" * 30])
def test_a_change_from_a_page_of_another_time_is_not_made(
    helper: Helper, taxes: GuidePage, path: str, version: str
) -> None:
    helper.add(taxes)
    before = helper.plan.version
    response = helper.post(path, version=version)
    assert response.status_code == 409
    assert "Cette séance a changé ailleurs" in text_of(response)
    assert helper.plan.version == before


def test_a_double_click_changes_once_and_is_told_nothing(
    helper: Helper, taxes: GuidePage, mail: GuidePage
) -> None:
    helper.add(taxes)
    helper.add(mail)
    helper.activity("bilan")
    last, version = helper.lines[2], helper.plan.version
    for _ in range(2):
        response = helper.post("lignes", version=version, action=f"monter-{last.pk}")
        assert response.status_code == 303
    assert helper.titles == ["Déclarer ses revenus", "Bilan", "Créer une adresse mail"]


def test_a_session_is_forgotten_thirteen_months_after_its_last_use(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    with time_machine.travel(timezone.now() + timedelta(days=390)):
        assert "Déclarer ses revenus" in helper.page()
    with time_machine.travel(timezone.now() + timedelta(days=780)):
        assert "Déclarer ses revenus" in helper.page()
    with time_machine.travel(timezone.now() + timedelta(days=1200)):
        assert "Préparez votre séance" in helper.page()
        assert SessionPlan.objects.kept().count() == 0


def test_a_post_after_the_session_was_deleted_elsewhere_is_answered_plainly(
    helper: Helper, taxes: GuidePage
) -> None:
    helper.add(taxes)
    other = Helper(Client())
    other.client.cookies["seance"] = helper.client.cookies["seance"].value
    other.post("supprimer")
    assert "Cette séance n’est plus là" in helper.page(helper.post("raccourcir", version=1)["Location"])
    helper.add(taxes)
    assert helper.titles == ["Déclarer ses revenus"]

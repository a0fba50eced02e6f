"""The checks panel of the editor: findings on the saved guide, then on the text being typed."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import PlainPageFactory
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]


def panel_of(client: Client, guide: GuidePage, **changes: str) -> str:
    form = guide_form(title=guide.title, slug=guide.slug) | changes
    return unescape(client.post(reverse("quality_check", args=(guide.pk,)), form).content.decode())


def test_the_editor_shows_what_is_to_mend_at_once(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    draft.summary = "Appelez Jean au 06 12 34 56 78."
    draft.save_revision(user=writer)
    html = unescape(
        as_user(writer).get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).content.decode()
    )
    assert "À corriger avant de publier" in html
    assert "un numéro de téléphone" in html
    assert "FALC" not in html


def test_what_is_typed_is_checked_and_nothing_is_saved(
    as_user: LogIn, writer: User, draft: GuidePage
) -> None:
    versions = draft.revisions.count()
    long = "Écrivez " + "un mot de plus " * 5 + "ici."
    html = panel_of(as_user(writer), draft, summary=long)
    assert f"<blockquote>{long}</blockquote>" in html
    assert "Résumé" in html
    assert draft.revisions.count() == versions


def test_a_finding_leads_to_its_step(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    html = panel_of(
        as_user(writer), draft, **{"steps-0-id": "abc", "steps-0-value-title": "Tapez a.b@free.fr"}
    )
    assert 'href="#block-abc-section"' in html


def test_a_half_written_form_is_checked_too(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    html = panel_of(as_user(writer), draft, title="", level="", **{"steps-count": "0"})
    assert "choisissez un niveau" in html.lower()
    assert "ajoutez au moins une étape" in html.lower()


def test_a_field_filled_wrong_is_told(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    assert "Un champ est mal rempli" in panel_of(as_user(writer), draft, official_url="pas une adresse")


def test_a_guide_that_is_not_saved_yet_is_checked(
    as_user: LogIn, writer: User, index: GuideIndexPage
) -> None:
    address = reverse("quality_check_new", args=(index.pk,))
    html = unescape(as_user(writer).post(address, guide_form(**{"steps-count": "0"})).content.decode())
    assert "Ajoutez au moins une étape" in html
    assert not GuidePage.objects.exists()


def test_other_pages_keep_wagtails_own_panel(
    as_user: LogIn, administrator: User, index: GuideIndexPage
) -> None:
    page = PlainPageFactory(parent=index.get_parent())
    client = as_user(administrator)
    html = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert "data-quality-panel" not in html
    assert "data-content-word-count" in html
    assert client.post(reverse("quality_check", args=(page.pk,)), {}).status_code == 404


def test_only_those_who_may_edit_may_check(client: Client, draft: GuidePage) -> None:
    address = reverse("quality_check", args=(draft.pk,))
    assert client.post(address, {}).status_code == 302
    assert client.get(address).status_code == 302

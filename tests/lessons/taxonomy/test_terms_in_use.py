"""Editors manage taxonomy terms, and cannot delete one that is in use."""

from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from lessons.models import GuidePage
from lessons.taxonomy.models import (
    Audience,
    Device,
    GlossaryTerm,
    OfficialSite,
    ProcedureType,
    SkillLevel,
)
from lessons.taxonomy.usage import use_label, uses_of, with_use_counts
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SkillLevelFactory,
    UserFactory,
    make_site,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide() -> GuidePage:
    index = GuideIndexPageFactory(parent=make_site())
    guide: GuidePage = GuidePageFactory(parent=index)
    guide.devices = [DeviceFactory()]
    guide.audiences = [AudienceFactory()]
    guide.vocabulary = [GlossaryTermFactory()]
    guide.save()
    return guide


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(UserFactory(username="admin", is_staff=True, is_superuser=True))
    return client


def address(term: Any, view: str) -> str:
    arguments = [] if view == "list" else [term.pk]
    return reverse(term.snippet_viewset.get_url_name(view), args=arguments)


def bulk_delete_address(*terms: Any) -> str:
    model = type(terms[0])
    path = reverse(
        "wagtail_bulk_action",
        args=[model._meta.app_label, model._meta.model_name, "delete"],
    )
    return f"{path}?" + "&".join(f"id={term.pk}" for term in terms)


KINDS = [SkillLevel, ProcedureType, OfficialSite, Device, Audience, GlossaryTerm]


def used_term(model: Any) -> Any:
    terms = model.objects.all()
    return next(term for term in terms if uses_of(term))


@pytest.mark.parametrize("model", KINDS)
def test_the_list_says_how_much_a_term_is_used(model: Any, guide: GuidePage, administrator: Client) -> None:
    term = used_term(model)
    text = unescape(administrator.get(address(term, "list")).content.decode())
    assert term.name in text
    assert "Utilisé par 1\N{NO-BREAK SPACE}" in text
    assert address(term, "usage") in text


@pytest.mark.parametrize("model", KINDS)
def test_the_usage_page_names_what_uses_the_term(model: Any, guide: GuidePage, administrator: Client) -> None:
    term = guide.procedure_type if model is ProcedureType else used_term(model)
    assert guide.title in administrator.get(address(term, "usage")).content.decode()


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_term_is_not_deleted_and_the_page_says_why(
    model: Any, method: str, guide: GuidePage, administrator: Client
) -> None:
    term = used_term(model)
    response = getattr(administrator, method)(address(term, "delete"))
    assert response.status_code == 409
    assert "Suppression impossible" in response.content.decode()
    assert model.objects.filter(pk=term.pk).exists()


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_several_terms_at_once_are_refused_when_one_is_used(
    model: Any, method: str, guide: GuidePage, administrator: Client
) -> None:
    term = used_term(model)
    response = getattr(administrator, method)(bulk_delete_address(term))
    assert response.status_code == 409
    assert model.objects.filter(pk=term.pk).exists()


@pytest.mark.parametrize("model", KINDS)
def test_a_used_term_cannot_be_deleted_by_code_either(model: Any, guide: GuidePage) -> None:
    term = used_term(model)
    with pytest.raises(ProtectedError), transaction.atomic():
        term.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        model.objects.filter(pk=term.pk).delete()


def test_a_free_term_is_deleted(administrator: Client) -> None:
    device = DeviceFactory(code="borne", name="Borne")
    assert administrator.get(address(device, "delete")).status_code == 200
    administrator.post(address(device, "delete"))
    assert not Device.objects.filter(pk=device.pk).exists()


def test_free_terms_are_deleted_together(administrator: Client) -> None:
    terms = [
        DeviceFactory(code="borne", name="Borne"),
        DeviceFactory(code="minitel", name="Minitel"),
    ]
    administrator.post(bulk_delete_address(*terms))
    assert not Device.objects.exists()


def test_a_term_that_only_a_draft_uses_is_in_use(guide: GuidePage) -> None:
    level = SkillLevelFactory(code="avance")
    assert not uses_of(level)
    guide.level = level
    guide.save_revision()
    assert [use.label for use in uses_of(level)] == ["1\N{NO-BREAK SPACE}guide"]


def test_a_theme_is_used_by_its_types() -> None:
    theme = ProcedureTypeFactory().parent
    assert [use.label for use in uses_of(theme)] == ["1\N{NO-BREAK SPACE}type de démarche"]


def test_uses_are_counted_once_each(guide: GuidePage) -> None:
    GuidePageFactory(parent=guide.get_parent(), title="Refaire sa carte d’identité")
    level = with_use_counts(SkillLevel.objects.all()).get(pk=guide.level_id)
    assert use_label(level) == "Utilisé par 2\N{NO-BREAK SPACE}guides"
    free = SkillLevelFactory(code="avance")
    assert use_label(with_use_counts(SkillLevel.objects.all()).get(pk=free.pk)) == "Pas utilisé"


def test_the_menu_has_one_entry_with_every_kind_of_term(administrator: Client) -> None:
    text = administrator.get("/administration/").content.decode()
    assert "Classement" in text
    for model in KINDS:
        assert reverse(model.snippet_viewset.get_url_name("list")) in text


@pytest.mark.parametrize("query", ['"', "%00", "*", "impôt", "' OR 1=1 --", "x" * 5000])
def test_searching_terms_takes_any_character(query: str, administrator: Client) -> None:
    site = OfficialSiteFactory()
    assert administrator.get(address(site, "list"), {"q": query}).status_code == 200


@pytest.mark.parametrize("order", ["name", "-total_uses", "total_uses", "parent__order", "nope", "-"])
def test_the_list_is_sorted_by_its_columns(order: str, guide: GuidePage, administrator: Client) -> None:
    response = administrator.get(address(guide.procedure_type, "list"), {"ordering": order})
    assert response.status_code == 200


def test_a_term_is_renamed_while_in_use(guide: GuidePage, administrator: Client) -> None:
    device = guide.devices.get()
    form = {
        "name": "Ordinateur portable",
        "code": device.code,
        "order": 0,
        "also_said": "",
    }
    administrator.post(address(device, "edit"), form)
    assert guide.devices.get().name == "Ordinateur portable"

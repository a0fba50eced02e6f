"""How editors find the type of a guide among eighty, and add an official site that is missing."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from lessons.taxonomy.forms import free_code
from lessons.taxonomy.models import OfficialSite
from tests.factories import OfficialSiteFactory, ProcedureTypeFactory
from tests.lessons.quality.conftest import EDIT
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
CHOOSER = "wagtailsnippetchoosers_taxonomy_officialsite:{}"


def types_of(client: Client, index: GuideIndexPage) -> Tag:
    address = reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", index.pk))
    [select] = BeautifulSoup(client.get(address).content, "html.parser").select("select[name=procedure_type]")
    return select


def test_types_stand_under_their_themes_and_say_what_people_say(
    as_user: LogIn, writer: User, index: GuideIndexPage
) -> None:
    theme = ProcedureTypeFactory(also_said="cni, papier").parent
    theme.order = 5
    theme.save()
    money = ProcedureTypeFactory(code="argent", name="Argent et impôts", parent=None, order=1)
    ProcedureTypeFactory(code="argent/revenus", name="Déclarer ses revenus", parent=money)
    select = types_of(as_user(writer), index)
    groups = {
        str(group["label"]): [option.get_text(strip=True) for option in group.find_all("option")]
        for group in select.find_all("optgroup")
    }
    assert list(groups.items()) == [
        ("Argent et impôts", ["Déclarer ses revenus"]),
        ("Papiers et citoyenneté", ["Carte d’identité et passeport"]),
    ]
    assert select["data-searched-select"] == "Chercher un type de démarche"
    assert [option["data-words"] for option in select.select("option[data-words]")] == ["cni, papier"]


def test_the_chosen_type_is_kept_and_a_theme_is_refused(
    as_user: LogIn, writer: User, draft: GuidePage
) -> None:
    client = as_user(writer)
    html = client.get(EDIT.format(draft.pk)).content
    [chosen] = BeautifulSoup(html, "html.parser").select("select[name=procedure_type] option[selected]")
    assert chosen["value"] == str(draft.procedure_type_id)
    theme = draft.procedure_type.parent
    response = client.post(EDIT.format(draft.pk), guide_form(procedure_type=str(theme.pk)))
    assert "procedure_type" in response.context["form"].errors


def test_themes_are_read_with_their_types(
    as_user: LogIn, writer: User, index: GuideIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """However many there are."""
    client = as_user(writer)
    types_of(client, index)
    theme = ProcedureTypeFactory().parent
    for number in range(40):
        ProcedureTypeFactory(code=f"papiers-citoyennete/type-{number}", name=f"Type {number}", parent=theme)
    with django_assert_max_num_queries(60):
        types_of(client, index)


def chooser(client: Client, **query: str) -> str:
    return unescape(client.get(reverse(CHOOSER.format("choose")), query).json()["html"])


def test_official_sites_are_searched_in_a_window(as_user: LogIn, writer: User) -> None:
    OfficialSiteFactory()
    OfficialSiteFactory(code="caf", name="caf.fr", url="https://www.caf.fr/")
    client = as_user(writer)
    assert "caf.fr" in chooser(client)
    address = reverse(CHOOSER.format("choose_results"))
    found = client.get(address, {"q": "titres"}).content.decode()
    assert "France Titres" in found
    assert "caf.fr" not in found


def add_site(client: Client, **fields: str) -> Any:
    return client.post(reverse(CHOOSER.format("create")), fields)


def test_a_missing_official_site_is_added_without_leaving_the_guide(as_user: LogIn, writer: User) -> None:
    client = as_user(writer)
    assert "Ajouter un site" in chooser(client)
    answer = add_site(client, name="impots.gouv.fr", url="https://www.impots.gouv.fr/").json()
    assert answer["step"] == "chosen"
    site = OfficialSite.objects.get(pk=answer["result"]["id"])
    assert (site.name, site.code, site.url) == (
        "impots.gouv.fr",
        "impots-gouv-fr",
        "https://www.impots.gouv.fr/",
    )


def test_an_address_that_is_none_is_told_in_the_window(as_user: LogIn, writer: User) -> None:
    answer = add_site(as_user(writer), name="Impôts", url="nulle part").json()
    assert "URL valide" in unescape(answer["htmlFragment"])
    assert not OfficialSite.objects.exists()


def test_two_sites_of_one_name_get_two_codes() -> None:
    OfficialSiteFactory(code="caf-fr")
    assert (free_code("caf.fr"), free_code("…")) == ("caf-fr-2", "site")


def test_whoever_may_not_add_a_site_is_told_whom_to_ask(
    as_user: LogIn, writer: User, draft: GuidePage
) -> None:
    group = writer.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="add_officialsite"))
    client = as_user(User.objects.get(pk=writer.pk))
    assert "Ajouter un site" not in chooser(client)
    assert add_site(client, name="Faux", url="https://faux.exemple/").status_code in {302, 403}
    assert "demandez à un rédacteur ou à un relecteur" in unescape(
        client.get(EDIT.format(draft.pk)).content.decode()
    )

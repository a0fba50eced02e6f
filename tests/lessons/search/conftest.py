"""A small catalogue that resembles the real one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory

from lessons.models import GuideIndexPage, GuidePage
from lessons.search.catalogue_context import catalogue
from lessons.search.catalogue_scope import CatalogueScope
from tests.factories import (
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SkillLevelFactory,
    ThemeFactory,
    make_site,
    make_step,
)
from tests.support.module_fixtures import once_a_module

Guides = dict[str, GuidePage]
Search = Callable[..., dict[str, Any]]


@once_a_module
def index_key() -> int:
    key: int = GuideIndexPageFactory(parent=make_site()).pk
    return key


@pytest.fixture
def index(index_key: int, db: None) -> GuideIndexPage:
    return GuideIndexPage.objects.get(pk=index_key)


@once_a_module
def guide_keys(index_key: int) -> dict[str, int]:
    """Four guides: two on taxes at two levels, one on health, one on identity papers."""
    index = GuideIndexPage.objects.get(pk=index_key)
    money = ThemeFactory(code="argent-impots", name="Argent et impôts")
    declare = ProcedureTypeFactory(
        code="argent-impots/declarer-ses-revenus",
        name="Déclarer ses revenus",
        parent=money,
        also_said="impôt, impôts, déclaration d’impôt, fisc",
    )
    health = ProcedureTypeFactory(
        code="social-sante/compte-ameli",
        name="Compte ameli",
        parent=ThemeFactory(code="social-sante", name="Social et santé"),
        also_said="sécu, carte vitale",
    )
    taxes = OfficialSiteFactory(
        code="impots-gouv-fr", name="impots.gouv.fr", url="https://www.impots.gouv.fr/"
    )
    ameli = OfficialSiteFactory(code="ameli-fr", name="ameli.fr", url="https://www.ameli.fr/")
    guides = {
        "declare": GuidePageFactory(
            parent=index,
            title="Déclarer ses revenus en ligne pour la première fois",
            summary="Vérifier ce que l’administration sait déjà, puis signer.",
            procedure_type=declare,
            official_site=taxes,
            steps=[make_step("Ouvrir la déclaration préremplie", minutes=50)],
        ),
        "correct": GuidePageFactory(
            parent=index,
            title="Corriger sa déclaration",
            summary="Changer un montant après avoir signé.",
            level=SkillLevelFactory(code="avance", order=3),
            procedure_type=declare,
            official_site=taxes,
            steps=[make_step("Corriger en ligne", minutes=70)],
        ),
        "ameli": GuidePageFactory(
            parent=index,
            title="Créer son compte ameli",
            summary="Suivre ses remboursements.",
            procedure_type=health,
            official_site=ameli,
            search_words="mutuelle",
            steps=[make_step("Écrire son numéro", minutes=20)],
        ),
        "identity": GuidePageFactory(
            parent=index,
            title="Faire une pré-demande de carte d’identité",
            summary="Préparer son rendez-vous à la mairie.",
            steps=[make_step("Se connecter", instruction="<p>Le mot de passe reste secret.</p>", minutes=30)],
        ),
    }
    return {name: guide.pk for name, guide in guides.items()}


@pytest.fixture
def guides(guide_keys: dict[str, int], db: None) -> Guides:
    return {name: GuidePage.objects.get(pk=key) for name, key in guide_keys.items()}


@pytest.fixture
def search(index: GuideIndexPage) -> Search:
    """The context of the catalogue for a query: `search("impot", niveau="debutant")`."""

    def ask(q: str = "", **parameters: Any) -> dict[str, Any]:
        request = RequestFactory().get("/guides/", {"q": q, **parameters})
        return catalogue(request, CatalogueScope("all", GuidePage.objects.visible), "/guides/")

    return ask


def titles(context: dict[str, Any]) -> list[str]:
    return [guide.title for guide in context["results"]]


def choices(context: dict[str, Any], name: str) -> dict[str, int]:
    """The counts of the facet `name`, by value."""
    return {
        choice.value: choice.count
        for facet in context["facets"]
        for choice in facet.choices
        if facet.name == name
    }

"""Factories of guides."""

from typing import Any
from uuid import uuid4

import factory
import wagtail_factories

from lessons.blocks.step_fields import step_block
from lessons.models import GuideIndexPage, GuidePage
from tests.factories.taxonomy import OfficialSiteFactory, ProcedureTypeFactory, SkillLevelFactory


def make_step(title: str = "Ouvrir le site officiel", **values: Any) -> dict[str, Any]:
    """A step as StreamField data; `values` replace any of its parts."""
    instruction = "<p>Écrivez l’adresse du site. Appuyez sur la touche <code>Entrée</code>.</p>"
    return step_block(str(uuid4()), {"title": title, "instruction": instruction, **values})


class GuideIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = GuideIndexPage

    title = "Guides"
    slug = "guides"


class GuidePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = GuidePage

    title = "Renouveler son passeport"
    summary = "Remplir la pré-demande, puis prendre rendez-vous."
    level = factory.SubFactory(SkillLevelFactory)
    procedure_type = factory.SubFactory(ProcedureTypeFactory)
    official_site = factory.SubFactory(OfficialSiteFactory)
    official_url = "https://passeport.ants.gouv.fr/"
    steps = factory.LazyFunction(lambda: [make_step(), make_step("Se connecter")])

"""Readable factories of pages and terms: "Renouveler son passeport", never random text."""

from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory, make_step
from tests.factories.home import HomePageFactory, PlainPageFactory, SiteImageFactory, UserFactory, make_site
from tests.factories.taxonomy import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SkillLevelFactory,
    ThemeFactory,
)

__all__ = [
    "AudienceFactory",
    "DeviceFactory",
    "GlossaryTermFactory",
    "GuideIndexPageFactory",
    "GuidePageFactory",
    "HomePageFactory",
    "OfficialSiteFactory",
    "PlainPageFactory",
    "ProcedureTypeFactory",
    "SiteImageFactory",
    "SkillLevelFactory",
    "ThemeFactory",
    "UserFactory",
    "make_site",
    "make_step",
]

"""A guide that has everything a sheet can contain."""

from datetime import date
from typing import Any

import pytest

from home.models import SiteIdentity
from lessons.models import GuideIndexPage, GuidePage
from lessons.sheets.document import guide_document
from lessons.sheets.options import Options
from lessons.sheets.render import RenderedDocument
from lessons.sheets.sheet_types import SheetType
from tests.factories import (
    DeviceFactory,
    GlossaryTermFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    SiteImageFactory,
    make_site,
    make_step,
)

HELPER_CANARY = "NOTE-RESERVEE-A-L-AIDANT"


@pytest.fixture
def catalogue() -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


def screenshot_step(**values: Any) -> dict[str, Any]:
    markers = [
        {"x": 10, "y": 20, "width": 30, "height": 10, "label": "Champ du nom", "target": False},
        {"x": 50, "y": 60, "width": 30, "height": 10, "label": "Bouton Continuer", "target": True},
    ]
    image = SiteImageFactory(file__width=800, file__height=500)
    picture = {
        "image": image.pk,
        "alt": "Formulaire avec le bouton Continuer.",
        "markers": [
            {"type": "item", "id": str(number), "value": marker} for number, marker in enumerate(markers)
        ],
    }
    return make_step("Remplir le formulaire", screenshot=picture, **values)


@pytest.fixture
def guide(catalogue: GuideIndexPage) -> GuidePage:
    page = GuidePageFactory(
        parent=catalogue,
        title="Déclarer ses revenus",
        objectives=[("item", "se connecter")],
        papers=[("item", "Le dernier avis d’impôt")],
        checks=[("item", "Je vois mon nom.")],
        prerequisites="<p>Savoir écrire au clavier.</p>",
        checked_on=date(2026, 11, 12),
        devices=[DeviceFactory()],
        vocabulary=[GlossaryTermFactory()],
        steps=[
            screenshot_step(helper_note=f"<p>{HELPER_CANARY}</p>", warning="<p>Un piège.</p>"),
            make_step("Relire", kind="check", tip="<p>Prenez votre temps : relisez !</p>", essential=False),
        ],
    )
    return GuidePage.objects.get(pk=page.pk)


def pdf_of(page: GuidePage, *papers: SheetType, **options: Any) -> bytes:
    return RenderedDocument(
        guide_document(page, Options(papers=papers or (SheetType.LEARNER,), **options))
    ).pdf()


@pytest.fixture
def structure(guide: GuidePage) -> None:
    """A site operator with complete details."""
    identity = SiteIdentity.for_site(guide.get_site())
    identity.organisation, identity.contact_line = "Mairie de Exempleville", "1 rue de l’Exemple"
    identity.logo = SiteImageFactory()
    identity.save()

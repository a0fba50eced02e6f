"""A guide of three steps to follow."""

import pytest
from django.utils import timezone

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import (
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    SiteImageFactory,
    make_site,
    make_step,
)


@pytest.fixture
def catalogue(db: None) -> GuideIndexPage:
    index: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return index


@pytest.fixture
def followed(catalogue: GuideIndexPage) -> GuidePage:
    marker = {"x": 10, "y": 10, "width": 20, "height": 5, "label": "Le bouton bleu", "target": True}
    picture = {"image": SiteImageFactory().pk, "alt": "Page de connexion.", "markers": [marker]}
    steps = [
        make_step("Ouvrir le site", helper_note="<p>Secret d’aidant</p>", warning="<p>Un piège.</p>"),
        make_step("Appuyer sur le bouton", screenshot=picture, tip="<p>Il est en bas.</p>"),
        make_step("En savoir plus", essential=False),
    ]
    now = timezone.now()
    made = GuidePageFactory(
        parent=catalogue,
        title="Se connecter",
        slug="se-connecter",
        official_site=OfficialSiteFactory(code="impots", name="impots.gouv.fr"),
        official_url="https://www.impots.gouv.fr/accueil/",
        prerequisites="<p>Savoir écrire au clavier.</p>",
        papers=[("item", "Dernier avis d’impôt"), ("item", "Téléphone")],
        checks=[("item", "Je vois mon nom.")],
        steps=steps,
        first_published_at=now,
        last_published_at=now,
    )
    return GuidePage.objects.get(pk=made.pk)

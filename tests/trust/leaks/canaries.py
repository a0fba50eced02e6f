"""Canaries: words that occur in only one place of one hidden object; and guides full of them."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SiteImageFactory,
    ThemeFactory,
    make_step,
)
from tests.home.images.samples import picture

CANARY_PREFIX = "kanari"


def canary(thing: str, place: str) -> str:
    """The word in `place` of `thing`."""
    return f"{CANARY_PREFIX}{thing}{place}"


def make_guide(index: GuideIndexPage, title: str, slug: str) -> GuidePage:
    """A public guide that contains no canary yet."""
    now = timezone.now()
    guide: GuidePage = GuidePageFactory(
        parent=index, title=title, slug=slug, first_published_at=now, last_published_at=now
    )
    return GuidePage.objects.get(pk=guide.pk)


def fill(guide: GuidePage, name: str) -> None:
    """Put a canary into every text of `guide`; nothing is saved."""

    def said(place: str) -> str:
        return f"Voici {canary(name, place)}"

    guide.title, guide.summary = said("titre"), said("resume")
    guide.search_words, guide.search_description = canary(name, "recherche"), said("description")
    guide.official_url = f"https://{canary(name, 'lien')}.example/"
    guide.prerequisites = f"<p>{said('avant')}</p>"
    guide.objectives = [("item", said("objectif"))]
    guide.papers = [("item", said("papier"))]
    guide.checks = [("item", said("reussite"))]
    steps = GuidePage.steps.field.stream_block.to_python([_step(name, said)])
    guide.steps = steps
    guide.checked_on = timezone.localdate()
    theme = ThemeFactory(code=canary(name, "codetheme"), name=said("theme"))
    guide.procedure_type = ProcedureTypeFactory(
        code=f"{canary(name, 'codetheme')}/{canary(name, 'codetype')}", name=said("type"), parent=theme
    )
    guide.official_site = OfficialSiteFactory(code=canary(name, "codesite"), name=said("site"))
    guide.devices = [DeviceFactory(code=canary(name, "codeappareil"), name=said("appareil"))]
    guide.audiences = [AudienceFactory(code=canary(name, "codepublic"), name=said("public"))]
    word, definition = said("mot"), said("definition")
    guide.vocabulary = [GlossaryTermFactory(code=canary(name, "codemot"), name=word, definition=definition)]
    guide.tags.add(said("etiquette"))


def _step(name: str, said: Any) -> dict[str, Any]:
    file = ContentFile(picture(), f"{canary(name, 'fichier')}.png")
    image = SiteImageFactory(title=said("image"), file__from_file=file, file__filename=file.name)
    marker = {"x": 10, "y": 10, "width": 20, "height": 10, "label": said("repere"), "target": False}
    shot = {
        "image": image.pk,
        "alt": said("alternative"),
        "markers": [{"type": "item", "id": name, "value": marker}],
    }
    return make_step(
        said("etape"),
        instruction=f"<p>{said('consigne')}</p>",
        screenshot=shot,
        tip=f"<p>{said('astuce')}</p>",
        warning=f"<p>{said('piege')}</p>",
        helper_note=f"<p>{said('aidant')}</p>",
    )

"""A growing site: more guides, steps, links, terms and menu entries, all different."""

from typing import Any

from django.utils import timezone
from wagtail.models import Site

from home.models import Navigation, SiteIdentity
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    PlainPageFactory,
    ProcedureTypeFactory,
    SiteImageFactory,
    make_step,
)


def grow(pages: dict[Any, Any], count: int) -> None:
    """Give the site `count` guides, pages and menu entries, and its main guide `count` of everything."""
    index, read = pages[GuideIndexPage], GuidePage.objects.get(pk=pages[GuidePage].pk)
    _fill(read)
    for number in range(read.next_guides.count(), count):
        guide = _make_guide(index, number)
        _link(read, guide, number)
        page = PlainPageFactory(parent=index.get_parent(), title=f"Page {number}", slug=f"page-{number}")
        _add_to_menus(page)
    read.save()


def _make_guide(index: GuideIndexPage, number: int) -> GuidePage:
    now = timezone.now()
    guide: GuidePage = GuidePageFactory(
        parent=index,
        title=f"Faire la démarche {number}",
        first_published_at=now,
        last_published_at=now,
        checked_on=now.date(),
        procedure_type=ProcedureTypeFactory(code=f"papiers-citoyennete/{number}", name=f"Type {number}"),
        official_site=OfficialSiteFactory(code=f"site-{number}", name=f"Site {number}"),
        devices=[DeviceFactory(code=f"appareil-{number}", name=f"Appareil {number}")],
        audiences=[AudienceFactory(code=f"public-{number}", name=f"Public {number}")],
        vocabulary=[GlossaryTermFactory(code=f"mot-{number}", name=f"Mot {number}")],
    )
    guide.tags.add(f"étiquette {number}")
    return guide


def _fill(guide: GuidePage) -> None:
    """Every part that a guide may have or lack."""
    guide.objectives = [("item", "se connecter à son compte")]
    guide.papers = [("item", "Le dernier avis d’impôt")]
    guide.checks = [("item", "Je vois mon nom.")]
    guide.prerequisites = "<p>Savoir écrire au clavier.</p>"
    guide.checked_on, guide.checked_by = timezone.localdate(), "relecteur"
    guide.search_description = "Remplir la pré-demande en ligne."


def _link(read: GuidePage, guide: GuidePage, number: int) -> None:
    """Let `read` refer to `guide` in every way, and give it a step, a picture and terms of its own."""
    guide.variant_of = read
    guide.next_guides.create(guide=read)
    guide.save()
    read.next_guides.create(guide=guide)
    read.prerequisite_guides.create(guide=guide)
    read.vocabulary.add(guide.vocabulary.first())
    read.devices.add(guide.devices.first())
    read.audiences.add(guide.audiences.first())
    read.tags.add(f"mot-clé {number}")
    notes = {"tip": "<p>Relisez.</p>", "warning": "<p>Un piège.</p>", "helper_note": "<p>Laissez taper.</p>"}
    step = make_step(f"Étape {number}", screenshot=_screenshot(), essential=False, kind="check", **notes)
    read.steps.append(("step", read.steps.stream_block.child_blocks["step"].to_python(step["value"])))


def _screenshot() -> dict[str, Any]:
    places = [("Champ du nom", 20, False), ("Bouton Continuer", 60, True)]
    markers = [
        {
            "type": "item",
            "id": label,
            "value": {"x": 10, "y": y, "width": 30, "height": 10, "label": label, "target": target},
        }
        for label, y, target in places
    ]
    return {"image": SiteImageFactory().pk, "alt": "Page de connexion.", "markers": markers}


def _add_to_menus(page: Any) -> None:
    site = Site.objects.get()
    menus = Navigation.for_site(site)
    for menu in (menus.main_menu, menus.footer_menu):
        menu.append(("link", {"page": page, "address": "", "label": ""}))
    menus.save()
    identity = SiteIdentity.for_site(site)
    identity.organisation, identity.contact_email = "la mairie d’Exempleville", "mairie@exemple.fr"
    identity.contact_line, identity.footer_note = "Place de la mairie", "Merci aux relecteurs."
    identity.save()

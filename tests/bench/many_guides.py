"""Creates thousands of plausible guides quickly: real types, sites and sentences, mixed with a fixed seed."""

import random
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelsearch.backends import get_search_backend
from ruamel.yaml import YAML
from wagtail.models import Locale, Page

from cms.demo import GUIDES
from lessons.models import GuideIndexPage, GuidePage
from lessons.taxonomy.models import Audience, Device, OfficialSite, ProcedureType, SkillLevel

VERBS = ["Demander", "Comprendre", "Suivre", "Renouveler", "Préparer", "Corriger", "Imprimer", "Vérifier"]
FREQUENT, RARE = "Écrivez votre mot de passe.", "Prenez votre carte grise."
STEPS = 8
BATCH = 200


def sentences() -> list[str]:
    """Every sentence of the steps of the demo guides."""
    yaml = YAML(typ="safe")
    found: set[str] = set()
    for file in sorted(GUIDES.glob("*/guide.yaml")):
        for step in yaml.load(file.read_text(encoding="utf-8")).get("steps", []):
            for part in ("instruction", "tip", "helper_note"):
                found.update(str(step.get(part) or "").replace("\n", " ").split(". "))
    return sorted(found - {""})


def grow(catalogue: GuideIndexPage, size: int) -> None:
    """Add guides to `catalogue`, indexed, until there are `size`."""
    start = GuidePage.objects.count()
    chance = random.Random(start)  # noqa: S311  A reproducible mixture, not a secret.
    pool = sentences()
    types = list(ProcedureType.objects.filter(parent__isnull=False))
    sites = list(OfficialSite.objects.all())
    levels = list(SkillLevel.objects.all())
    for first in range(start, size, BATCH):
        numbers = range(first, min(first + BATCH, size))
        guides = [_guide(catalogue, number, chance, pool, types, sites, levels) for number in numbers]
        _insert(guides, chance)
        get_search_backend().add_bulk(
            GuidePage, list(GuidePage.get_indexed_objects().filter(pk__in=[g.pk for g in guides]))
        )


def _guide(
    catalogue: GuideIndexPage,
    number: int,
    chance: random.Random,
    pool: list[str],
    types: list[ProcedureType],
    sites: list[OfficialSite],
    levels: list[SkillLevel],
) -> GuidePage:
    kind = chance.choice(types)
    now = timezone.now()
    title = f"{chance.choice(VERBS)} : {kind.name}, cas {number}"
    return GuidePage(
        title=title,
        draft_title=title,
        slug=f"guide-{number}",
        path=Page._get_path(catalogue.path, catalogue.depth + 1, number + 1),
        depth=catalogue.depth + 1,
        url_path=f"{catalogue.url_path}guide-{number}/",
        content_type=ContentType.objects.get_for_model(GuidePage),
        locale=Locale.get_default(),
        translation_key=uuid4(),
        live=True,
        first_published_at=now,
        last_published_at=now - timezone.timedelta(minutes=chance.randrange(500_000)),
        summary=" ".join(chance.sample(pool, 1))[:280],
        level=chance.choice(levels),
        procedure_type=kind,
        official_site=sites[(kind.pk + chance.randrange(2)) % len(sites)],
        duration=chance.randrange(10, 120, 5),
        step_count=STEPS,
        steps=list(_steps(number, chance, pool)),
        search_words=f"commune{number % 997}",
    )


def _steps(number: int, chance: random.Random, pool: list[str]) -> Iterator[dict[str, Any]]:
    extra = [FREQUENT] if chance.random() < 0.77 else []
    extra += [RARE] if chance.random() < 0.07 else []
    for position in range(STEPS):
        text = ". ".join([*chance.sample(pool, 3), *(extra if position == 1 else []), f"Dossier {number}"])
        value = {"title": " ".join(text.split()[:6])[:90], "instruction": f"<p>{text}</p>", "minutes": 5}
        yield {"type": "step", "id": str(uuid4()), "value": {**value, "kind": "practice", "essential": True}}


def _insert(guides: list[GuidePage], chance: random.Random) -> None:
    """Both rows of each page, and its devices and audiences, without signals: bulk_create refuses inherited
    models.
    """
    columns = [field.attname for field in Page._meta.local_concrete_fields if not field.primary_key]
    pages = Page.objects.bulk_create(
        [Page(**{name: getattr(guide, name) for name in columns}) for guide in guides]
    )
    for guide, page in zip(guides, pages, strict=True):
        guide.pk = guide.page_ptr_id = page.pk
    fields = GuidePage._meta.local_concrete_fields
    for start in range(0, len(guides), 20):
        GuidePage._base_manager.all()._insert(
            guides[start : start + 20], fields=fields, using="default", raw=True
        )
    for name, model in (("devices", Device), ("audiences", Audience)):
        terms = list(model._default_manager.values_list("pk", flat=True))
        through = getattr(GuidePage, name).through
        column = GuidePage._meta.get_field(name).m2m_reverse_name()
        through._default_manager.bulk_create(
            through(guidepage_id=guide.pk, **{column: term})
            for guide in guides
            for term in chance.sample(terms, chance.randrange(1, 4))
        )

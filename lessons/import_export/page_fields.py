"""Carries the values of a guide file over to a guide page."""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lessons.import_export.guide_data import GuideData, StepData
from lessons.import_export.image_import import ImportedImages
from lessons.models import GuidePage, NextGuide, PrerequisiteGuide
from lessons.taxonomy.models import Audience, Device, GlossaryTerm, OfficialSite, ProcedureType, SkillLevel

GUIDE_LINK = re.compile(r'<a href="guide:([a-z0-9-]+)">')


def fill_fields(page: GuidePage, guide: GuideData, pictures: ImportedImages) -> None:
    """Set every field of `page` that does not name another guide."""
    page.title, page.slug, page.summary = guide.title, guide.slug, guide.summary
    page.seo_title, page.search_description = guide.search_title, guide.search_description
    page.level = SkillLevel.objects.get(code=guide.level)
    page.procedure_type = ProcedureType.objects.get(code=guide.procedure_type)
    page.official_site = OfficialSite.objects.filter(code=guide.official_site).first()
    page.official_url = guide.official_url
    page.duration_override = guide.duration
    page.search_words = ", ".join(guide.search_words)
    page.licence, page.checked_on, page.checked_by = guide.licence, guide.checked_on, guide.checked_by
    page.devices = Device.objects.filter(code__in=guide.devices)
    page.audiences = Audience.objects.filter(code__in=guide.audiences)
    page.vocabulary = GlossaryTerm.objects.filter(code__in=guide.vocabulary)
    page.tags.set(guide.tags, clear=True)
    page.prerequisites = _with_page_links(guide.prerequisites)
    for name in ("objectives", "papers", "checks"):
        setattr(page, name, [("item", text) for text in getattr(guide, name)])
    steps: Any = [
        {"type": "step", "id": step.id or step_id(guide.slug, number), "value": _step(step, guide, pictures)}
        for number, step in enumerate(guide.steps, start=1)
    ]
    page.steps = steps


def fill_links(page: GuidePage, guide: GuideData) -> None:
    """Set what names other guides; they must all be in the tree already."""
    page.variant_of = GuidePage.objects.filter(slug=guide.variant_of).first()
    page.prerequisite_guides = _links(PrerequisiteGuide, guide.prerequisite_guides)
    page.next_guides = _links(NextGuide, guide.next_guides)


def step_id(slug: str, number: int) -> str:
    """The id of a step whose file names none: the same at each import, so that links to the step keep working."""
    return str(uuid5(NAMESPACE_URL, f"{slug}#{number}"))


def _links(model: type[Any], slugs: tuple[str, ...]) -> list[Any]:
    pages = {page.slug: page for page in GuidePage.objects.filter(slug__in=slugs)}
    return [model(guide=pages[slug], sort_order=order) for order, slug in enumerate(slugs)]


def _step(step: StepData, guide: GuideData, pictures: ImportedImages) -> dict[str, Any]:
    screenshot: dict[str, Any] = {"image": None, "alt": "", "markers": []}
    if step.screenshot:
        screenshot = {
            "image": pictures.image_for(step.screenshot.file, f"{guide.title} : {step.title}").pk,
            "alt": step.screenshot.alt,
            "markers": [
                {"type": "item", "id": f"{number}", "value": vars(marker)}
                for number, marker in enumerate(step.screenshot.markers, start=1)
            ],
        }
    return {
        "title": step.title,
        "instruction": _with_page_links(step.instruction),
        "screenshot": screenshot,
        "minutes": step.minutes,
        "kind": step.kind,
        "essential": step.essential,
        "tip": _with_page_links(step.tip),
        "warning": _with_page_links(step.warning),
        "helper_note": _with_page_links(step.helper_note),
    }


def _with_page_links(html: str) -> str:
    """`guide:slug` links as Wagtail keeps them, so that they follow the guide when it is renamed."""
    ids = (
        dict(GuidePage.objects.filter(slug__in=GUIDE_LINK.findall(html)).values_list("slug", "pk"))
        if html
        else {}
    )

    def page_link(match: re.Match[str]) -> str:
        return f'<a linktype="page" id="{ids[match[1]]}">'

    return GUIDE_LINK.sub(page_link, html)

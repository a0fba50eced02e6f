"""Copies the values of a guide file to a guide page."""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lessons.blocks.step_fields import rich_text_fields, step_block
from lessons.import_export.guide_data import GuideData, ScreenshotData, StepData
from lessons.import_export.image_import import ImportedImages
from lessons.models import GuidePage, NextGuide, PrerequisiteGuide
from lessons.taxonomy.models import Audience, Device, GlossaryTerm, OfficialSite, ProcedureType, SkillLevel

GUIDE_LINK = re.compile(r'<a href="guide:([a-z0-9-]+)">')


def fill_fields(page: GuidePage, guide: GuideData, pictures: ImportedImages) -> None:
    """Set every field of `page` except references to other guides."""
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
        step_block(step.id or step_id(guide.slug, number), _step(step, guide, pictures))
        for number, step in enumerate(guide.steps, start=1)
    ]
    page.steps = steps


def fill_links(page: GuidePage, guide: GuideData) -> None:
    """Set the references to other guides, which must all be in the page tree already."""
    page.variant_of = GuidePage.objects.filter(slug=guide.variant_of).first()
    page.prerequisite_guides = _links(PrerequisiteGuide, guide.prerequisite_guides)
    page.next_guides = _links(NextGuide, guide.next_guides)


def step_id(slug: str, number: int) -> str:
    """Return the id of a step whose file has none: always the same, so that links to the step still work."""
    return str(uuid5(NAMESPACE_URL, f"{slug}#{number}"))


def _links(model: type[Any], slugs: tuple[str, ...]) -> list[Any]:
    pages = {page.slug: page for page in GuidePage.objects.filter(slug__in=slugs)}
    return [model(guide=pages[slug], sort_order=order) for order, slug in enumerate(slugs)]


def _step(step: StepData, guide: GuideData, pictures: ImportedImages) -> dict[str, Any]:
    values = dict(step.values)
    for name in rich_text_fields():
        values[name] = _with_page_links(values[name])
    title = f"{guide.title} : {values['title']}"
    return {
        name: _screenshot(value, title, pictures) if isinstance(value, ScreenshotData) else value
        for name, value in values.items()
        if value is not None
    }


def _screenshot(screenshot: ScreenshotData, title: str, pictures: ImportedImages) -> dict[str, Any]:
    return {
        "image": pictures.image_for(screenshot.file, title).pk,
        "alt": screenshot.alt,
        "markers": [
            {"type": "item", "id": f"{number}", "value": vars(marker)}
            for number, marker in enumerate(screenshot.markers, start=1)
        ],
        **({"crop": dict(screenshot.crop)} if screenshot.crop else {}),
    }


def _with_page_links(html: str) -> str:
    """Replace `guide:slug` links by Wagtail's page links, which still work after the guide is renamed."""
    ids = (
        dict(GuidePage.objects.filter(slug__in=GUIDE_LINK.findall(html)).values_list("slug", "pk"))
        if html
        else {}
    )

    def page_link(match: re.Match[str]) -> str:
        return f'<a linktype="page" id="{ids[match[1]]}">'

    return GUIDE_LINK.sub(page_link, html)

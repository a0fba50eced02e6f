"""Imports guide files into the site: all of them, or none."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Page, Revision

from lessons.import_export.errors import GuideFileError, GuideFilesError
from lessons.import_export.guide_data import GuideData
from lessons.import_export.image_import import ImportedImages
from lessons.import_export.page_fields import GUIDE_LINK, fill_fields, fill_links
from lessons.import_export.reader import guide_folders, read_guide
from lessons.models import GuideIndexPage, GuidePage
from lessons.taxonomy.models import Audience, Device, GlossaryTerm, OfficialSite, ProcedureType, SkillLevel


@dataclass(frozen=True)
class ImportReport:
    """The result of an import: the slugs of the created and the updated guides, in order."""

    created: tuple[str, ...]
    updated: tuple[str, ...]


def import_guides(
    path: Path,
    *,
    publish: bool = True,
    tell: Callable[[str], None] | None = None,
    pictures: ImportedImages | None = None,
    may_change: Callable[[GuidePage], bool] | None = None,
) -> ImportReport:
    """Import the guide folder at `path`, or every guide folder in it, into the site's catalogue.

    Args:
        path: a guide folder, or a folder of guide folders.
        publish: publish the guides; otherwise they stay drafts.
        tell: called with the title of each guide after it is saved.
        pictures: stores the images; its user owns new images and guides. By default there is no owner.
        may_change: whether an existing guide may be updated; if one may not, nothing is imported.

    Raises:
        GuideFilesError: with every fault found; nothing was imported.
    """
    guides = _read_all(path)
    catalogue = _catalogue(path)
    existing = GuidePage.objects.child_of(catalogue).filter(slug__in=[guide.slug for guide in guides])
    known = {page.slug: page.get_latest_revision_as_object() for page in existing}
    _refuse_forbidden(guides, known, may_change)
    store = pictures or ImportedImages(reads=publish)
    with store, transaction.atomic():
        pages = {guide.slug: known.get(guide.slug) or _new_page(guide, catalogue, store) for guide in guides}
        for guide in guides:
            revision = _write(guide, pages[guide.slug], store)
            if publish:
                revision.publish()
            if tell:
                tell(guide.title)
    return ImportReport(
        tuple(slug for slug in pages if slug not in known), tuple(slug for slug in pages if slug in known)
    )


def _catalogue(path: Path) -> GuideIndexPage:
    catalogue = GuideIndexPage.objects.order_by("path").first()
    if catalogue is None:
        raise GuideFilesError(
            [GuideFileError(path, 0, "", "le site n’a pas encore de catalogue : créez d’abord sa page.")]
        )
    return catalogue


def _new_page(guide: GuideData, catalogue: GuideIndexPage, store: ImportedImages) -> GuidePage:
    """Create the page in the tree at once, so that other guides can link to it."""
    page = GuidePage(title=guide.title, slug=guide.slug, summary=guide.summary, live=False, owner=store.user)
    with _refused_values(guide):
        Page.add_child(catalogue, instance=page)
    return page


def _write(guide: GuideData, page: GuidePage, store: ImportedImages) -> Revision:
    fill_fields(page, guide, store)
    fill_links(page, guide)
    with _refused_values(guide):
        return page.save_revision(user=store.user, log_action=True, changed=True)


@contextmanager
def _refused_values(guide: GuideData) -> Iterator[None]:
    """Convert a ValidationError of the models to GuideFilesError, with the faults of this guide's file."""
    try:
        yield
    except ValidationError as error:
        raise GuideFilesError(
            [
                GuideFileError(guide.file, guide.lines.get(key, 0), key, " ".join(reasons))
                for key, reasons in error.message_dict.items()
            ]
        ) from error


def _read_all(path: Path) -> list[GuideData]:
    faults: list[GuideFileError] = []
    folders = guide_folders(path)
    if not folders:
        faults.append(GuideFileError(path, 0, "", "aucun fichier guide.yaml ici."))
    guides = [guide for folder in folders if (guide := read_guide(folder, faults))]
    faults.extend(_unknown_references(guides))
    if faults:
        raise GuideFilesError(faults)
    return guides


def _unknown_references(guides: list[GuideData]) -> Iterable[GuideFileError]:
    """Yield a fault for each code or slug that exists neither on the site nor in the files."""
    types = ProcedureType.objects.filter(parent__isnull=False)
    slugs = {guide.slug for guide in guides} | set(GuidePage.objects.values_list("slug", flat=True))
    known: dict[str, set[str]] = {
        "level": _codes(SkillLevel.objects.all()),
        "procedure_type": _codes(types),
        "official_site": _codes(OfficialSite.objects.all()),
        "devices": _codes(Device.objects.all()),
        "audiences": _codes(Audience.objects.all()),
        "vocabulary": _codes(GlossaryTerm.objects.all()),
        "variant_of": slugs,
        "prerequisite_guides": slugs,
        "next_guides": slugs,
    }
    for guide in guides:
        yield from _unknown_links(guide, slugs)
        for key, codes in known.items():
            value = getattr(guide, key)
            wanted = [value] if isinstance(value, str) and value else list(value)
            for code in wanted:
                line = guide.lines.get(key, 0)
                if code not in codes:
                    yield GuideFileError(guide.file, line, key, f"« {code} » n’existe pas.")
                elif code == guide.slug:
                    yield GuideFileError(guide.file, line, key, "un guide ne peut pas se citer lui-même.")


def _unknown_links(guide: GuideData, slugs: set[str]) -> Iterable[GuideFileError]:
    for place, html in guide.rich_texts():
        for slug in GUIDE_LINK.findall(html):
            if slug not in slugs:
                yield GuideFileError(
                    guide.file, guide.lines.get(place.split("[")[0], 0), place, f"« {slug} » n’existe pas."
                )


def _codes(terms: models.QuerySet[Any]) -> set[str]:
    return set(terms.values_list("code", flat=True))


def _refuse_forbidden(
    guides: list[GuideData], known: dict[str, GuidePage], may_change: Callable[[GuidePage], bool] | None
) -> None:
    """Raise GuideFilesError when an existing page may not be changed."""
    reason = "ce guide existe déjà, et vous ne pouvez pas le modifier."
    faults = [
        GuideFileError(guide.file, 0, "slug", reason)
        for guide in guides
        if may_change and guide.slug in known and not may_change(known[guide.slug])
    ]
    if faults:
        raise GuideFilesError(faults)

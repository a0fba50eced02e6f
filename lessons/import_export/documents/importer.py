"""Imports a document as a draft guide."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from home.images import RefusedPictureError
from lessons.blocks.step_fields import step_block
from lessons.import_export.documents.blocks import BadDocumentError, ParsedDocument
from lessons.import_export.documents.opendocument import read_opendocument
from lessons.import_export.documents.outline import DraftStep, Outline, outline_of
from lessons.import_export.documents.word import read_word
from lessons.import_export.image_import import ImportedImages
from lessons.import_export.zip_files import BadZipError
from lessons.models import GuideIndexPage, GuidePage

MAX_BYTES = 30 * 1024**2
MAX_POINTS = 100_000_000
MAX_SLUG = 80
MAX_ALT = 300
READERS: dict[str, Callable[[bytes], ParsedDocument]] = {".docx": read_word, ".odt": read_opendocument}


@dataclass(frozen=True)
class DocumentReport:
    """The result of an import: the draft, its counts, and French sentences on omissions and open tasks."""

    page: GuidePage
    steps: int
    pictures: int
    left: tuple[str, ...]


def import_document(content: bytes, name: str, catalogue: GuideIndexPage, user: Any) -> DocumentReport:
    """Create a draft guide under `catalogue` from a Word or LibreOffice file.

    Args:
        content: the bytes of the file.
        name: the file name; its suffix determines the format.
        user: the owner of the draft.

    Raises:
        BadDocumentError: with a French sentence; nothing was created.
    """
    outline = _outline(content, name)
    with ImportedImages(user, MAX_POINTS) as pictures, transaction.atomic():
        steps = [_Step(step, number, outline, pictures) for number, step in enumerate(outline.steps, start=1)]
        page = GuidePage(
            title=outline.title, slug=_free_slug(outline.title, catalogue), live=False, owner=user
        )
        page.summary = outline.summary or _("Résumé à écrire.")
        values: Any = [step.block for step in steps]
        page.steps = values
        catalogue.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=user)
        # Not cleaned: an editor has yet to choose the procedure type and the level.
        page.save_revision(user=user, log_action=True, clean=False)
    kept = sum(step.has_picture for step in steps)
    return DocumentReport(page, len(steps), kept, tuple(dict.fromkeys(outline.left)))


def _outline(content: bytes, name: str) -> Outline:
    path = PurePath(name)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise BadDocumentError(_("Choisissez un fichier Word (.docx) ou LibreOffice (.odt)."))
    if len(content) > MAX_BYTES:
        raise BadDocumentError(_("Ce fichier est trop lourd : 30 Mo au plus."))
    try:
        outline = outline_of(reader(content), path.stem)
    except BadZipError as error:
        raise BadDocumentError(str(error)) from error
    if not outline.steps:
        nothing = _("Rien de ce fichier ne peut devenir une étape.") if outline.left else ""
        raise BadDocumentError(
            " ".join([nothing, *outline.left]).strip() or _("Ce fichier ne contient ni texte ni image.")
        )
    return outline


class _Step:
    """One step as a block of the page; omissions are added to `left` of the outline."""

    def __init__(self, step: DraftStep, number: int, outline: Outline, pictures: ImportedImages) -> None:
        self._place = _("Étape %(number)s « %(title)s »") % {"number": number, "title": step.title}
        self._left = outline.left
        screenshot = self._screenshot(step, f"{outline.title} : {step.title}", pictures)
        self.has_picture = screenshot["image"] is not None
        if not step.blocks:
            self._left.append(_("%s : écrivez ce que la personne fait.") % self._place)
        values = {
            "title": step.title,
            "instruction": step.instruction,
            "tip": step.tip,
            "warning": step.warning,
        }
        self.block = step_block(str(uuid4()), {**values, "screenshot": screenshot})

    def _screenshot(self, step: DraftStep, title: str, pictures: ImportedImages) -> dict[str, Any]:
        screenshot: dict[str, Any] = {"image": None, "alt": "", "markers": []}
        if step.picture is None:
            return screenshot
        try:
            image = pictures.keep(step.picture.picture, title)
        except RefusedPictureError as error:
            self._left.append(
                _("%(place)s : image non reprise. %(why)s") % {"place": self._place, "why": error}
            )
            return screenshot
        if image.reduction:
            self._left.append(f"{self._place} : {image.reduction}")
        alt = step.picture.alt
        if not alt:
            self._left.append(
                _("%s : décrivez l’image pour les personnes qui ne la voient pas.") % self._place
            )
        if len(alt) > MAX_ALT:
            self._left.append(
                _("%(place)s : description coupée : « %(alt)s ».") % {"place": self._place, "alt": alt}
            )
        return screenshot | {"image": image.pk, "alt": alt[:MAX_ALT]}


def _free_slug(title: str, catalogue: GuideIndexPage) -> str:
    base = slugify(title)[:MAX_SLUG].strip("-") or "guide"
    taken = set(catalogue.get_children().values_list("slug", flat=True))
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)

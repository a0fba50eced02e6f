"""Admin views for the import and export of guides."""

import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from home.images import announced_pixels
from lessons.import_export.documents import MAX_BYTES, BadDocumentError, import_document
from lessons.import_export.errors import GuideFilesError
from lessons.import_export.exporter import export_guide
from lessons.import_export.forms import DocumentForm, GuideFilesForm
from lessons.import_export.image_import import ImportedImages
from lessons.import_export.importer import import_guides
from lessons.import_export.permissions import writable_catalogue
from lessons.import_export.reader import FILE_NAME
from lessons.import_export.zip_files import BadZipError, extract_folders, open_archive
from lessons.models import GuidePage

MAX_PIXELS = 300_000_000  # Limit for all images of a zip file together, because each one is decoded.
MISSING = "CE-QUI-MANQUE.txt"


@require_safe
def import_export_page(request: HttpRequest) -> HttpResponse:
    """The page with the import and export forms."""
    return _show(request)


@require_http_methods(["POST"])
def import_document_file(request: HttpRequest) -> HttpResponse:
    """Import a Word or LibreOffice file as a draft guide, and show a report of what was left out."""
    catalogue = writable_catalogue(request)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["document"]
        try:
            report = import_document(file.read(MAX_BYTES + 1), file.name or "", catalogue, request.user)
            return _show(request, document=report)
        except BadDocumentError as error:
            form.add_error("document", str(error))
    return _show(request, document_form=form)


@require_http_methods(["POST"])
def import_guide_files(request: HttpRequest) -> HttpResponse:
    """Import a zip of guide files as drafts, with the checks of the command: all of them or none."""
    writable_catalogue(request)
    form = GuideFilesForm(request.POST, request.FILES)
    faults: list[str] = []
    if form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["archive"]
        with tempfile.TemporaryDirectory() as folder:
            try:
                _unpack(file, Path(folder))
                return _show(request, files=_import(request, Path(folder)))
            except BadZipError as error:
                form.add_error("archive", str(error))
            except GuideFilesError as error:
                form.add_error("archive", _("Rien n’a été importé : corrigez ces fautes, puis recommencez."))
                sent = file.name or ""
                faults = [
                    str(fault).replace(f"{folder}/", "").replace(folder, sent) for fault in error.faults
                ]
    return _show(request, files_form=form, faults=faults)


@require_safe
def export_one_guide(request: HttpRequest, page_id: int) -> FileResponse:
    """Export the guide as it is now, including its draft, for users who may edit it."""
    guide = get_object_or_404(GuidePage, pk=page_id)
    if not guide.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return _zipped(request, [guide.get_latest_revision_as_object()], guide.slug)


@require_safe
def export_all_guides(request: HttpRequest) -> FileResponse:
    """Export every public guide."""
    writable_catalogue(request)
    return _zipped(request, GuidePage.objects.visible().order_by("slug"), "guides")


def _show(request: HttpRequest, **context: Any) -> HttpResponse:
    writable_catalogue(request)
    context.setdefault("document_form", DocumentForm())
    context.setdefault("files_form", GuideFilesForm())
    is_refused = any(context[form].errors for form in ("document_form", "files_form"))
    return render(request, "lessons/import_export/exchange.html", context, status=422 if is_refused else 200)


def _unpack(file: "UploadedFile[bytes]", folder: Path) -> None:
    name = slugify(PurePath(file.name or "").stem) or "guide"
    stream: Any = file
    with open_archive(stream) as archive:
        extract_folders(archive, FILE_NAME, folder, name)
    if sum(announced_pixels(path.read_bytes()) for path in folder.glob("*/*")) > MAX_PIXELS:
        raise BadZipError(
            _("Les images de ce fichier sont trop grandes, toutes ensemble : coupez-le en plusieurs.")
        )


def _import(request: HttpRequest, folder: Path) -> dict[str, Any]:
    def may_change(page: GuidePage) -> bool:
        permissions = page.permissions_for_user(request.user)
        return bool(permissions.can_edit() and not permissions.page_locked())

    report = import_guides(
        folder, publish=False, pictures=ImportedImages(request.user), may_change=may_change
    )
    slugs = [*report.created, *report.updated]
    return {"report": report, "pages": GuidePage.objects.filter(slug__in=slugs).order_by("title")}


def _zipped(request: HttpRequest, guides: Iterable[GuidePage], name: str) -> FileResponse:
    """Return guide files in a temporary zip; omissions are listed in it and as messages on the next page."""
    packed: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  The response closes it.
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        lost: list[str] = []
        for guide in guides:
            for path in sorted(export_guide(guide, Path(folder), lost.append).iterdir()):
                archive.write(path, str(path.relative_to(folder)))
        if lost:
            archive.writestr(MISSING, "\r\n".join([*lost, ""]).encode("utf-8-sig"))
    for sentence in lost:
        messages.warning(request, sentence)
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"{name}.zip")

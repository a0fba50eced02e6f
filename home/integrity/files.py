"""Checks that all stored files exist, are unaltered, and belong to a row."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from wagtail.documents import get_document_model

from home.images.orphaned_files import GRACE, orphans
from home.models import SiteImage, SiteRendition


def file_faults() -> Iterator[str]:
    """Yield files of pictures and documents that are missing, altered, or not referred to by any row."""
    for image in SiteImage.objects.order_by("pk").iterator():
        yield from _originals_faults(f"L’image n° {image.pk} « {image.title} »", image)
    for document in get_document_model().objects.order_by("pk").iterator():
        yield from _originals_faults(f"Le document n° {document.pk} « {document.title} »", document)
    for rendition in SiteRendition.objects.order_by("pk").iterator():
        name = rendition.file.name
        if not default_storage.exists(name) or not default_storage.size(name):
            yield f"Une taille de l’image n° {rendition.image_id} n’a plus son fichier ({name})."
    for name in orphans(GRACE):
        yield f"Le fichier {name} n’est à aucune image : « manage.py sweep_pictures » l’effacera."


def _originals_faults(what: str, item: Any) -> Iterator[str]:
    name = item.file.name
    if not default_storage.exists(name):
        yield f"{what} a perdu son fichier ({name})."
        return
    with default_storage.open(name) as file:
        digest = hashlib.file_digest(file, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()
    if item.file_hash and digest != item.file_hash:
        yield f"{what} a un fichier altéré ({name})."

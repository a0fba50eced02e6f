"""Imports guides from Word and LibreOffice files, as drafts that an editor completes.

Headings become steps, images their screenshots; lists and emphasis stay. Each word is kept or reported.
"""

from lessons.import_export.documents.blocks import BadDocumentError
from lessons.import_export.documents.importer import MAX_BYTES, DocumentReport, import_document

__all__ = ["MAX_BYTES", "BadDocumentError", "DocumentReport", "import_document"]

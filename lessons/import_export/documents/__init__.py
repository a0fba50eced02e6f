"""Guides from Word and LibreOffice files. Owns what a document becomes; a person finishes the draft it makes.

Headings become steps, pictures their screenshots, lists and emphasis are kept. Every word is in the draft, or told.
"""

from lessons.import_export.documents.blocks import BadDocumentError
from lessons.import_export.documents.importer import MAX_BYTES, DocumentReport, import_document

__all__ = ["MAX_BYTES", "BadDocumentError", "DocumentReport", "import_document"]

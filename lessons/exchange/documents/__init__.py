"""Guides from Word and LibreOffice files. Owns what a document becomes; a person finishes the draft it makes.

Headings become steps, pictures their screenshots, lists and emphasis are kept. Every word is in the draft, or told.
"""

from lessons.exchange.documents.draft import MAX_BYTES, DocumentReport, import_document
from lessons.exchange.documents.pieces import BadDocumentError

__all__ = ["MAX_BYTES", "BadDocumentError", "DocumentReport", "import_document"]

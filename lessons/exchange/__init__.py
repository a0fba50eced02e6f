"""Guides as files. Owns the guide file format, in and out; knows nothing of HTTP or paper.

The format is described for people in docs/guide-format.md.
"""

from lessons.exchange.exporter import export_guide
from lessons.exchange.faults import BadGuideFilesError, Fault
from lessons.exchange.importer import ImportReport, import_guides

__all__ = ["BadGuideFilesError", "Fault", "ImportReport", "export_guide", "import_guides"]

"""Import and export of guides as files. Owns the guide file format; knows nothing of HTTP or printed sheets.

The format is described for people in docs/guide-format.md.
"""

from lessons.import_export.errors import GuideFileError, GuideFilesError
from lessons.import_export.exporter import export_guide
from lessons.import_export.importer import ImportReport, import_guides

__all__ = ["GuideFileError", "GuideFilesError", "ImportReport", "export_guide", "import_guides"]

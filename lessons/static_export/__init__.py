"""Exports the public site as a folder that opens without a server. Owns the folder and rewrites its pages.

It requests the pages from the site like a visitor; it does not know session plans or the administration.
"""

from lessons.static_export.export import ExportReport, export_site
from lessons.static_export.output_folder import StaticExportError

__all__ = ["ExportReport", "StaticExportError", "export_site"]

"""Writes the public site as a folder that opens without a server. Owns the folder and how pages change for it.

Knows pages by asking the site for them, as a visitor would; knows neither sessions nor the administration.
"""

from lessons.static_export.export import ExportReport, export_site
from lessons.static_export.output_folder import StaticExportError

__all__ = ["ExportReport", "StaticExportError", "export_site"]

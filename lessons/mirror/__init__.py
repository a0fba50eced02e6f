"""Writes the public site as a folder that opens without a server. Owns the folder and how pages change for it.

Knows pages by asking the site for them, as a visitor would; knows neither sessions nor the administration.
"""

from lessons.mirror.export import Report, export_site
from lessons.mirror.folder import MirrorError

__all__ = ["MirrorError", "Report", "export_site"]

"""Runs the function that freezes a release, on a site without a row in a temporary folder."""

import os
import tempfile
from pathlib import Path

import django
from django.utils.module_loading import import_string


def run_on_empty_site(function: str) -> None:
    """Set Django up, then call the function with this dotted name, which gets the folder of the site.

    It is named and not imported: its module imports models, which exist only once Django is set up.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "false"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        import_string(function)(Path(folder))

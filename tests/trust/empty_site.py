"""Runs the function that builds the stored site of a release, on an empty site in a temporary folder."""

import os
import tempfile
from pathlib import Path

import django
from django.utils.module_loading import import_string


def run_on_empty_site(function: str) -> None:
    """Set Django up, then call the function with this dotted name, passing it the folder of the site.

    It is named and not imported, because its module imports models, which exist only once Django is set up.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "false"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        import_string(function)(Path(folder))

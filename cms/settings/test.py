"""Settings of the tests: fast password hashing, files in a temporary folder, mail in memory."""

import tempfile
from pathlib import Path

from cms.settings.base import *

DEBUG = False
SECRET_KEY = "tests-only"  # noqa: S105  Not a secret.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_FILES = Path(tempfile.mkdtemp(prefix="pas-a-pas-tests-"))
MEDIA_ROOT = _FILES / "media"
STATIC_ROOT = _FILES / "static"
FETCHED_DIR = _FILES / "fetched"
SHEETS_CACHE_DIR = _FILES / "sheets"
STATIC_ROOT.mkdir()
PACKS_IN_BACKGROUND = False  # A background thread would not see the test's transaction.

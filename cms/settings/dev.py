"""Development on one's own machine: `make demo`. Never for a public site."""

from cms.settings.base import *  # noqa: F403  Settings modules are made to be star-imported.

DEBUG = env.boolean("DEBUG", default=True)  # noqa: F405
SECRET_KEY = "development-only-never-on-a-public-site"  # noqa: S105  Not a secret: production refuses to start without its own.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

"""Settings for development on a local machine: `make demo`. Never use them for a public site."""

from cms import env
from cms.settings.base import *

DEBUG = env.boolean("DEBUG", default=True)
SECRET_KEY = "development-only-never-on-a-public-site"  # noqa: S105  Production refuses to start without its own key.
# Serve static files from their sources, whatever DEBUG is and without `collectstatic`.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "visit": {
            "()": "home.log_redaction.RedactingServerFormatter",
            "format": "[{server_time}] {message}",
            "style": "{",
        }
    },
    "handlers": {"visits": {"class": "logging.StreamHandler", "formatter": "visit"}},
    "loggers": {"django.server": {"handlers": ["visits"], "level": "INFO", "propagate": False}},
}

"""Settings of a public site. Site-specific values come from the environment: see docs/operations.md."""

from cms import env
from cms.settings.base import *

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env.web_address("SITE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

_HTTPS = env.boolean("HTTPS", default=True)
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]  # Local monitoring uses plain HTTP.
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

REQUIRE_TWO_FACTOR = env.boolean("REQUIRE_TWO_FACTOR", default=True)

EMAIL_BACKEND = "home.mail_backends.AfterCommitBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "pas-a-pas@localhost")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", default=25, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "home.log_redaction.RedactingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"faults": {"()": "home.log_redaction.ErrorFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["faults"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "pikepdf": {"level": "WARNING"},  # Otherwise it logs a message at each import.
        "django_tasks": {"level": "WARNING"},  # Otherwise it logs two lines for each saved page.
    },
}

"""Settings shared by all environments."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from cms import env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "cms.apps.CmsConfig",
    "lessons.apps.LessonsConfig",
    "lessons.planning.apps.PlanningConfig",
    "lessons.taxonomy.apps.TaxonomyConfig",
    "lessons.quality.apps.QualityConfig",
    "home.apps.HomeConfig",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.embeds",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "home.http.head_requests.HeadRequestMiddleware",
    "home.write_lock.WaitingWritersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.http.security_headers.SecurityHeadersMiddleware",
    "home.http.malformed_requests.MalformedRequestMiddleware",
    "home.spreadsheets.SafeSpreadsheetMiddleware",
    "home.caching.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "home.accounts.middleware.LoginRateLimitMiddleware",
    "home.accounts.kept_form.ExpiredSessionFormMiddleware",
    "home.accounts.middleware.TwoFactorMiddleware",
    "home.accounts.session_renewal.SessionRenewalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "lessons.planning.middleware.PrivateSessionPagesMiddleware",
    "home.images.deletion.ImageInUseMiddleware",
    "home.images.admin.unfinished_uploads.UploadPermissionMiddleware",
    "lessons.quality.review.atomic_actions.AtomicPageActionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "home.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["home.text.typography.TemplateLoader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["home.templatetags.french_text"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    """Return the database of DATABASE_URL, or else SQLite. SQLite writers wait instead of failing."""
    database: dict[str, Any] = dict(
        dj_database_url.parse(
            env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'pas-a-pas.sqlite3'}"), conn_max_age=60
        )
    )
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
        }
    elif database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL: only sqlite:/// and postgres:// are supported.")
    return database


DATABASES = {"default": _database()}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Accounts of the administration
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
# An attacker's further attempts must not prolong the lock for the owner.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "home.accounts.login_limits.network"
AXES_LOCKOUT_CALLABLE = "home.accounts.login_limits.too_many"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
REQUIRE_TWO_FACTOR = False
OTP_TOTP_ISSUER = "Pas à pas"

# Language and time
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
# Loaded after the catalogues of all apps, so ours take precedence.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
TIME_ZONE = env.time_zone("SITE_TIME_ZONE", "Europe/Paris")
USE_I18N = True
USE_TZ = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.folder("MEDIA_ROOT", DATA_DIR / "media")
MEDIA_STORAGE = env.choice("MEDIA_STORAGE", ("disk", "s3"), default="disk")


def _media_storage() -> dict[str, Any]:
    """Return the storage in MEDIA_ROOT, or in a private bucket that several machines share."""
    if MEDIA_STORAGE == "disk":
        return {"BACKEND": "home.storage.disk.DiskStorage"}
    options = {
        "bucket_name": env.text("S3_BUCKET"),
        "endpoint_url": env.web_address("S3_ENDPOINT"),
        "region_name": env.text("S3_REGION"),
        "access_key": env.text("S3_ACCESS_KEY"),
        "secret_key": env.text("S3_SECRET_KEY"),
    }
    return {"BACKEND": "home.storage.bucket.BucketStorage", "OPTIONS": options}


STORAGES = {
    "default": _media_storage(),
    "staticfiles": {"BACKEND": "cms.staticfiles_storage.BundledStaticFilesStorage"},
}
FETCHED_DIR = DATA_DIR / "fetched"  # Local copies of shared files, for programs that need a path.
SHEETS_CACHE_DIR = DATA_DIR / "sheets"
SHEETS_CACHE_MB = env.integer("SHEETS_CACHE_MB", default=500, low=10, high=1_000_000)
# Documents that a machine typesets at once: one fewer than web workers, so that one stays free for pages.
WORKERS = env.integer("WEB_CONCURRENCY", default=2, low=1, high=1_000)
TYPESETTING_SLOTS = env.integer("TYPESETTING_SLOTS", default=0, low=0, high=100) or max(1, WORKERS - 1)
# Requests that may wait long for SQLite's write lock: one fewer than web workers, so that one still serves
# pages.
WAITING_WRITERS = env.integer("WAITING_WRITERS", default=0, low=0, high=1_000) or max(1, WORKERS - 1)
PACKS_IN_BACKGROUND = True
BACKUP_DIR = env.optional_path("BACKUP_DIR")
BACKUP_KEEP = env.integer("BACKUP_KEEP", default=14, low=1, high=1000)
BACKUP_ENCRYPT_TO = env.text("BACKUP_ENCRYPT_TO", "")
BACKUP_SIGN_WITH = env.optional_path("BACKUP_SIGN_WITH")
BACKUP_SIGNED_BY = env.words("BACKUP_SIGNED_BY", "")

COPY_DIR = env.optional_path("COPY_DIR")  # A static copy of the whole site, served when the site is down.

# Offline reading. False makes browsers delete the stored pages.
OFFLINE = env.boolean("OFFLINE", default=True)

# Entries expire in all processes at once.
CACHES = {"default": {"BACKEND": "home.caching.generation_cache.GenerationCache"}}
# Memory of each process for cached pages, and the query parameters that pages read; others are ignored.
PAGE_CACHE_MB = env.integer("PAGE_CACHE_MB", default=32, low=0, high=4096)
PAGE_PARAMETERS = frozenset(
    {"q", "niveau", "demarche", "site", "duree", "appareil", "public", "tri", "page", "exact", "images"}
)

# Requests
BEHIND_PROXY = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor submits one field per block value.
# With "no-referrer", browsers send "Origin: null" and every form fails.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"  # Wagtail overrides it for previews in the side panel.
# Seconds after the user's last action: see home/accounts/session_renewal.py.
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_FAILURE_VIEW = "home.accounts.kept_form.csrf_failure_with_form"
SESSION_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}
ADMINISTRATION_SECURITY_POLICY = {
    "default-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "style-src": [SELF, UNSAFE_INLINE],
    "script-src": [SELF, UNSAFE_INLINE],
    "font-src": [SELF, "data:"],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL

# Wagtail
WAGTAIL_SITE_NAME = "Pas à pas"
WAGTAILADMIN_USER_LOGIN_FORM = "home.accounts.forms.LoginForm"
WAGTAILADMIN_BASE_URL = env.web_address("SITE_URL", "http://localhost:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "home.rich_text_widget.RichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ul", "ol", "link", "interface"]},
    }
}
# Milliseconds. Not shorter, because each autosave writes the whole page and a log row.
WAGTAIL_AUTOSAVE_INTERVAL = 10_000
WAGTAIL_FINISH_WORKFLOW_ACTION = "lessons.quality.review.workflow_completion.publish_approved"
WAGTAILEMBEDS_FINDERS: list[Any] = []
WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.images.admin.image_form.SitePictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 20_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "lessons.search.backend"}}
TAGGIT_CASE_INSENSITIVE = True

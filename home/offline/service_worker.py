"""Assembles the service worker script from its source files and the site's configuration."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

OFFLINE_PAGE = "home/offline.html"
# Files that every page needs, and those of the offline page.
SHELL = (
    "css/site.css",
    "css/components/offline.css",
    "fonts/atkinson-hyperlegible-next.woff2",
    "favicon.svg",
    "js/site.js",
    "js/offline-list.js",
)
WORKER = ("js/worker/service-worker.js", "js/worker/copies.js", "js/worker/messages.js")
UNREGISTER = "js/worker/unregister.js"


@lru_cache(maxsize=256)
def service_worker_script(is_on: bool, colour: str = "") -> str:
    """Return the caching worker; if offline reading is off, one that clears caches and unregisters.

    With another `colour` of the town, browsers fetch the offline page anew.
    """
    return _worker(colour) if is_on else _source(UNREGISTER)


def _worker(colour: str = "") -> str:
    facts = {
        "SHELL": [static(name) for name in SHELL],
        "OFFLINE_PAGE": reverse("offline"),
        "STATIC": settings.STATIC_URL,
        "PICTURES": f"{settings.MEDIA_URL}images/",
        "READ": sorted(settings.PAGE_PARAMETERS),
        "NEVER": [reverse("wagtailadmin_home"), reverse("service_worker"), reverse("health")],
    }
    source = "\n".join(map(_source, WORKER))
    contents = [_source(name) for name in SHELL if not name.endswith(".woff2")]
    page = Path(settings.BASE_DIR, "templates", OFFLINE_PAGE).read_text(encoding="utf-8")
    whole = json.dumps([facts, source, *contents, page, colour])
    facts["VERSION"] = hashlib.sha256(whole.encode()).hexdigest()[:16]
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in facts.items()) + source


def _source(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"No static file {name}")
    return Path(path).read_text(encoding="utf-8")

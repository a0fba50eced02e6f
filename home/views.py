"""Views of `home`, except pages."""

from datetime import timedelta
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Site

from home.hooks import HEALTH_HOOK, answers
from home.models import SiteIdentity
from home.sitemaps import VisiblePagesSitemap

PUBLIC_MEDIA = "images/"
MAX_FILE_NAME_LENGTH = 255
ONE_DAY = 24 * 60 * 60
# Nothing in the file is executed. A browser shows a picture alone in the window with styles of its own.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
ONE_YEAR = 365 * ONE_DAY
SECURITY_CONTACT_AGE = timedelta(days=180)


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Report to monitoring whether the site works: 200 when the database responds, otherwise 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        facts = list(answers(HEALTH_HOOK))
    except DatabaseError:
        return JsonResponse({"etat": "panne", "base": "injoignable"}, status=503)
    return JsonResponse(
        {"etat": "ok", "base": "ok"} | {key: value for fact in facts for key, value in fact.items()}
    )


@require_safe
def picture_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a rendition. Originals and documents have no public address."""
    parts = Path(path).parts
    if not path.startswith(PUBLIC_MEDIA) or any(_cannot_name_a_file(part) for part in parts):
        raise Http404
    try:
        response = serve(request, path, document_root=default_storage.path(""))
    except NotImplementedError:
        response = _from_storage(path)
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        return response
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response["Content-Security-Policy"] = PICTURE_POLICY
    return response


def _from_storage(path: str) -> HttpResponse:
    """Return a file from a remote storage. Renditions are small enough to read into memory."""
    try:
        with default_storage.open(path) as file:
            content = file.read()
    except (FileNotFoundError, IsADirectoryError, SuspiciousOperation):
        raise Http404 from None
    except OSError:
        return HttpResponse(
            status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "20", "Cache-Control": "no-store"}
        )
    return HttpResponse(content, content_type=guess_type(path)[0] or "application/octet-stream")


def _cannot_name_a_file(part: str) -> bool:
    return part == ".." or len(part.encode()) > MAX_FILE_NAME_LENGTH


@require_safe
@cache_control(max_age=ONE_DAY, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Serve robots.txt: everything is allowed except the administration."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=ONE_DAY, public=True)
def security_contact(request: HttpRequest) -> HttpResponse:
    """Serve security.txt (RFC 9116). The expiry date moves forward with every request."""
    identity = SiteIdentity.read(Site.find_for_request(request))
    home = request.build_absolute_uri("/")
    contact = f"mailto:{identity.contact_email}" if identity.contact_email else home
    lines = [
        f"Contact: {contact}",
        f"Expires: {timezone.now() + SECURITY_CONTACT_AGE:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: fr, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Serve the sitemap of public pages. Django returns 404 for an invalid `p`."""
    response: HttpResponseBase = wagtail_sitemap(request, sitemaps={"pages": VisiblePagesSitemap})
    return response


@require_safe
@cache_control(max_age=ONE_DAY, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect browsers that request `/favicon.ico` by default to the site's icon."""
    return redirect(static("favicon.svg"))

"""Views of the floor that are not pages."""

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

PUBLIC_MEDIA = "images/"
ONE_YEAR = 365 * 24 * 60 * 60


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Tell a monitor whether the site can answer: 200 when the database does, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"etat": "panne", "base": "injoignable"}, status=503)
    return JsonResponse({"etat": "ok", "base": "ok"})


@require_safe
def picture_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a resized picture. Originals and documents have no address of their own, whatever is asked."""
    if not path.startswith(PUBLIC_MEDIA) or ".." in Path(path).parts:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

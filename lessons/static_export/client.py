"""Requests the pages of the site inside this process, as an anonymous visitor."""

import io
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse

from lessons.static_export.output_folder import StaticExportError


@lru_cache(maxsize=1)
def _handler() -> WSGIHandler:
    return WSGIHandler()


def get_response(path: str, etag: str = "") -> HttpResponse:
    """Return the response to a GET of `path`; with `etag`, a 304 when the content has not changed.

    Raises StaticExportError for a streaming response.
    """
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    scheme = "https" if settings.SECURE_SSL_REDIRECT else address.scheme
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(address.port or (443 if scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
    }
    if etag:
        environ["HTTP_IF_NONE_MATCH"] = etag
    answer = _handler().get_response(WSGIRequest(environ))
    if not isinstance(answer, HttpResponse):
        raise StaticExportError(f"{path} répond par morceaux : ce n’est pas une page.")
    return answer


def page_html(path: str) -> str:
    """Return the HTML of the page at `path`. Raises StaticExportError when the status is not 200."""
    answer = get_response(path)
    if answer.status_code != 200:
        raise StaticExportError(f"La page {path} répond {answer.status_code}.")
    return answer.content.decode()

"""WSGI application that can parse any request."""

from contextlib import suppress
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

# A charset name that `home.http.malformed_requests.MalformedRequestMiddleware` rejects with 400.
UNREADABLE = "unreadable"
MAX_LENGTH_DIGITS = 18


class ReadableRequest(WSGIRequest):
    """Decodes every request as UTF-8, whatever its `Content-Type`, and ignores an invalid length.

    Django decodes the query string in the declared charset while it builds the request, before any
    middleware: `charset=rot13`, `hex`, a NUL, or UTF-8 with 10,001 parameters would end in a bare server
    error.
    """

    def __init__(self, environ: dict[str, Any]) -> None:
        length = environ.get("CONTENT_LENGTH") or ""
        if not (length.isascii() and length.isdecimal() and len(length) <= MAX_LENGTH_DIGITS):
            environ["CONTENT_LENGTH"] = ""
        super().__init__(environ)

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except (LookupError, TypeError, ValueError):
            self.content_type, self.content_params = "", {"charset": UNREADABLE}

    def parse_file_upload(self, *received: Any) -> Any:
        """Delete partial uploads on error. Django may leave them for long: a full disk would stay full."""
        try:
            return super().parse_file_upload(*received)
        except BaseException:
            for handler in self.upload_handlers:
                if file := getattr(handler, "file", None):
                    with suppress(OSError):  # Flushing the rest may fail again.
                        file.close()
            raise


class ReadableRequestHandler(WSGIHandler):
    request_class = ReadableRequest


def get_wsgi_application() -> ReadableRequestHandler:
    """Replace `django.core.wsgi.get_wsgi_application`."""
    django.setup(set_prefix=False)
    return ReadableRequestHandler()

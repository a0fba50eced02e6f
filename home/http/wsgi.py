"""The site as a WSGI application whose requests can always be read."""

from contextlib import suppress
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

UNREADABLE = (
    "unreadable"  # A charset that `home.http.malformed_requests.MalformedRequestMiddleware` answers 400 to.
)
MAX_LENGTH_DIGITS = 18


class ReadableRequest(WSGIRequest):
    """A request that is read as UTF-8, whatever its `Content-Type` says, and whose length is a number.

    Django reads the query string in the charset that is named, while it makes the request and so before any
    middleware: `charset=rot13`, `hex`, a NUL, or UTF-8 with 10,001 parameters would end in a bare server error.
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
        """As Django's, which leaves a file half received on the disk, maybe for long: a disk that is full stays full."""
        try:
            return super().parse_file_upload(*received)
        except BaseException:
            for handler in self.upload_handlers:
                if file := getattr(handler, "file", None):
                    with suppress(OSError):  # What was not written yet cannot be written now either.
                        file.close()
            raise


class ReadableRequestHandler(WSGIHandler):
    request_class = ReadableRequest


def get_wsgi_application() -> ReadableRequestHandler:
    """Take the place of `django.core.wsgi.get_wsgi_application`."""
    django.setup(set_prefix=False)
    return ReadableRequestHandler()

"""The site as a WSGI application that reads every request as UTF-8."""

from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

UNREADABLE = "unreadable"  # A charset that `home.middleware.RefuseBrokenAddresses` answers 400 to.


class Utf8Request(WSGIRequest):
    """A request that is never read in another encoding than UTF-8, whatever its `Content-Type` says.

    Django reads the query string in the charset that is named, while it makes the request and so before any
    middleware: `charset=rot13`, `hex`, a NUL, or UTF-8 with 10,001 parameters would end in a bare server error.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except (LookupError, TypeError, ValueError):
            self.content_type, self.content_params = "", {"charset": UNREADABLE}


class Utf8Handler(WSGIHandler):
    request_class = Utf8Request


def get_wsgi_application() -> Utf8Handler:
    """Take the place of `django.core.wsgi.get_wsgi_application`."""
    django.setup(set_prefix=False)
    return Utf8Handler()

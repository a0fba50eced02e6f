"""Security headers: Content-Security-Policy and Permissions-Policy."""

import re
import zlib
from http import HTTPStatus
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from home.brand_style import page_style_source

HEAD_BYTES = 3_000
_TOWN_STYLE = re.compile(rb'<style data-colour="([0-9a-f]{6})">')
_GZIP = 31  # As zlib says it.
PERMISSIONS_POLICY = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeadersMiddleware(CSPMiddleware):
    """Applies a looser policy to the administration, whose Wagtail pages need inline scripts.

    On other pages, the one inline style allowed is ours for the colour of a town. Its hash is computed from the
    colour that the page names, never from the page, so that nothing else may be written in its place.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMINISTRATION_SECURITY_POLICY
        elif not report_only and (code := _town_colour(response)):
            parts.update = {**(parts.update or {}), "style-src": [page_style_source(code)]}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response  # It has no body to read: the browser keeps the policy that came with its copy.
        return super().process_response(request, response)


def _town_colour(response: HttpResponseBase) -> str:
    """Return the colour that the head of an HTML page names, as #rrggbb; "" when it names none."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return ""
    head = getattr(response, "content", b"")[:HEAD_BYTES]
    if response.get("Content-Encoding") == "gzip":  # From the page cache.
        head = zlib.decompressobj(_GZIP).decompress(head, HEAD_BYTES)
    found = _TOWN_STYLE.search(head)
    return f"#{found[1].decode()}" if found else ""

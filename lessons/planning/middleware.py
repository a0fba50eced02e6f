"""Marks pages that show the visitor's session plan as private, so that no shared cache stores them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from lessons.planning.cookie import COOKIE


class PrivateSessionPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and COOKIE in request.COOKIES:
            patch_vary_headers(response, ["Cookie"])
            patch_cache_control(response, private=True)
        return response

"""Keeps the data of an administration form that cannot be saved now, on a page that can resubmit it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from home.accounts.middleware import requires_login
from home.accounts.session_status import log_in_beside

CSRF_FIELD = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class ExpiryReason:
    """Why a form was not saved, and what to do. Shown above the button that resubmits it."""

    title: str
    lead: str
    asks_to_log_in: bool = False


def session_ended() -> ExpiryReason:
    return ExpiryReason(
        _("Votre session est terminée"), _("Rien n’est encore enregistré."), asks_to_log_in=True
    )


def kept_form_page(request: HttpRequest, reason: ExpiryReason, status: int) -> HttpResponse | None:
    """Return a page with `reason` and the submitted data, or None when the data must not be shown again.

    That is the case for passwords, and for a submission from another site, which a user would resubmit as
    their own. Uploads and unreadable data cannot be kept.
    """
    if not (request.method == "POST" and requires_login(request.path_info) and _is_from_here(request)):
        return None
    if request.FILES or not request.POST or any("password" in name for name in request.POST):
        return None
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != CSRF_FIELD
    ]
    context = {
        "reason": reason,
        "fields": [(CSRF_FIELD, get_token(request)), *fields],
        "address": request.get_full_path(),
        "log_in": log_in_beside(),
    }
    page = loader.get_template("home/accounts/kept_form.html").render(context)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})


def _is_from_here(request: HttpRequest) -> bool:
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()


class ExpiredSessionFormMiddleware:
    """Responds to forms submitted after the session ended. Scripts get a 403, not a login redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or not requires_login(request.path_info) or not _leads_to_login(response):
            return response
        if not request.accepts("text/html"):
            return JsonResponse(
                {"success": False, "error_code": "session_ended"}, status=HTTPStatus.FORBIDDEN
            )
        return kept_form_page(request, session_ended(), HTTPStatus.FORBIDDEN) or response


def _leads_to_login(response: HttpResponse) -> bool:
    log_in_pages = (reverse("wagtailadmin_login"), reverse("second_step"))
    return response.status_code == HTTPStatus.FOUND and response["Location"].split("?")[0] in log_in_pages


def csrf_failure_with_form(request: Any, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: after a login in another tab, offer to resubmit with a new token."""
    said = session_ended()
    if request.user.is_authenticated:
        said = ExpiryReason(
            _("Encore un geste"), _("Vous vous êtes connecté depuis : il reste à envoyer de nouveau.")
        )
    kept = kept_form_page(request, said, HTTPStatus.FORBIDDEN)
    return kept or csrf_failure(request, reason)

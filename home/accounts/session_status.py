"""Tells open editing pages whether their user is still logged in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def connection(request: HttpRequest) -> HttpResponse:
    """For scripts: return the user and the current CSRF token, which changes at login.

    For a user who has just logged in in another tab: a page that says to return to the editing page.
    """
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"account": request.user.pk, "token": get_token(request)})
    return render(request, "home/accounts/connection.html")


def connection_messages() -> SafeString:
    """Return the editor's messages for an ended session, a lost connection or a server error."""
    return render_to_string(
        "home/accounts/connection_messages.html", {"url": reverse("connection"), "log_in": log_in_beside()}
    )


def log_in_beside() -> str:
    """Return the login address for another tab, whose next page says to return to the first tab."""
    return f"{reverse('wagtailadmin_login')}?{urlencode({'next': reverse('connection')})}"

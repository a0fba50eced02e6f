"""What an editing page that stays open asks: is its author still logged in?"""

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
    """For a script: who is logged in, and the token that its forms must now carry (a log-in changes it).

    For a person who has just logged in beside an editing page: to go back to it.
    """
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"account": request.user.pk, "token": get_token(request)})
    return render(request, "home/accounts/connection.html")


def connection_messages() -> SafeString:
    """What an editing page says when its author is logged out, the network is cut, or the server fails."""
    return render_to_string(
        "home/accounts/connection_messages.html", {"url": reverse("connection"), "log_in": log_in_beside()}
    )


def log_in_beside() -> str:
    """The address to log in at in another tab, which then says to come back to the first."""
    return f"{reverse('wagtailadmin_login')}?{urlencode({'next': reverse('connection')})}"

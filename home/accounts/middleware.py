"""Rate limits before the password check, and two-factor authentication after it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device

from home.accounts.login_limits import closed_to_network
from home.accounts.two_factor import must_use_two_factor

EXEMPT_URL_NAMES = (
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
)


class LoginRateLimitMiddleware:
    """Limits submissions of the public forms: login and password reset."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        closed = closed_to_network(request) if request.method == "POST" else None
        return closed or self.get_response(request)


class TwoFactorMiddleware:
    """Sends users who must still pass two-factor authentication to it. Elsewhere they are anonymous.

    It reads the account only when the page does, so that public pages do not vary by cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        account = request.user
        step = reverse("second_step")
        if request.path_info.startswith(step):
            return self.get_response(request)
        request.user = SimpleLazyObject(lambda: _known(request, account))
        if (
            requires_login(request.path_info)
            and account.is_authenticated
            and not request.user.is_authenticated
        ):
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                raise PermissionDenied
            return redirect(f"{step}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def is_verified(request: Any, account: Any) -> bool:
    """Return whether a device of `account` that still exists was verified in this session."""
    name = request.session.get(DEVICE_ID_SESSION_KEY)
    device = Device.from_persistent_id(name) if name else None
    return device is not None and device.user_id == account.pk and device.confirmed


def _known(request: Any, account: Any) -> Any:
    if account.is_authenticated and not is_verified(request, account) and must_use_two_factor(account):
        return AnonymousUser()
    return account


def requires_login(path: str) -> bool:
    return path.startswith(reverse("wagtailadmin_home")) and path not in {
        reverse(name) for name in EXEMPT_URL_NAMES
    }

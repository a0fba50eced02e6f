"""Views of two-factor authentication."""

import logging
from typing import Any

import segno
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login
from wagtail.models import Site

from home.accounts import two_factor as step
from home.accounts.forms import CodeForm
from home.accounts.middleware import is_verified
from home.mail_identity import mail_sender, mail_signature

INVITED = "second_step_invited"
logger = logging.getLogger(__name__)


@never_cache
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code from the phone, or a recovery code."""
    after = _after(request)
    if is_verified(request, request.user):
        return HttpResponseRedirect(after)
    if not step.has_device(request.user):
        return redirect("second_step_set_up") if _may_set_up(request) else redirect("second_step_invitation")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = step.verify_code(request.user, form.cleaned_data["code"])
        if device is not None:
            return _enter(request, device, after)
        form.add_error("code", _wrong())
    return render(request, "home/accounts/ask.html", {"form": form, "next": after})


@never_cache
@require_http_methods(["GET", "POST"])
def send_invitation(request: HttpRequest) -> HttpResponse:
    """Mail the setup link, so that a stolen password is not enough to set up two-factor authentication."""
    user: Any = request.user
    if step.has_device(user):
        return redirect("second_step")
    if request.method == "POST" and user.email:
        words = _(
            "Bonjour,\n\nPour installer la deuxième étape de connexion, ouvrez cette adresse dans l’heure, "
            "dans le navigateur où vous venez de taper votre mot de passe :\n\n%(address)s\n\n"
            "Si vous n’avez rien demandé, changez votre mot de passe et prévenez votre administrateur.\n"
        )
        site = Site.find_for_request(request)
        message = f"{words % {'address': step.invitation(user)}}\n{mail_signature(site)}\n"
        try:
            send_mail(_("Installer la deuxième étape"), message, mail_sender(site), [user.email])
        except OSError:
            logger.exception("The mail that sets up a second step was not sent.")
            return render(request, "home/accounts/invite.html", {"failed": True}, status=503)
        return redirect(f"{reverse('second_step_invitation')}?envoye=1")
    return render(
        request, "home/accounts/invite.html", {"sent": "envoye" in request.GET, "email": user.email}
    )


@never_cache
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the QR code, verify the first code, then show the recovery codes."""
    if step.has_device(request.user):
        return redirect("second_step")
    token = request.GET.get("invitation", "")
    if token and step.is_invited(request.user, token):
        request.session[INVITED] = request.user.pk
        return redirect("second_step_set_up")
    if not _may_set_up(request):
        return redirect("second_step_invitation")
    device = step.unconfirmed_device(request.user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token("".join(form.cleaned_data["code"].split())):
            return _confirm(request, device)
        form.add_error("code", _wrong())
    square = segno.make(device.config_url, micro=False).svg_data_uri(scale=5, border=4)
    context = {"form": form, "square": square, "key": step.key_as_text(device)}
    return render(request, "home/accounts/set_up.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Create new recovery codes, for a user who has passed two-factor authentication."""
    if not is_verified(request, request.user):
        return redirect("second_step")
    if request.method == "POST":
        return render(request, "home/accounts/codes.html", {"codes": step.new_recovery_codes(request.user)})
    return render(request, "home/accounts/codes.html")


def _may_set_up(request: HttpRequest) -> bool:
    return bool(request.session.get(INVITED) == request.user.pk)


def _confirm(request: HttpRequest, device: Any) -> HttpResponse:
    device.confirmed = True
    device.save()
    request.session.pop(INVITED, None)
    _enter(request, device, "")
    return render(request, "home/accounts/codes.html", {"codes": step.new_recovery_codes(request.user)})


def _enter(request: HttpRequest, device: Any, after: str) -> HttpResponse:
    request.session.cycle_key()
    login(request, device)
    return HttpResponseRedirect(after or reverse("wagtailadmin_home"))


def _after(request: HttpRequest) -> str:
    """Return the address to redirect to, which must be on this site."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("wagtailadmin_home")


def _wrong() -> str:
    return _("Ce code n’est pas le bon, ou il a déjà servi. Attendez le code suivant, puis recommencez.")

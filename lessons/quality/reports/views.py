"""Public pages to report a changed step or an exact guide, without cookie or account."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from home.page_access import get_visible_or_404
from home.public_forms.forms import SignedForm
from home.public_forms.tokens import TokenFault, digest_of, new_token, token_fault
from home.rate_limits.limits import RateLimit
from lessons.models import GuidePage
from lessons.quality.models import Reason, Report, Status
from lessons.quality.reports.forms import ReportForm, StillExactForm

REPORTS = RateLimit("signalement", 40, timedelta(hours=1))  # Twenty people in a library, two reports each.
FORM_FAULTS = {
    TokenFault.FORGED: "Cette page a été ouverte il y a trop longtemps. Votre texte est toujours là : envoyez-le à nouveau.",
    TokenFault.TOO_LATE: "Cette page a été ouverte il y a trop longtemps. Votre texte est toujours là : envoyez-le à nouveau.",
    TokenFault.TOO_SOON: "C’était très rapide. Relisez votre message, puis envoyez-le à nouveau.",
}
TOO_MANY_REPORTS = (
    "Beaucoup de messages viennent de votre réseau. Gardez le vôtre et réessayez dans une heure. Merci."
)


@dataclass(frozen=True)
class ReportFormFlow:
    """A public form about a guide: class, template, token subject, context, and the report it saves."""

    form_class: type[SignedForm]
    template: str
    subject: str
    context: dict[str, Any]
    kept_of: Callable[[SignedForm], dict[str, Any]]


# Exempt: Django's CSRF protection needs a cookie, and there is no session to protect. A signed token
# replaces it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_step(request: HttpRequest, pk: int, step_id: str = "") -> HttpResponse:
    """The form about one step, or about the whole guide when the step no longer exists."""
    guide = get_visible_or_404(request, GuidePage.objects.all(), id=pk)
    number, step = _step_of(guide, step_id)
    title = step.value["title"] if step else ""

    def kept_of(form: SignedForm) -> dict[str, Any]:
        said = {name: form.cleaned_data[name] for name in ("reason", "text", "mail")}
        return {"step_id": step_id if step else "", "step_title": title, **said}

    context = {"guide": guide, "number": number, "title": title}
    return _answer(
        request,
        ReportFormFlow(ReportForm, "lessons/quality/report.html", f"report:{pk}", context, kept_of),
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_exact(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with one button for helpers who have just followed the guide and found it correct."""
    guide = get_visible_or_404(request, GuidePage.objects.all(), id=pk)

    def kept_of(form: SignedForm) -> dict[str, Any]:
        return {"reason": Reason.EXACT, "status": Status.DONE}

    conversation = ReportFormFlow(
        StillExactForm, "lessons/quality/still_exact.html", f"exact:{pk}", {"guide": guide}, kept_of
    )
    return _answer(request, conversation)


@never_cache
@require_safe
def report_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    guide = get_visible_or_404(request, GuidePage.objects.all(), id=pk)
    return render(request, "lessons/quality/report_thanks.html", {"guide": guide})


def _step_of(guide: GuidePage, step_id: str) -> tuple[int, Any]:
    """Return the number from 1 and the step, or (0, None) when the guide has no such step now."""
    steps = enumerate(guide.steps, start=1)
    return next(((number, step) for number, step in steps if step_id and step.id == step_id), (0, None))


def _answer(request: HttpRequest, said: ReportFormFlow) -> HttpResponse:
    """Show or process the form. A robot or a form sent twice gets the thanks page, and nothing is stored."""
    if request.method != "POST":
        form = said.form_class(initial={"token": new_token(said.subject)})
        return render(request, said.template, {**said.context, "form": form})
    form = said.form_class(request.POST)
    problem = _problem(request, form, said.subject)
    if problem is None and (form.was_filled_by_a_robot or form.is_valid()):
        guide = said.context["guide"]
        if not form.was_filled_by_a_robot:
            kept = {"guide": guide, **said.kept_of(form)}
            Report.objects.get_or_create(token=digest_of(form.data["token"]), defaults=kept)
        return redirect("report_thanks", pk=guide.pk)
    return _again(request, form, said, problem)


def _problem(request: HttpRequest, form: SignedForm, subject: str) -> str | None:
    """Return the French reason why the form is refused whatever its content, or None."""
    fault = token_fault(form.data.get("token", ""), subject)
    if fault is not None:
        return FORM_FAULTS[fault]
    if REPORTS.is_reached(request):
        return TOO_MANY_REPORTS
    REPORTS.count(request)
    return None


def _again(request: HttpRequest, form: SignedForm, said: ReportFormFlow, problem: str | None) -> HttpResponse:
    """Show the form with the submitted values and a valid token."""
    data = request.POST.copy()
    if problem != FORM_FAULTS[TokenFault.TOO_SOON]:
        data["token"] = new_token(said.subject)
    form.data = data
    status = 429 if problem == TOO_MANY_REPORTS else 422
    return render(request, said.template, {**said.context, "form": form, "problem": problem}, status=status)

"""The quality panel of the editor, which checks the unsaved form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from lessons.models import GuidePage
from lessons.quality.checks.all_checks import check_guide

FINDINGS = "lessons/quality/findings.html"


class CheckOnEdit(PreviewOnEditView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _check(self, request)


class CheckOnCreate(PreviewOnCreateView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _check(self, request)


def _check(view: Any, request: HttpRequest) -> HttpResponse:
    """Check the submitted form, complete or not, without saving. Raises Http404 when it is not a guide."""
    if not isinstance(view.object, GuidePage):
        raise Http404
    form = view.get_form(request.POST)
    if not view.validate_form(form):
        return render(request, FINDINGS, {"is_invalid": True})
    form.save(commit=False)
    return render(request, FINDINGS, panel_context(view.object))


def panel_context(guide: GuidePage) -> dict[str, Any]:
    """Return the template context of the panel for `guide`."""
    findings = check_guide(guide)
    return {
        "blocking": [finding for finding in findings if finding.is_blocking],
        "advice": [finding for finding in findings if not finding.is_blocking],
    }

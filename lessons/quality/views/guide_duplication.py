"""The view "Dupliquer pour un autre niveau"."""

from typing import cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from home.models import User
from lessons.models import GuidePage
from lessons.quality.guide_duplication import duplicate_for_level, levels_without_variant


def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the level, create the draft, open its form. Raises PermissionDenied."""
    guide = get_object_or_404(GuidePage, pk=pk)
    parent = guide.get_parent()
    may_copy = guide.permissions_for_user(request.user).can_copy()
    if not may_copy or not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    form = forms.Form(request.POST or None)
    form.fields["level"] = forms.ModelChoiceField(
        label=_("Niveau"), queryset=levels_without_variant(guide), empty_label=None
    )
    if request.method == "POST" and form.is_valid():
        copy = duplicate_for_level(guide, form.cleaned_data["level"], cast("User", request.user))
        messages.success(request, _("Le brouillon est prêt : réécrivez-le pour ce niveau."))
        return redirect("wagtailadmin_pages:edit", copy.pk)
    return render(request, "lessons/quality/duplicate.html", {"guide": guide, "form": form})

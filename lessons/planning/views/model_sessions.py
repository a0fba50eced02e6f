"""Public views of model sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lessons.planning.models import ModelSession
from lessons.planning.session_presentation import read_session
from lessons.planning.views.responses import readable_guides


@require_safe
def model_session(request: HttpRequest, slug: str) -> HttpResponse:
    """A published model session, to read and to copy."""
    model = get_object_or_404(ModelSession.objects.select_related("level"), slug=slug, live=True)
    session = read_session(list(model.lines.all()), readable_guides(request), available=model.available)
    return render(request, "lessons/planning/model_session.html", {"model": model, "session": session})

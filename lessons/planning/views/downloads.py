"""Downloads of the visitor's own session plan: pack, separate files, editable plan, calendar event."""

import hashlib
import json
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.caching.generation import current_generation
from home.calendars import MEDIA_TYPE as CALENDAR
from home.typesetting import background_builds
from home.typesetting.responses import TooManyNewDocumentsError, answers_without_waiting, count_new_document
from home.typesetting.worker_pool import DocumentUnavailableError
from lessons.planning import docx
from lessons.planning.calendar_event import session_event
from lessons.planning.cookie import own_plan
from lessons.planning.models import SessionPlan
from lessons.planning.pack import (
    MAX_PAGES,
    OnProgress,
    Pack,
    PackTooLongError,
    make_pack,
    printer_file,
    separate_files,
    sheets_needed,
)
from lessons.planning.pack_options import (
    FOR_EVERY_PERSON,
    IN_ORDER,
    OF_EACH_GUIDE,
    PackOptions,
    read_pack_options,
)
from lessons.planning.session_presentation import Session
from lessons.planning.views.responses import private_page, read_plan, to_session
from lessons.sheets.options import MAX_COPIES, PICTURES, SIZES, is_on
from lessons.sheets.print_choices import sheets_label
from lessons.sheets.render import RenderedDocument

REFRESH_SECONDS = 2
COUNT = "compter"  # Query parameter of the page: how many sheets the pack takes is to be told.
Make = Callable[[Pack, OnProgress], bytes]


@private_page
@require_safe
@answers_without_waiting
def pack_page(request: HttpRequest) -> HttpResponse:
    """The page on which the helper chooses the content of the pack, and counts its sheets of paper."""
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    session = read_plan(request, plan, advice=False)
    if not session.present:
        return to_session("vide")
    options = read_pack_options(request.GET, plan.participants)
    sheets = ""
    if COUNT in request.GET:
        counted = _built(
            request, plan, session, COUNT, lambda pack, _progress: _count(pack, both_sides=options.both_sides)
        )
        if isinstance(counted, HttpResponse):
            return counted
        sheets = sheets_label(*json.loads(counted), both_sides=options.both_sides)
    context = {
        "sheets": sheets,
        "plan": plan,
        "session": session,
        "options": options,
        "papers": [
            {
                "form": paper.form,
                "copies": options.copies[paper],
                "each": paper in OF_EACH_GUIDE and len(session.guide_lines) > 1,
                "personal": paper in FOR_EVERY_PERSON,
            }
            for paper in IN_ORDER
        ],
        "sizes": SIZES.items(),
        "pictures": PICTURES.items(),
        "max_copies": MAX_COPIES,
        "has_notes": any(line.row.note for line in session.present),
    }
    return render(request, "lessons/planning/pack.html", context)


@private_page
@require_safe
@answers_without_waiting
def printer_pack(request: HttpRequest) -> HttpResponse:
    """The pack with all its copies, for the printer."""
    both_sides = is_on(request.GET.get("recto-verso"))
    return _pack_file(request, "pdf", lambda pack, on_progress: printer_file(pack, both_sides=both_sides))


@private_page
@require_safe
@answers_without_waiting
def accessible_pack(request: HttpRequest) -> HttpResponse:
    """The pack as one tagged PDF, with one copy of each paper."""
    return _pack_file(
        request, "accessible.pdf", lambda pack, on_progress: RenderedDocument(pack.document).pdf()
    )


@private_page
@require_safe
@answers_without_waiting
def zipped_pack(request: HttpRequest) -> HttpResponse:
    """A zip file with every paper as a separate file, and the editable plan."""
    plan = own_plan(request)
    extra = {}
    if plan is not None:
        session, notes = read_plan(request, plan, advice=False), "pour-moi" in request.GET
        extra["plan.docx"] = docx.plan_file(plan, session, with_notes=notes)
    return _pack_file(
        request, "zip", lambda pack, on_progress: separate_files(pack, extra, on_progress=on_progress)
    )


def _pack_file(request: HttpRequest, kind: str, make: Make) -> HttpResponse:
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    session = read_plan(request, plan, advice=False)
    if not session.present:
        return to_session("vide")
    content = _built(request, plan, session, kind, make)
    return content if isinstance(content, HttpResponse) else _file(content, kind, plan)


def _built(
    request: HttpRequest, plan: SessionPlan, session: Session, kind: str, make: Make
) -> bytes | HttpResponse:
    """Return what is made of the pack, or a page that shows the progress or says why it is not made now.

    Concurrent requests share one build in the background.
    """
    options, site = read_pack_options(request.GET, plan.participants), Site.find_for_request(request)

    def whole(on_progress: OnProgress) -> bytes:
        return make(make_pack(plan, session, options, site, on_progress=on_progress), on_progress)

    key = _key(kind, plan, session, options)
    try:
        if not background_builds.is_under_way(key):
            count_new_document(request)
        build = background_builds.build(key, whole, in_background=settings.PACKS_IN_BACKGROUND)
        return build.result() if build.ready.is_set() else _progress(request, build)
    except TooManyNewDocumentsError:
        raise
    except PackTooLongError as error:
        return _too_long(request, error.pages)
    except (DocumentUnavailableError, background_builds.TooBusyError):
        return _unavailable(request)


def _key(kind: str, plan: SessionPlan, session: Session, options: PackOptions) -> str:
    """Return a hash of all that the file depends on: plan, options, public content with guides and images."""
    guides = [line.guide.pk for line in session.guide_lines if line.guide]
    parts = (kind, plan.pk, plan.version, plan.share_key, guides, options, current_generation())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _progress(request: HttpRequest, build: background_builds.Build) -> HttpResponse:
    context = {"done": build.done, "total": build.total, "here": request.get_full_path()}
    response = render(request, "lessons/planning/progress.html", context, status=202)
    response["Refresh"] = str(REFRESH_SECONDS)
    return response


def _too_long(request: HttpRequest, pages: int) -> HttpResponse:
    choices = request.GET.copy()
    choices.pop(COUNT, None)
    context = {"pages": pages, "most": MAX_PAGES, "choices": choices.urlencode()}
    return render(request, "lessons/planning/pack_too_long.html", context, status=400)


def _unavailable(request: HttpRequest) -> HttpResponse:
    context = {"retry": request.get_full_path()}
    response = render(request, "lessons/planning/pack_unavailable.html", context, status=503)
    response["Retry-After"] = "20"
    return response


def _count(pack: Pack, *, both_sides: bool) -> bytes:
    return json.dumps(sheets_needed(pack, both_sides=both_sides)).encode()


def _file(content: bytes, kind: str, plan: SessionPlan) -> HttpResponse:
    is_zip = kind == "zip"
    response = HttpResponse(content, content_type="application/zip" if is_zip else "application/pdf")
    disposition = "attachment" if is_zip else "inline"
    response["Content-Disposition"] = f'{disposition}; filename="{_name(plan, "dossier", kind)}"'
    return response


@private_page
@require_safe
def plan_document(request: HttpRequest) -> HttpResponse:
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    content = docx.plan_file(plan, read_plan(request, plan, advice=False))
    response = HttpResponse(content, content_type=docx.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{_name(plan, "plan", "docx")}"'
    return response


@private_page
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar event of the session. Raises Http404 when the plan has no date."""
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    if plan.day is None:
        raise Http404
    address = ""
    if plan.share_key:
        address = request.build_absolute_uri(reverse("shared_session", args=[plan.share_key]))
    session = read_plan(request, plan, advice=False)
    zone = ZoneInfo(settings.TIME_ZONE)
    event = session_event(plan, session, day=plan.day, zone=zone, address=address)
    response = HttpResponse(event.as_text(timezone.now()), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="{_name(plan, "seance", "ics")}"'
    return response


def _name(plan: SessionPlan, what: str, kind: str) -> str:
    """Return a file name that describes the file, such as dossier-atelier-du-mardi.pdf."""
    title = slugify(plan.title)[:60]
    middle = "-accessible" if kind == "accessible.pdf" else ""
    return f"{what}{f'-{title}' if title else ''}{middle}.{kind.rpartition('.')[2]}"

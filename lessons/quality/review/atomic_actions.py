"""Makes page actions of the administration atomic, and tells editors why a guide was not published."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from home.images.pending_ocr import read_pending
from lessons.models.forms import ACTIONS_TOWARDS_THE_PUBLIC
from lessons.quality.findings import Finding
from lessons.quality.review.publication_refusal import PublishRefusedError

PAGE_NAMESPACE = "wagtailadmin_pages"
BULK_ACTION = "wagtail_bulk_action"
READING_SECONDS = 6.0
View = Callable[..., HttpResponse]


class AtomicPageActionsMiddleware:
    """Wraps each POST on pages in one transaction, because Wagtail saves a revision before it publishes.

    Other requests are not wrapped: on SQLite, readers would also take the only write lock.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None:
            return None
        if PAGE_NAMESPACE not in match.namespaces and match.url_name != BULK_ACTION:
            return None
        if _leads_to_the_public(request) and request.user.has_perm("wagtailadmin.access_admin"):
            # Search pending images for personal data before the transaction, which blocks other writers.
            read_pending(READING_SECONDS)
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except PublishRefusedError as refused:
            messages.error(request, refusal_message(refused))
            return redirect("wagtailadmin_pages:edit", refused.page.pk)


def _leads_to_the_public(request: HttpRequest) -> bool:
    """Whether this POST request submits, approves or publishes a page."""
    match = request.resolver_match
    in_form = any(name in request.POST for name in (*ACTIONS_TOWARDS_THE_PUBLIC, "action-workflow-action"))
    return in_form or (match is not None and bool({"approve", "publish"} & set(match.kwargs.values())))


def refusal_message(refused: PublishRefusedError) -> str:
    """Return the reasons as an HTML list, for the message above the form."""
    reasons = format_html_join("", "<li>{}{}</li>", ((str(fault), _link(fault)) for fault in refused.faults))
    text = _("« %(title)s » n’a pas été publié. À corriger d’abord :") % {"title": refused.page.title}
    return format_html("{}<ul>{}</ul>", text, reasons)


def _link(fault: Finding) -> str:
    """Return a link to the place of correction, when that is outside the form."""
    return format_html(' <a href="{}">{}</a>', fault.address, fault.action) if fault.address else ""

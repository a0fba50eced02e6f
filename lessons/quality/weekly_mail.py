"""The weekly mail to the people responsible for guides."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from home.mail_backends import deliver
from home.mail_identity import mail_sender, mail_signature, site_of
from home.models import User
from lessons.models import GuidePage
from lessons.quality.checks.broken_links import link_findings
from lessons.quality.freshness import DueStatus, due_guides
from lessons.quality.models import Report
from lessons.quality.recipients import people_in_charge

SECTIONS = (DueStatus.LATE, DueStatus.NEVER, DueStatus.SOON)


@dataclass
class WeeklyDigest:
    """The content of one person's mail: guides by section, reports and dead links."""

    guides: dict[DueStatus, list[GuidePage]] = field(default_factory=lambda: defaultdict(list))
    reports: list[Report] = field(default_factory=list)
    links: list[tuple[GuidePage, str]] = field(default_factory=list)

    @property
    def sections(self) -> list[tuple[str, list[GuidePage]]]:
        return [(str(due.label), self.guides[due]) for due in SECTIONS if self.guides[due]]

    @property
    def pages(self) -> Iterator[GuidePage]:
        """Every guide that the mail names."""
        yield from chain.from_iterable(self.guides.values())
        yield from (report.guide for report in self.reports)
        yield from (guide for guide, _words in self.links)


def send_weekly_mails() -> str:
    """Send each responsible person their open work. Nobody gets an empty mail."""
    letters = _letters()
    messages = [_message(user, letter) for user, letter in letters.items() if user.email]
    sent = deliver(messages)
    refused = len(messages) - sent
    return f"{sent} message(s)" + (f", {refused} refusé(s)" if refused else "")


def _letters() -> dict[User, WeeklyDigest]:
    letters: dict[User, WeeklyDigest] = defaultdict(WeeklyDigest)
    guides = {guide.pk: guide for guide in GuidePage.objects.live().order_by("title")}
    charge = people_in_charge(guides.values())
    due = due_guides()
    for state in SECTIONS:
        for pk in due.ids[state]:
            for user in charge[pk]:
                letters[user].guides[state].append(guides[pk])
    for report in Report.objects.open().filter(guide__in=guides).select_related("guide"):
        for user in charge[report.guide_id]:
            letters[user].reports.append(report)
    for pk, guide in guides.items():
        for finding in link_findings(guide):
            for user in charge[pk]:
                letters[user].links.append((guide, str(finding)))
    return letters


def _message(user: User, letter: WeeklyDigest) -> EmailMessage:
    site, town = settings.WAGTAILADMIN_BASE_URL, site_of(letter.pages)
    context = {
        "user": user,
        "letter": letter,
        "site": site,
        "signature": mail_signature(town),
        "report_address": f"{site}{reverse('freshness_report')}",
        "inbox_address": f"{site}{reverse('quality_inbox')}",
    }
    body = render_to_string("lessons/quality/mails/weekly.txt", context)
    return EmailMessage("Vos guides cette semaine", body, mail_sender(town), to=[user.email])

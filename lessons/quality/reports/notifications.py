"""Notifies responsible people of reports. Reports are stored first, so a mail failure loses nothing."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from home.mail_backends import deliver, one_line
from home.mail_identity import mail_sender, mail_signature
from lessons.quality.models import Reason, Report
from lessons.quality.recipients import people_in_charge


def notify_of_reports() -> str:
    """Send one mail for each new report, once, even if some mailboxes refuse it.

    Raises the error of a mail server that accepts nothing; the next run tries again.
    """
    waiting = list(Report.objects.filter(told_at=None).select_related("guide").order_by("created_at"))
    charge = people_in_charge({report.guide_id: report.guide for report in waiting}.values())
    for report in waiting:
        addresses = [user.email for user in charge[report.guide_id] if user.email]
        if addresses and report.reason != Reason.EXACT:
            deliver([_message(report, address) for address in addresses])
        Report.objects.filter(pk=report.pk).update(told_at=timezone.now())
    return f"{len(waiting)} signalement(s)"


def _message(report: Report, address: str) -> EmailMessage:
    site = report.guide.get_site()
    address_of_report = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('quality_report', args=(report.pk,))}"
    context = {"report": report, "address": address_of_report, "signature": mail_signature(site)}
    body = render_to_string("lessons/quality/mails/report.txt", context)
    subject = one_line(f"Signalement : {report.guide.title}")
    return EmailMessage(subject, body, mail_sender(site), to=[address])

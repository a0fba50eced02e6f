"""Deletes personal data after the promised period."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from home.mail_backends import delete_old_faults
from lessons.quality.models import Report

MAIL_KEPT = timedelta(days=30)
TEXT_KEPT = timedelta(days=365)


def delete_expired() -> str:
    """Erase mail addresses 30 days after a report was closed, texts after a year, and ended sessions."""
    now = timezone.now()
    mails = Report.objects.filter(closed_at__lt=now - MAIL_KEPT).exclude(mail="").update(mail="")
    texts = Report.objects.filter(closed_at__lt=now - TEXT_KEPT).exclude(text="").update(text="")
    call_command("clearsessions")
    delete_old_faults()
    return f"{mails} adresse(s) et {texts} texte(s) effacés"

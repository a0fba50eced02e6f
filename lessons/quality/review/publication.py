"""Checks every publication of a page: by form, bulk action, review, schedule or import."""

from typing import Any

from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.models import Page, Revision, get_page_models
from wagtail.signals import page_published

from lessons.models import GuidePage
from lessons.quality.models import Change
from lessons.quality.review.publication_refusal import refuse_when_faulty


def connect_publication_checks() -> None:
    """Connect the signal receivers. Called once, when apps are ready."""
    for model in get_page_models():
        uid = f"refuse_faulty_publication_{model.__name__}"
        pre_save.connect(refuse_faulty_publication, sender=model, dispatch_uid=uid)
    page_published.connect(keep_change_note, sender=GuidePage, dispatch_uid="keep_change_note")


def refuse_faulty_publication(
    sender: type[Page], instance: Page, raw: bool, update_fields: Any, **kwargs: Any
) -> None:
    """Refuse to publish a page with blocking faults.

    Wagtail sends no signal before publication, but saves the page with a new live revision: see
    PublishRevisionAction. A save that does not change the live revision publishes nothing new and passes.
    """
    if raw or not instance.live or instance.live_revision_id is None:
        return
    if update_fields is not None and "live_revision" not in update_fields:
        return
    if not Page.objects.filter(pk=instance.pk, live_revision=instance.live_revision_id).exists():
        refuse_when_faulty(instance)


def keep_change_note(sender: type[GuidePage], instance: GuidePage, revision: Revision, **kwargs: Any) -> None:
    """Store the change note for the public, when a guide that was already public is published with a note."""
    if not instance.live or instance.first_published_at == instance.last_published_at:
        return
    last = instance.changes.first()
    if instance.change_note and (last is None or last.note != instance.change_note):
        Change.objects.create(
            guide=instance,
            note=instance.change_note,
            made_on=timezone.localdate(),
            revision_id=revision.pk,
        )

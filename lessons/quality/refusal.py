"""The refusal to publish, with its reasons."""

from django.core.exceptions import ValidationError
from wagtail.models import Page

from lessons.models import GuidePage
from lessons.quality.checks import publication_faults
from lessons.quality.findings import Finding


class PublishRefusedError(ValidationError):
    """Raised instead of publishing a guide that has blocking faults.

    Attributes:
        guide: the guide that stays as it was.
        faults: why, in the order of the guide.
    """

    def __init__(self, guide: GuidePage, faults: list[Finding]) -> None:
        super().__init__([str(fault) for fault in faults])
        self.guide = guide
        self.faults = faults


def refuse_when_faulty(page: Page) -> None:
    """Raise PublishRefusedError when `page` is a guide with blocking faults. Other pages have no such rules."""
    if isinstance(page, GuidePage) and (faults := publication_faults(page)):
        raise PublishRefusedError(page, faults)

"""The exception that refuses a publication, with its reasons."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.models import Page

from lessons.models import GuidePage
from lessons.quality.checks.all_checks import publication_faults
from lessons.quality.checks.images import picture_faults
from lessons.quality.findings import Finding


class PublishRefusedError(ValidationError):
    """Raised instead of publishing a page that has blocking faults.

    Attributes:
        page: the page, unchanged.
        faults: the reasons, in the order of the page.
    """

    def __init__(self, page: Page, faults: list[Finding]) -> None:
        # A dictionary, as Wagtail's API expects.
        super().__init__({NON_FIELD_ERRORS: [str(fault) for fault in faults]})
        self.page = page
        self.faults = faults


def refuse_when_faulty(page: Page) -> None:
    """Raise PublishRefusedError when `page` has blocking faults: any for guides, image faults for others."""
    faults = publication_faults(page) if isinstance(page, GuidePage) else picture_faults(page)
    if faults:
        raise PublishRefusedError(page, faults)

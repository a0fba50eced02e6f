"""As the site does it, except that nothing is kept: what is measured is the making."""

from collections.abc import Sequence

from lessons.models import GuidePage
from lessons.sheets.document import guide_document
from lessons.sheets.job import job_of
from lessons.sheets.options import Options
from lessons.sheets.worker import typeset
from tests.bench.makers import clock


def run(slugs: Sequence[str]) -> None:
    clock.run(_make, slugs)


def _make(slug: str) -> bytes:
    guide = GuidePage.objects.for_reading().get(slug=slug)
    return typeset(job_of(guide_document(guide, Options()))).pdf

"""Typst as the site runs it, without the cache, because the rendering is measured."""

import json
import statistics
import timeit
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from home.typesetting.typst_compiler import Job, typeset
from lessons.models import GuidePage
from lessons.sheets.document import Document, Part, guide_document
from lessons.sheets.guide_sheet import guide_sheet
from lessons.sheets.options import Options
from lessons.sheets.sheet_types import SheetType
from lessons.sheets.typst_job import job_of
from tests.bench.makers import clock


def run(slugs: Sequence[str], pack: Sequence[str]) -> None:
    jobs = {slug: _job(slug) for slug in slugs}
    parts = tuple(Part(SheetType.LEARNER, guide_sheet(_guide(slug))) for slug in pack)
    together = job_of(Document("Vingt fiches", parts))
    clock.run(lambda slug: typeset(jobs[slug]).pdf, slugs, lambda: typeset(together).pdf)


def keep_job(slug: str, file: str) -> None:
    """Write the worker's input for a guide, and print how long reading the guide and writing the
    input take.
    """
    job = _job(slug)
    Path(file).write_text(json.dumps(asdict(job)))
    print(statistics.median(timeit.repeat(lambda: _job(slug), number=1, repeat=clock.REPEATS)))


def _job(slug: str) -> Job:
    return job_of(guide_document(_guide(slug), Options()))


def _guide(slug: str) -> GuidePage:
    guide: GuidePage = GuidePage.objects.for_listing().get(slug=slug)
    return guide

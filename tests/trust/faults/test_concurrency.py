"""Editors who publish at the same time wait for each other and all succeed."""

import time

from lessons.models import GuidePage
from tests.trust.faults.fault_injection import Tell, end, start
from tests.trust.faults.operations import FaultSite

EDITORS = 8
PUBLICATIONS, MANY_PUBLICATIONS = 3, 15


def test_no_publication_fails_and_none_is_lost(small_site: FaultSite, thorough: bool) -> None:
    times = MANY_PUBLICATIONS if thorough else PUBLICATIONS
    parent = small_site.guide.get_parent()
    guides = [small_site.guide.copy(update_attrs={"slug": f"guide-{n}"}, to=parent) for n in range(EDITORS)]

    def publishing(guide: GuidePage, tell: Tell) -> None:
        for number in range(times):
            mine = GuidePage.objects.get(pk=guide.pk)
            mine.title = f"Version {number}"
            mine.save_revision().publish()
            tell(f"{guide.pk} {number}")

    began = time.monotonic()
    children = [start(lambda tell, guide=guide: publishing(guide, tell)) for guide in guides]
    ended = [end(*child) for child in children]
    said = [line for child in ended for line in child.said]
    assert not any(child.failed for child in ended), said
    assert len(said) == EDITORS * times
    titles = GuidePage.objects.filter(pk__in=[guide.pk for guide in guides]).values_list("title", flat=True)
    assert set(titles) == {f"Version {times - 1}"}
    assert sum(guide.revisions.count() for guide in guides) >= EDITORS * times
    print(f"{len(said)} publications in {time.monotonic() - began:.1f} s")  # noqa: T201  For the long battery's report.

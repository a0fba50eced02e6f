"""Registers what the administration must know of quality. Registration only."""

from wagtail import hooks

from lessons.models import GuidePage
from lessons.models.forms import PUBLICATION_FAULTS_HOOK
from lessons.quality.blocking import blocking_faults


@hooks.register(PUBLICATION_FAULTS_HOOK)
def publication_faults(guide: GuidePage) -> list[str]:
    return [str(fault) for fault in blocking_faults(guide)]

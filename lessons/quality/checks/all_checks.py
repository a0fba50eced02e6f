"""Runs all checks of a guide: the only module that knows every kind of check."""

from lessons.models import GuidePage
from lessons.quality.checks.blocking import blocking_faults
from lessons.quality.checks.broken_links import link_findings
from lessons.quality.checks.images import picture_advice, picture_faults
from lessons.quality.checks.writing_advice import GuideWord, advice
from lessons.quality.findings import Finding
from lessons.quality.text_extraction import extract_passages
from lessons.taxonomy.models import GlossaryTerm


def check_guide(guide: GuidePage) -> list[Finding]:
    """Return blocking faults, then advice, for `guide` as it is in memory, saved or not."""
    links = [finding for finding in link_findings(guide) if not finding.is_blocking]
    texts = advice(list(extract_passages(guide)), _glossary(guide))
    return [*publication_faults(guide), *links, *picture_advice(guide), *texts]


def publication_faults(guide: GuidePage) -> list[Finding]:
    """Return the faults that block publication of `guide`, as it is in memory; empty when there are none."""
    links = (finding for finding in link_findings(guide) if finding.is_blocking)
    return [*blocking_faults(guide), *picture_faults(guide), *links]


def _glossary(guide: GuidePage) -> list[GuideWord]:
    shown = {term.pk for term in guide.vocabulary.all()}
    return [
        GuideWord(
            name=term.name,
            also_said=tuple(said.strip() for said in term.also_said.split(",") if said.strip()),
            is_shown=term.pk in shown,
            definition=term.definition,
        )
        for term in GlossaryTerm.objects.all()
    ]

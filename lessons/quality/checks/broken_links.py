"""Converts dead links of a guide to findings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from home.url_validation import is_well_formed
from lessons.models import GuidePage
from lessons.quality.findings import Finding, Severity
from lessons.quality.links.link_uses import links_of
from lessons.quality.models import LinkCheck, LinkState


def link_findings(guide: GuidePage) -> Iterator[Finding]:
    """Yield findings: malformed links block publication, dead links block new guides, the rest is advice."""
    uses = links_of(guide)
    checks = {check.url: check for check in LinkCheck.objects.filter(url__in={use.url for use in uses})}
    is_new = guide.first_published_at is None
    for use in uses:
        if not is_well_formed(use.url):
            text = _("ce lien ne peut pas exister : corrigez son adresse.")
            yield Finding(
                "malformed-link", Severity.BLOCKING, use.place, text, use.url, use.step_id, use.part
            )
            continue
        check = checks.get(use.url)
        if check is None:
            continue
        if check.state == LinkState.DEAD:
            severity = Severity.BLOCKING if is_new else Severity.ADVICE
            message = _("ce lien ne marche plus (%(answer)s). Cherchez la nouvelle page.")
            text = message % {"answer": check.answer}
            yield Finding("dead-link", severity, use.place, text, use.url, use.step_id, use.part)
        elif check.state == LinkState.MOVED:
            message = _("ce lien a changé d’adresse. Écrivez la nouvelle : %(url)s")
            text = message % {"url": check.final_url}
            yield Finding("moved-link", Severity.ADVICE, use.place, text, use.url, use.step_id, use.part)

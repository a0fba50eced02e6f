"""Who a message comes from: the name beside the address of the sender, and the lines that end the text."""

from collections.abc import Iterable
from email.utils import formataddr, parseaddr

from django.conf import settings
from wagtail.models import Page, Site

from home.mail_backends import one_line
from home.models import SiteIdentity


def site_of(pages: Iterable[Page]) -> Site | None:
    """Return the site of `pages`; None when they belong to several, whose towns must not be taken for each other."""
    sites = list(Site.objects.all()[:2])
    found = set(sites) if len(sites) == 1 else {page.get_site() for page in pages}
    return found.pop() if len(found) == 1 else None


def mail_sender(site: Site | None) -> str:
    """Return the sender's address with the name of the organisation that runs `site`, where it has one."""
    organisation = one_line(SiteIdentity.read(site).organisation)
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if not organisation:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((f"{organisation} ({settings.WAGTAIL_SITE_NAME})", address))


def mail_signature(site: Site | None) -> str:
    """Return the last lines of a message, after the separator that mail programs know."""
    identity = SiteIdentity.read(site)
    lines = (settings.WAGTAIL_SITE_NAME, identity.organisation, identity.contact_line)
    return "\n".join(["-- ", *(one_line(line) for line in lines if line)])

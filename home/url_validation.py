"""Addresses of other sites, as people write them. Django's own check lets some pass that no machine can ask."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HIGHEST_PORT = 65_535
LINK_BEGINNINGS = ("https://", "http://", "mailto:", "tel:")  # Of links in texts, on the page and on paper.
_MALFORMED = _(
    "Cette adresse ne peut pas exister : vérifiez ce qui est écrit entre « // » et la barre « / » qui suit."
)


def is_well_formed(address: str) -> bool:
    """Whether `address` has a host whose name can be asked for, and a port that can exist."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna")
        return bool(host) and (parts.port is None or 0 < parts.port <= HIGHEST_PORT)
    except ValueError:
        return False


def validate_web_address(address: str) -> None:
    """Raises ValidationError, in French, where `address` is one of a site and cannot exist."""
    if not address.startswith("/") and not is_well_formed(address):
        raise ValidationError(_MALFORMED)


def may_be_linked(address: str) -> bool:
    """Whether a text may hold a link to `address`, whatever capitals its scheme is written in."""
    return address.lower().startswith(LINK_BEGINNINGS)

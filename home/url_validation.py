"""Validates addresses of other sites. Django's own validator accepts some that cannot be requested."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HIGHEST_PORT = 65_535
# Schemes allowed for links in texts, on web pages and in print.
LINK_BEGINNINGS = ("https://", "http://", "mailto:", "tel:")
_MALFORMED = _(
    "Cette adresse ne peut pas exister : vérifiez ce qui est écrit entre « // » et la barre « / » qui suit."
)


def is_well_formed(address: str) -> bool:
    """Return whether `address` has a host name that can be resolved and a valid port."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna")
        return bool(host) and (parts.port is None or 0 < parts.port <= HIGHEST_PORT)
    except ValueError:
        return False


def validate_web_address(address: str) -> None:
    """Raises ValidationError, in French, when `address` is a web address that cannot exist."""
    if not address.startswith("/") and not is_well_formed(address):
        raise ValidationError(_MALFORMED)


def may_be_linked(address: str) -> bool:
    """Return whether a text may link to `address`. The scheme is not case-sensitive."""
    return address.lower().startswith(LINK_BEGINNINGS)

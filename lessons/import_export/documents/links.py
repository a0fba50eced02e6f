"""Cleans the addresses of links in documents."""

from urllib.parse import parse_qs, urlsplit

from home.url_validation import may_be_linked


def kept_address(address: str) -> str:
    """Return `address` with a lower-case scheme, without the redirects that Google Docs and Outlook add.

    Returns "" when a guide cannot hold it: another scheme, or not an address.
    """
    address = _unwrapped(address.strip())
    scheme, _colon, rest = address.partition(":")
    if not may_be_linked(address) or not _is_readable(address):
        return ""
    return f"{scheme.lower()}:{rest.replace(' ', '%20')}"


def _unwrapped(address: str) -> str:
    if not _is_readable(address):
        return address
    parts = urlsplit(address)
    host = parts.hostname or ""
    is_google = host.startswith("www.google.") and parts.path == "/url"
    if is_google or host.endswith(".safelinks.protection.outlook.com"):
        values = parse_qs(parts.query)
        return next((values[key][0] for key in ("q", "url") if key in values), address)
    return address


def _is_readable(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True

"""The addresses of links in documents: what a guide can keep of them."""

from urllib.parse import parse_qs, urlsplit

from home.url_validation import may_be_linked


def kept_address(address: str) -> str:
    """`address` as a guide keeps it: its scheme in small letters, out of the wrapper that Google Docs and Outlook add.

    Empty when a guide cannot hold it: of another scheme, or no address at all.
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

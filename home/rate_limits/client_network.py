"""The network of a request: precise enough for rate limits, too coarse to identify a person."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_IPV4_NETWORK, _IPV6_NETWORK = 24, 48


def network_of(request: HttpRequest) -> str:
    """Return the visitor's network such as `192.0.2.0/24`, or `unknown`."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The reverse proxy appends the address it saw; the earlier entries may be forged.
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    length = _IPV4_NETWORK if ip.version == 4 else _IPV6_NETWORK
    return str(ipaddress.ip_network(f"{ip}/{length}", strict=False))

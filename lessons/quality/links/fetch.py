"""Asks one address for an answer: redirects followed, a few tries, never a machine of the inside."""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from lessons.quality.links.answers import MOVED_FOR_GOOD, Answer, answer_for

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEAD_REFUSED = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Manners:
    """How sites are asked.

    Attributes:
        agent: the name the checker gives of itself.
        timeout: seconds before a silence counts as one.
        tries: how many times a silence is asked again.
        pause: seconds between two requests to the same site.
        sites_at_once: how many sites are asked at the same time.
        private_networks: ask machines of private networks too; for tests on this machine only.
    """

    agent: str
    timeout: float = 10
    tries: int = 3
    pause: float = 1
    sites_at_once: int = 8
    private_networks: bool = False


class RefusedAddressError(Exception):
    """The address is not one that a guide may lead to."""


def ask(url: str, manners: Manners) -> Answer:
    """The answer of `url`. Never raises: a failure is an answer too."""
    for attempt in range(manners.tries):
        if attempt:
            time.sleep(manners.pause * 2**attempt)
        try:
            return _follow(url, manners)
        except RefusedAddressError as refused:
            return Answer("unsure", str(refused))
        except socket.gaierror:
            words = "le nom du site n’existe pas"
        except TimeoutError:
            words = "le site ne répond pas"
        except (OSError, http.client.HTTPException) as error:
            words = f"connexion impossible ({type(error).__name__})"
    return Answer("unsure", words)


def _follow(url: str, manners: Manners) -> Answer:
    here, for_good = url, ""
    for _redirect in range(MOST_REDIRECTS + 1):
        status, location = _request("HEAD", here, manners)
        if status in HEAD_REFUSED:
            time.sleep(manners.pause)
            status, location = _request("GET", here, manners)
        if status not in REDIRECTS or not location:
            return answer_for(status, moved_to=for_good if for_good != url else "")
        target = urljoin(here, location)
        if status in MOVED_FOR_GOOD and for_good == (here if here != url else ""):
            for_good = target
        here = target
        time.sleep(manners.pause)
    return Answer("unsure", "le site renvoie sans fin d’une adresse à l’autre")


def _request(method: str, url: str, manners: Manners) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise RefusedAddressError("ce n’est pas une adresse de site")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _public_address(parts.hostname, port, manners)
    connection = _connect(parts.scheme, parts.hostname, port, address, manners.timeout)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    try:
        connection.request(
            method, path, headers={"User-Agent": manners.agent, "Accept": "text/html,*/*;q=0.8"}
        )
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")
    finally:
        connection.close()


def _public_address(host: str, port: int, manners: Manners) -> str:
    """The numeric address of `host`. Refuses private networks, so that a link cannot make this server knock inside."""
    address = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    if not manners.private_networks and not ipaddress.ip_address(address.split("%", maxsplit=1)[0]).is_global:
        raise RefusedAddressError("cette adresse est sur un réseau privé")
    return address


def _connect(scheme: str, host: str, port: int, address: str, timeout: float) -> http.client.HTTPConnection:
    """A connection to the numeric address that was checked, not to a name that may have changed meanwhile."""
    sock = socket.create_connection((address, port), timeout=timeout)
    if scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=timeout)
    else:
        connection = http.client.HTTPSConnection(host, port, timeout=timeout)
        sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    connection.sock = sock
    return connection

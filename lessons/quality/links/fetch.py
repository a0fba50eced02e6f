"""Requests one URL: follows redirects, retries, and never connects to a private network."""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from lessons.quality.links.outcomes import MOVED_FOR_GOOD, LinkOutcome, outcome_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEAD_REFUSED = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
MAX_REDIRECTS = 5
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class FetchPolicy:
    """Limits and identity of the requests.

    Attributes:
        agent: the User-Agent header.
        timeout: seconds to wait for the socket.
        patience: total seconds for one URL, against servers that send a byte a second.
        site_patience: total seconds for all URLs of one site; the rest is requested another day.
        tries: maximum number of attempts without an answer.
        pause: seconds between two requests to the same site.
        sites_at_once: number of sites requested in parallel.
        private_networks: also allow private networks; for tests on this machine only.
    """

    agent: str
    timeout: float = 10
    patience: float = 45
    site_patience: float = 900
    tries: int = 3
    pause: float = 1
    sites_at_once: int = 8
    private_networks: bool = False


class RefusedAddressError(Exception):
    """The URL is not one that a guide may link to."""


def ask(url: str, policy: FetchPolicy) -> LinkOutcome:
    """Return the outcome of requesting `url`. Never raises: a bad URL or a failure is an outcome too."""
    deadline = time.monotonic() + policy.patience
    for attempt in range(policy.tries):
        if attempt:
            time.sleep(policy.pause * 2**attempt)
        try:
            return _follow(url, policy, deadline)
        except RefusedAddressError as refused:
            return LinkOutcome("unsure", str(refused))
        except socket.gaierror:
            words = "le nom du site n’existe pas"
        except TimeoutError:
            words = "le site ne répond pas"
        except (OSError, http.client.HTTPException) as error:
            words = f"connexion impossible ({type(error).__name__})"
        except ValueError:  # Host names or URLs that are invalid, in the guide or in a redirect.
            return LinkOutcome("unsure", "l’adresse, ou celle où mène le site, est mal écrite")
    return LinkOutcome("unsure", words)


def _follow(url: str, policy: FetchPolicy, deadline: float) -> LinkOutcome:
    here, for_good = url, ""
    for _redirect in range(MAX_REDIRECTS + 1):
        status, location = _request("HEAD", here, policy, deadline)
        if status in HEAD_REFUSED:
            time.sleep(policy.pause)
            status, location = _request("GET", here, policy, deadline)
        if status not in REDIRECTS or not location:
            return outcome_of(status, moved_to=for_good if for_good != url else "")
        target = urljoin(here, location)
        if status in MOVED_FOR_GOOD and for_good == (here if here != url else ""):
            for_good = target
        here = target
        time.sleep(policy.pause)
    return LinkOutcome("unsure", "le site renvoie sans fin d’une adresse à l’autre")


def _request(method: str, url: str, policy: FetchPolicy, deadline: float) -> tuple[int, str]:
    """Return status and `Location` of one request. Raises TimeoutError if it is incomplete at `deadline`."""
    parts = _parts_of(url)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    address = _public_address(host, port, policy)
    connection = http.client.HTTPConnection(host, port)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    headers = {"User-Agent": policy.agent, "Accept": "text/html,*/*;q=0.8"}
    connection.sock = socket.create_connection((address, port), timeout=policy.timeout)
    try:
        with _cut_at(deadline, connection):
            if parts.scheme == "https":
                _encrypt(connection, host)
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return response.status, _as_sent(response.getheader("Location", ""))
    finally:
        connection.close()


def _parts_of(url: str) -> SplitResult:
    """Parse `url`. Raises RefusedAddressError or ValueError when it is not the URL of a site."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or _CONTROL.search(url):
        raise RefusedAddressError("ce n’est pas une adresse de site")
    return parts


def _as_sent(location: str) -> str:
    """Decode `Location` as UTF-8 like browsers; Python decodes headers as Latin-1."""
    try:
        return location.encode("latin-1").decode()
    except ValueError:
        return location


@contextmanager
def _cut_at(deadline: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """Shut down `connection` when it lasts beyond `deadline`, and raise TimeoutError."""

    def cut() -> None:
        with suppress(OSError, AttributeError):  # The connection may have closed by itself.
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(max(deadline - time.monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, ValueError, http.client.HTTPException):
        if time.monotonic() >= deadline:
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()


def _public_address(host: str, port: int, policy: FetchPolicy) -> str:
    """Return the IP address of `host` to connect to; it is not resolved again, since it may change.

    Raises RefusedAddressError for private networks, so that a link cannot make this server connect to them.
    """
    address = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    if not policy.private_networks and not ipaddress.ip_address(address.split("%", maxsplit=1)[0]).is_global:
        raise RefusedAddressError("cette adresse est sur un réseau privé")
    return address


def _encrypt(connection: http.client.HTTPConnection, host: str) -> None:
    """Start TLS, with the handshake as a separate step, so that the deadline also covers it."""
    connection.sock = ssl.create_default_context().wrap_socket(
        connection.sock, server_hostname=host, do_handshake_on_connect=False
    )
    connection.sock.do_handshake()

"""Whatever the link and the response, checking a link ends in time with a result; other sites are not
affected.
"""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread

import pytest

from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.checks.all_checks import publication_faults
from lessons.quality.links.checker import check_links
from lessons.quality.links.fetch import FetchPolicy, ask
from lessons.quality.models import LinkCheck
from tests.factories import GuidePageFactory, make_step

QUICK = FetchPolicy(agent="essai", timeout=30, tries=2, pause=0.01, private_networks=True)
IN_A_HURRY = replace(QUICK, patience=0.5)  # Seconds, for a site that never ends its response.
MALFORMED = [
    "https://www..exemple.fr/",
    "https://exemple.fr:99999/",
    "https://exemple.fr:port/",
    "https://[::1",
    "https://[lien]/",
    f"https://{'a' * 64}.fr/",
    "https://exem\x00ple.fr/",
    "https://exem\nple.fr:1/",
    "https://\ud800.fr/",
    "https://.fr/",
    "https://é..fr/",
    "https://:80/",
    "https://user@/",
    "",
]
ANSWERS = {
    "bad redirect": b"HTTP/1.1 301 Moved\r\nLocation: http://[bad\r\nContent-Length: 0\r\n\r\n",
    "redirect to a port that does not exist": b"HTTP/1.1 302 Found\r\nLocation: http://x.fr:99999/\r\n\r\n",
    "redirect to a name that cannot be": b"HTTP/1.1 302 Found\r\nLocation: http://www..x.fr/\r\n\r\n",
    "redirect with a nought": b"HTTP/1.1 302 Found\r\nLocation: http://x.fr/\x00\r\n\r\n",
    "redirect to a file": b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
    "redirect to itself": b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n",
    "a line without end": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000,
    "a thousand headers": b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 1_000 + b"\r\n",
    "no words of HTTP": b"\xff\xfe\x00 bonjour\r\n\r\n",
    "a status that is none": b"HTTP/1.1 9999 Oui\r\n\r\n",
    "nothing": b"",
}


def serve(answer: Callable[[socket.socket], None]) -> tuple[str, Callable[[], None]]:
    """The address of a server that passes every connection to `answer`, and a function that stops it."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        with suppress(OSError):
            while True:
                connection, _address = listening.accept()
                with connection, suppress(OSError):
                    connection.recv(65_536)
                    answer(connection)

    thread = Thread(target=run, daemon=True)
    thread.start()

    def stop() -> None:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()

    return f"http://127.0.0.1:{listening.getsockname()[1]}/", stop


@pytest.fixture
def server() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    stops = []

    def start(answer: Callable[[socket.socket], None]) -> str:
        address, stop = serve(answer)
        stops.append(stop)
        return address

    yield start
    for stop in stops:
        stop()


@pytest.mark.parametrize("url", MALFORMED)
def test_an_address_that_cannot_be_has_no_sure_answer(url: str) -> None:
    assert ask(url, QUICK).state == "unsure"


@pytest.mark.parametrize("name", ANSWERS)
def test_a_site_that_answers_anything_has_no_sure_answer(
    name: str, server: Callable[[Callable[[socket.socket], None]], str]
) -> None:
    answer = ask(server(lambda connection: connection.sendall(ANSWERS[name])), QUICK)
    assert answer.state == "unsure"
    assert answer.words


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_a_site_that_sends_for_ever_is_left_in_time(
    beginning: bytes, server: Callable[[Callable[[socket.socket], None]], str]
) -> None:
    over, end = Event(), time.monotonic() + 60  # Seconds, after which the site ends its response after all.

    def drip(connection: socket.socket) -> None:
        while not over.wait(0.05) and time.monotonic() < end:
            connection.sendall(beginning if beginning.endswith(b"\r\n\r\n") else b"a")

    answer = ask(server(drip), IN_A_HURRY)
    over.set()
    assert (answer.state, answer.words) == ("unsure", "le site ne répond pas")


def test_a_move_is_read_as_browsers_read_it(
    server: Callable[[Callable[[socket.socket], None]], str],
) -> None:
    answers = iter(
        [
            "HTTP/1.1 301 M\r\nLocation: /été\r\nContent-Length: 0\r\n\r\n".encode(),
            b"HTTP/1.1 200 OK\r\n\r\n",
        ]
    )
    address = server(lambda connection: connection.sendall(next(answers)))
    assert ask(address, QUICK).final_url == f"{address}été"


@pytest.mark.django_db
def test_one_link_that_cannot_be_holds_back_no_other(
    index: GuideIndexPage, server: Callable[[Callable[[socket.socket], None]], str]
) -> None:
    good = server(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    written = [url for url in MALFORMED if url.isascii() and url.isprintable() and url]
    links = "".join(f'<a href="{url}">x</a>' for url in [*written, good])
    GuidePageFactory(parent=index, steps=[make_step(instruction=f"<p>{links}</p>")])
    GuidePage.objects.update(official_url=MALFORMED[1])  # As it was entered before forms refused it.
    assert check_links(policy=QUICK) == {"good": 1, "unsure": len(written)}
    assert LinkCheck.objects.get(state="good").url == good


@pytest.mark.django_db
def test_a_site_whose_time_is_over_is_asked_the_rest_another_day(
    index: GuideIndexPage, server: Callable[[Callable[[socket.socket], None]], str]
) -> None:
    good = server(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    links = "".join(f'<a href="{good}{number}">x</a>' for number in range(5))
    GuidePageFactory(parent=index, official_url="", steps=[make_step(instruction=f"<p>{links}</p>")])
    assert check_links(policy=replace(QUICK, site_patience=-1)) == {}
    assert check_links(policy=QUICK) == {"good": 5}


@pytest.mark.django_db
def test_a_link_that_cannot_be_is_not_published(index: GuideIndexPage) -> None:
    steps = [make_step("Ouvrir", instruction='<p><a href="https://exemple.fr:99999/">Lire</a></p>')]
    guide = GuidePageFactory(parent=index, steps=steps, live=False)
    assert [(fault.code, fault.place, fault.quote) for fault in publication_faults(guide)] == [
        ("malformed-link", "Étape 1 « Ouvrir », consigne", "https://exemple.fr:99999/")
    ]

"""Bytes that are not valid HTTP, sent to a real server: it responds or closes the connection, and keeps
running.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import GUNICORN, production_environment, running
from tests.trust.fuzz.sockets import answer_to, raw_request
from tests.trust.fuzz.test_fuzz import SEED

REQUESTS = int(os.environ.get("TRUST_REQUESTS", "500"))
COMMAND = [*GUNICORN, "-w", "1", "--log-level", "critical"]
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
UNKNOWN_CODING = b"501"  # RFC 9112, 6.1: for a Transfer-Encoding that the server does not know.


@pytest.fixture(scope="module")
def port(django_db_setup: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("sockets")
    shutil.copy(django_db_setup, folder / "pas-a-pas.sqlite3")
    environment = production_environment(folder) | {"DJANGO_SETTINGS_MODULE": "tests.support.production"}
    with running(environment, COMMAND) as port:
        yield port


def wrong(request: bytes, answer: bytes) -> bool:
    """Whether no client may receive `answer`."""
    status = STATUS.match(answer)
    if status is None:
        return bool(answer)
    return status[1] >= b"500" and not (status[1] == UNKNOWN_CODING and b"ransfer-" in request)


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "undefined", "utf-16", "nul\x00", "utf-8"])
def test_a_charset_that_is_not_utf_8_is_answered_in_french(port: int, charset: str) -> None:
    request = f"GET /?q=x HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    answer = answer_to(port, request.encode())
    if charset == "nul\x00":
        assert STATUS.match(answer)[1] == b"400"
    elif charset == "utf-8":
        assert STATUS.match(answer)[1] in {b"200", b"404"}
    else:
        assert STATUS.match(answer)[1] == b"400"
        assert "Le site n’a pas compris cette demande".encode() in answer
        assert b"Content-Security-Policy" in answer


def test_no_bytes_break_the_server(port: int) -> None:
    requests = (raw_request(SEED, number) for number in range(REQUESTS))
    answers = ((request, answer_to(port, request)) for request in requests)
    faults = [f"{answer[:40]!r} to {request!r:.600}" for request, answer in answers if wrong(request, answer)]
    assert not faults, f"{len(faults)} of {REQUESTS} with TRUST_SEED={SEED}:\n" + "\n".join(faults[:10])
    assert STATUS.match(answer_to(port, b"GET /sante/ HTTP/1.1\r\nHost: localhost\r\n\r\n"))[1] == b"200"

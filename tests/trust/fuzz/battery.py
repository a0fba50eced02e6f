"""Sends requests one by one, each on the site in its initial state, and records the failures."""

import io
import logging
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from django.core.signals import got_request_exception, request_finished
from django.db import close_old_connections, transaction

from home.http.wsgi import ReadableRequestHandler
from tests.trust.fuzz.grammar import Attack
from tests.trust.fuzz.oracles import ORACLES, FuzzAnswer, faults
from tests.trust.fuzz.target import Target


@dataclass
class FuzzReport:
    """The result of a run: statuses in the order of the requests, and descriptions of the faults."""

    seed: str
    statuses: dict[int, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def histogram(self) -> dict[int, int]:
        return dict(sorted(Counter(self.statuses.values()).items()))

    def told(self) -> str:
        """The report of the faults, and how to send their requests again."""
        first = next(iter(self.faults), "").partition(":")[0]
        again = f"TRUST_SEED={self.seed} TRUST_FROM={first} TRUST_REQUESTS=1"
        lines = "\n".join(self.faults[:10])
        return f"{len(self.faults)} faults with seed {self.seed}. Send it again with {again}.\n{lines}"


def run_battery(
    attack: Callable[[int], Attack],
    send: Callable[[Attack], FuzzAnswer],
    seed: str,
    numbers: Iterable[int],
    oracles: Iterable[str] = ORACLES,
) -> FuzzReport:
    """Send the requests with these `numbers`. No request affects the next one."""
    report = FuzzReport(seed)
    with _quiet():
        for number in numbers:
            asked = attack(number)
            answer = send(asked)
            report.statuses[number] = answer.status
            report.faults += [
                f"{number}: {fault}, {answer.status}, {answer.error}, {asked}"[:1_500]
                for fault in faults(answer, oracles)
            ]
    return report


def sender(target: Target) -> Callable[[Attack], FuzzAnswer]:
    """A function that sends a request to the whole site, and rolls its changes back."""
    handler = ReadableRequestHandler()

    def send(asked: Attack) -> FuzzAnswer:
        environ = _environ(target, asked)
        with transaction.atomic(), _errors() as raised:
            response = handler.get_response(handler.request_class(environ))
            content = b"".join(response.streaming_content) if response.streaming else response.content
            response.close()
            transaction.set_rollback(True)
        return FuzzAnswer(asked, str(environ["PATH_INFO"]), response, content, "".join(raised))

    return send


@contextmanager
def _errors() -> Iterator[list[str]]:
    """The exceptions that views raise meanwhile: type, message and location."""
    raised: list[str] = []

    def keep(**_told: object) -> None:
        kind, error, place = sys.exc_info()
        *_, (frame, line) = traceback.walk_tb(place)
        raised.append(f"{kind.__name__ if kind else ''} ({error}) at {frame.f_code.co_filename}:{line} ")

    got_request_exception.connect(keep)
    try:
        yield raised
    finally:
        got_request_exception.disconnect(keep)


def _environ(target: Target, asked: Attack) -> dict[str, object]:
    """The WSGI environment that a server passes on (PEP 3333)."""
    body = target.filled(asked.body.decode("latin-1")).encode("latin-1")
    return {
        "REQUEST_METHOD": asked.method,
        "PATH_INFO": unquote_to_bytes(target.filled(asked.path)).decode("latin-1"),
        "QUERY_STRING": target.filled(asked.query),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        **{name: target.filled(value) for name, value in asked.headers.items()},
    }


@contextmanager
def _quiet() -> Iterator[None]:
    """Log nothing for thousands of refusals, and keep the test's connection open after each response."""
    logging.disable(logging.CRITICAL)
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_finished.connect(close_old_connections)
        logging.disable(logging.NOTSET)

"""Headers are not trusted, and read-only addresses refuse writes."""

from itertools import product

import pytest
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory

from lessons.models import GuidePage
from tests.cms.requests.client import PUBLIC, ask, body, check, short
from tests.conventions.offenders import Checks

pytestmark = pytest.mark.django_db
HOSTS = ["evil.example", "", "a@b", "localhost:port", "[::1", "a b", "\xe9"]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
STRANGE_HEADERS = [
    ("HTTP_ACCEPT_LANGUAGE", ",".join(f"x{n};q=0.{n}" for n in range(5_000))),
    ("HTTP_ACCEPT", ",".join('text/html;a="b,c"' for _ in range(5_000))),
    ("HTTP_COOKIE", "sessionid=\x00; csrftoken=\xff"),
    ("HTTP_COOKIE", "sessionid=" + "a" * 8_000),
    ("HTTP_COOKIE", "=;;=;\"'"),
    ("HTTP_RANGE", "bytes=" + "0-," * 2_000),
    ("HTTP_IF_NONE_MATCH", '"' * 999),
    ("HTTP_IF_MODIFIED_SINCE", "Fri, 99 Zzz 99999999999999999999 99:99:99 GMT"),
    ("HTTP_REFERER", "javascript:alert(1)"),
    ("HTTP_USER_AGENT", "<script>alert(1)</script>"),
    ("CONTENT_TYPE", "multipart/form-data"),
    ("CONTENT_LENGTH", "abc"),
    ("HTTP_X_REQUESTED_WITH", "XMLHttpRequest"),
]


def test_another_host_is_refused(guide: GuidePage) -> None:
    checks = Checks()
    for path, host in product([*PUBLIC, "/nulle-part/"], HOSTS):
        with checks.visit(f"{path} of the host {host!r}") as client:
            response = ask(client, path, HTTP_HOST=host)
            assert response.status_code == 400 or path == "/sante/", f"answers {response.status_code}"
            assert "evil.example" not in body(response), f"answers {response.status_code} with the host"
    checks.assert_none_failed(
        "Only the hosts of the site are served, but for /sante/; another is never echoed."
    )


def test_a_forwarded_host_is_ignored(guide: GuidePage) -> None:
    checks = Checks()
    for path in PUBLIC:
        with checks.visit(path) as client:
            response = ask(client, path, HTTP_X_FORWARDED_HOST="evil.example")
            assert response.status_code == 200, f"answers {response.status_code}"
            assert "evil.example" not in body(response), "answers 200 with the host"
    checks.assert_none_failed("A host that a proxy is said to forward changes no answer.")


def test_a_strange_header_changes_nothing(guide: GuidePage) -> None:
    checks = Checks()
    for path, (name, value) in product(PUBLIC, STRANGE_HEADERS):
        with checks.visit(f"{path} with {name} {short(value)}") as client:
            response = ask(client, path, **{name: value})
            assert response.status_code == 200, f"answers {response.status_code}"
            assert "alert(1)" not in body(response), "answers 200 with the header"
    checks.assert_none_failed("These headers change no answer, and none is echoed.")


def test_who_asks_for_headers_gets_those_of_the_page_and_no_body(guide: GuidePage) -> None:
    handler = BaseHandler()  # The test client itself would leave the body out.
    handler.load_middleware()
    checks = Checks()
    for path in [*PUBLIC, "/nulle-part/"]:
        with checks.visit(path):
            page, headers = (
                handler.get_response(make(path)) for make in (RequestFactory().get, RequestFactory().head)
            )
            assert page.content, "answers GET with nothing"
            assert headers.status_code == page.status_code, f"answers {headers.status_code} to HEAD"
            assert headers["Content-Length"] == str(len(page.content)), "says another length to HEAD"
            assert headers.content == b"", "answers HEAD with a body"
    checks.assert_none_failed("The answer to HEAD has the headers of the page, and no body.")


def test_what_is_read_cannot_be_written(guide: GuidePage) -> None:
    checks = Checks()
    for path, method in product([*PUBLIC, "/g/1/", "/favicon.ico", "/media/images/x.png"], METHODS):
        with checks.visit(f"{method} {path}") as client:
            response = client.generic(method, path, data=b"_method=DELETE")
            check(response)
            assert response.status_code == 405, f"answers {response.status_code}"
    checks.assert_none_failed("What is only read answers 405 to any other method.")


def test_head_answers_as_get_does(guide: GuidePage) -> None:
    checks = Checks()
    for path in PUBLIC:
        with checks.visit(path) as client:
            get, head = client.get(path), client.head(path)
            assert head.status_code == get.status_code, f"answers {head.status_code} to HEAD"
            assert head["Content-Type"] == get["Content-Type"], "says another type to HEAD"
            assert not head.content, "answers HEAD with a body"
    checks.assert_none_failed("HEAD answers as GET does, without the body.")

"""Headers are not believed, and what is read cannot be written."""

import pytest
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory

from lessons.models import GuidePage
from tests.cms.requests.asking import PUBLIC, ask, body, check

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["evil.example", "", "a@b", "localhost:port", "[::1", "a b", "\xe9"])
@pytest.mark.parametrize("path", [*PUBLIC, "/nulle-part/"])
def test_another_host_is_refused(client: Client, guide: GuidePage, path: str, host: str) -> None:
    response = ask(client, path, HTTP_HOST=host)
    assert response.status_code == 400 or path == "/sante/"
    assert "evil.example" not in body(response)


def test_a_forwarded_host_is_ignored(client: Client, guide: GuidePage) -> None:
    for path in PUBLIC:
        response = ask(client, path, HTTP_X_FORWARDED_HOST="evil.example")
        assert response.status_code == 200
        assert "evil.example" not in body(response)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ACCEPT_LANGUAGE": ",".join(f"x{n};q=0.{n}" for n in range(5_000))},
        {"HTTP_ACCEPT": ",".join('text/html;a="b,c"' for _ in range(5_000))},
        {"HTTP_COOKIE": "sessionid=\x00; csrftoken=\xff"},
        {"HTTP_COOKIE": "sessionid=" + "a" * 8_000},
        {"HTTP_COOKIE": "=;;=;\"'"},
        {"HTTP_RANGE": "bytes=" + "0-," * 2_000},
        {"HTTP_IF_NONE_MATCH": '"' * 999},
        {"HTTP_IF_MODIFIED_SINCE": "Fri, 99 Zzz 99999999999999999999 99:99:99 GMT"},
        {"HTTP_REFERER": "javascript:alert(1)"},
        {"HTTP_USER_AGENT": "<script>alert(1)</script>"},
        {"CONTENT_TYPE": "multipart/form-data"},
        {"CONTENT_LENGTH": "abc"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    ],
    ids=lambda headers: next(iter(headers)),
)
@pytest.mark.parametrize("path", PUBLIC)
def test_a_strange_header_changes_nothing(
    client: Client, guide: GuidePage, path: str, headers: dict[str, str]
) -> None:
    response = ask(client, path, **headers)
    assert response.status_code == 200
    assert "alert(1)" not in body(response)


@pytest.mark.parametrize("path", [*PUBLIC, "/nulle-part/"])
def test_who_asks_for_headers_gets_those_of_the_page_and_no_body(guide: GuidePage, path: str) -> None:
    handler = BaseHandler()  # The test client would leave the body out by itself.
    handler.load_middleware()
    page, headers = (
        handler.get_response(make(path)) for make in (RequestFactory().get, RequestFactory().head)
    )
    assert headers.status_code == page.status_code
    assert headers["Content-Length"] == str(len(page.content))
    assert headers.content == b""
    assert page.content


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", [*PUBLIC, "/g/1/", "/favicon.ico", "/media/images/x.png"])
def test_what_is_read_cannot_be_written(client: Client, guide: GuidePage, path: str, method: str) -> None:
    response = client.generic(method, path, data=b"_method=DELETE")
    check(response)
    assert response.status_code == 405


@pytest.mark.parametrize("path", PUBLIC)
def test_head_answers_as_get_does(client: Client, guide: GuidePage, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert head["Content-Type"] == get["Content-Type"]
    assert not head.content

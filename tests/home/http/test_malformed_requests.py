"""A body that cannot be parsed is answered 400, in French, by a page with the site's headers."""

import io
from typing import Any
from urllib.parse import urlencode

import pytest

from cms.wsgi import application
from tests.factories import make_site

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"
PART = b'--b\r\nContent-Disposition: form-data; name="n"%s\r\n\r\nx\r\n'
UNREADABLE = {
    "parts without boundary": ("multipart/form-data", b"x"),
    "a boundary that is no text": ("multipart/form-data; boundary=\xe9\xff", b"x"),
    "a boundary of 300 signs": ("multipart/form-data; boundary=" + "b" * 300, b"x"),
    "another charset": (f"{FORM}; charset=rot13", b"jeton=x"),
    "too many fields": (FORM, urlencode([("n", "x")] * 10_001).encode()),
    "too many parts": (PARTS, PART % b"" * 10_001 + b"--b--\r\n"),
    "too many files": (PARTS, PART % b'; filename="f"' * 101 + b"--b--\r\n"),
    "too large a form": (FORM, b"jeton=" + b"x" * 3_000_000),
}


def post(kind: str, body: bytes, length: str) -> Any:
    """The response of a public form, as a server would get it."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/seance/ouvrir/",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": length,
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
    }
    return application.get_response(application.request_class(environ))


@pytest.mark.parametrize("case", UNREADABLE)
def test_it_is_refused(case: str) -> None:
    make_site()
    kind, body = UNREADABLE[case]
    response = post(kind, body, str(len(body)))
    assert response.status_code == 400
    assert "Le site n’a pas compris cette demande" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("length", ["-1", "abc", "1_0", "", "9" * 5_000, "99999999"])
def test_a_length_that_lies_breaks_nothing(length: str) -> None:
    make_site()
    for kind in (FORM, PARTS):
        assert post(kind, b"jeton=x", length).status_code < 500

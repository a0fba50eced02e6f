"""A request is read as UTF-8, whatever it says of itself: nothing raises before the first middleware."""

import io

import pytest
from django.core.servers.basehttp import get_internal_wsgi_application
from hypothesis import given
from hypothesis import strategies as st

from cms.wsgi import application
from home.http.wsgi import ReadableRequest

LATIN = st.text(st.characters(max_codepoint=255), max_size=40)
CODECS = st.sampled_from(
    ["rot13", "hex", "idna", "undefined", "utf-16", "unicode_escape", "\x00", "utf-8", "é"]
)
TYPES = st.one_of(
    LATIN,
    st.builds("text/plain; charset={}".format, CODECS | LATIN),
    st.builds("multipart/form-data; charset*={}''{}; boundary*0*={}".format, CODECS | LATIN, CODECS, LATIN),
)


def environ(kind: str, query: str = "q=%C3%A9") -> dict[str, object]:
    """A GET with this `Content-Type`, as a server hands it over (PEP 3333)."""
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/sante/",
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }


@given(TYPES)
def test_no_content_type_raises_or_changes_what_is_read(kind: str) -> None:
    request = ReadableRequest(environ(kind))
    assert request.GET["q"] == "é"


def test_thousands_of_parameters_are_not_counted_before_a_view_reads_them() -> None:
    ReadableRequest(environ("text/plain; charset=utf-8", "&".join(["q"] * 10_001)))


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "undefined", "utf-16", "nul\x00", "no-such"])
def test_another_charset_is_answered_400_by_the_site_that_is_served(charset: str) -> None:
    response = application.get_response(application.request_class(environ(f"text/plain; charset={charset}")))
    assert response.status_code == 400
    assert "Le site n’a pas compris cette demande" in response.content.decode()


def test_the_development_server_serves_it_too() -> None:
    assert get_internal_wsgi_application() is application

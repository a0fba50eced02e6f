"""A request is decoded as UTF-8, whatever it declares: nothing raises before the first middleware."""

import errno
import io
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.servers.basehttp import get_internal_wsgi_application
from django.http import UnreadablePostError
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
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
    """A GET with this `Content-Type`, as a server passes it on (PEP 3333)."""
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


def upload() -> bytes:
    """A form with a file that Django writes to the disk while it is received."""
    file = io.BytesIO(b"x" * 4_000_000)
    file.name = "photo.png"
    return encode_multipart(BOUNDARY, {"title": "Photo", "file": file})


def sent(body: bytes, length: int) -> ReadableRequest:
    said = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(length), "wsgi.input": io.BytesIO(body)}
    return ReadableRequest(environ(MULTIPART_CONTENT) | said)


def test_nothing_is_left_of_a_file_that_found_no_room(tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    full = OSError(errno.ENOSPC, "No space left on device")
    request = sent(upload(), len(upload()))
    with (
        patch.object(TemporaryFileUploadHandler, "receive_data_chunk", side_effect=full),
        pytest.raises(OSError, match="No space left"),
    ):
        list(request.FILES)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_of_a_file_that_stopped_coming(tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path

    class Gone(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if chunk := super().read(size):
                return chunk
            raise ConnectionResetError

    request = sent(b"", len(upload()))
    request._stream = Gone(upload()[:3_000_000])
    with pytest.raises(UnreadablePostError):
        list(request.FILES)
    assert list(tmp_path.iterdir()) == []

"""Requests addresses exactly as written, and checks what no response may contain."""

from typing import Any
from urllib.parse import quote, unquote_to_bytes

from django.test import Client

CATALOGUE = "/guides/"
GUIDE = "/guides/renouveler-son-passeport/"
PUBLIC = ["/", CATALOGUE, GUIDE, "/a-propos/", "/guides/fil.atom", "/sitemap.xml", "/robots.txt", "/sante/"]
FIELDS = ["q", "niveau", "demarche", "site", "duree", "appareil", "public", "tri", "page"]
MACHINE_TALK = ["Traceback", "OperationalError", "DatabaseError", "django.", "SELECT ", "/site-packages/"]
BAD_PAGES = ["-1", "0", "99999999", "1e9", "NaN", "last", "1.5", " 1", "٣", "9" * 5000, "", "%00", "²"]
BAD_WORDS = [
    '"',
    'caf"é',
    '"caf"',
    *["*", "caf*", "NEAR(a b)", "AND", "OR", "NOT", "title:caf", "-caf", "^caf", "(", ")", "{title}: caf"],
    *["a <-> b", "a & b", "!", "a:*", "'", "''", "l'", "'; DROP TABLE x; --"],
    *["   ", "\t\n", "\x00", "a\x00b", "\u200b", "\u202eabc", "🥖", "a\u0301" * 50, "\ufffe"],
    *["100%", "%s %s", "%(x)s", "{0}", "{x}", "\\", "caf\\"],
    "mot " * 2000,
    "mot" * 34_000,
    '" ' * 500,
]


def ask(client: Client, path: str, query: str = "", **headers: Any) -> Any:
    """A GET of `path` and `query` exactly as written."""
    path_bytes = unquote_to_bytes(path).decode("latin-1")  # As a server passes it on: PEP 3333.
    response = client.generic("GET", "/", PATH_INFO=path_bytes, QUERY_STRING=query, **headers)
    check(response)
    if "HTTP_COOKIE" not in headers:  # Deleting an invalid cookie also sets a cookie.
        assert not response.cookies, f"sets the cookies {list(response.cookies)}"
    return response


def check(response: Any) -> None:
    assert response.status_code < 500, f"answers {response.status_code}"
    text = body(response)
    said = [word for word in MACHINE_TALK if word in text]
    assert not said, f"answers {response.status_code} and says {said}"


def short(text: str) -> str:
    """A value that was sent, as a list of offenders shows it."""
    return f"{text!r:.60}"


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text: str = content.decode("utf-8", "replace")
    return text


def search(client: Client, words: str) -> Any:
    return ask(client, CATALOGUE, "q=" + quote(words))

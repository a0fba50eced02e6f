"""Whatever address, query string or header arrives, the site answers without failing, without a cookie, without an echo."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.models import GuidePage
from tests.factories import GuideIndexPageFactory, GuidePageFactory, PlainPageFactory, make_site

pytestmark = pytest.mark.django_db

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
BAD_PATHS = [
    "/%ff%fe/",
    "/%00/",
    "/guides/%00/",
    "/guides/%ED%A0%80/",
    "/" + "a" * 20_000 + "/",
    "/" + "a/" * 3_000,
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//evil.example/",
    "/guide-imp%C3%B4t/",
    "/guide-impo%CC%82t/",
    "/guides/GUIDE/",
    "/guides/x./",
    "/guides/" + "a" * 300 + "/",
    "/guides/" + "é" * 200 + "/",
    "/guides/<script>/",
    "/guides/%3Cscript%3Ealert(1)%3C/script%3E/",
    "/guides/absent/fiche-apprenant.pdf",
    "/guides/%00/trame-aidant.pdf",
    "/guides/" + "a" * 300 + "/fiche-apprenant.pdf",
    "/g/0/",
    "/g/-1/",
    "/g/99999999/",
    f"/g/{'9' * 30}/",
    f"/g/{'9' * 1500}/",
    "/g/abc/",
    "/g/%D9%A3/",
    "/media/",
    "/media/images/%00",
    "/media/images/" + "a" * 300,
    "/media/images/../../etc/passwd",
    "/media/original_images/x.png",
    "/documents/1/x.pdf",
    f"/documents/{'9' * 30}/x.pdf",
    f"/_util/authenticate_with_password/{'9' * 30}/1/",
    "/_util/authenticate_with_password/1/1/",
    "/api/v2/",
    "/api/v2/pages/",
    "/api/v3/",
    "/sw.js",
    "/.env",
    "/.git/config",
    "/wp-login.php",
]


@pytest.fixture
def guide() -> GuidePage:
    home = make_site()
    PlainPageFactory(parent=home)
    index = GuideIndexPageFactory(parent=home)
    guide: GuidePage = GuidePageFactory(parent=index, search_words="impot, fisc")
    assert guide.url == GUIDE
    return guide


def ask(client: Client, path: str, query: str = "", **headers: Any) -> Any:
    """A GET of `path` and `query` exactly as written."""
    path_bytes = unquote_to_bytes(path).decode("latin-1")  # As a server hands it over: PEP 3333.
    response = client.generic("GET", "/", PATH_INFO=path_bytes, QUERY_STRING=query, **headers)
    check(response)
    if "HTTP_COOKIE" not in headers:  # A broken cookie is taken back, which is a cookie too.
        assert not response.cookies
    return response


def check(response: Any) -> None:
    assert response.status_code < 500
    text = body(response)
    for word in MACHINE_TALK:
        assert word not in text


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text: str = content.decode("utf-8", "replace")
    return text


def search(client: Client, words: str) -> Any:
    return ask(client, CATALOGUE, "q=" + quote(words))


@pytest.mark.parametrize("value", BAD_PAGES, ids=lambda value: value[:10])
def test_a_page_number_that_makes_no_sense_shows_a_page(client: Client, guide: GuidePage, value: str) -> None:
    response = ask(client, CATALOGUE, f"page={quote(value, safe='%')}")
    assert response.status_code == 200
    assert guide.title in body(response)


@pytest.mark.parametrize("field", FIELDS[1:])
@pytest.mark.parametrize("value", ["", "zzz", '"', "%00", "a&{0}=b", "-1", "x" * 5000, "%ED%A0%80", "1%27--"])
def test_an_unknown_choice_is_dropped(client: Client, guide: GuidePage, field: str, value: str) -> None:
    query = f"{field}={value.format(field)}&{field}[]="
    assert ask(client, CATALOGUE, query).status_code == 200


@pytest.mark.parametrize("words", BAD_WORDS, ids=lambda words: repr(words[:10]))
def test_any_words_may_be_searched(client: Client, guide: GuidePage, words: str) -> None:
    assert search(client, words).status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%ff%fe", "q=%E9", "q=%", "q=a%0", "&&&", "=", "q", ";", "q=a;q=b"]
)
@pytest.mark.parametrize("path", PUBLIC)
def test_a_broken_query_string_is_read_as_far_as_possible(
    client: Client, guide: GuidePage, path: str, query: str
) -> None:
    assert ask(client, path, query).status_code in {200, 404}


def test_the_last_words_win(client: Client, guide: GuidePage) -> None:
    assert 'value="passeport"' in body(ask(client, CATALOGUE, "q=autre&q=passeport&q[]=a"))


@pytest.mark.parametrize("words", ["l'impot", "l’impôt", "IMPÔT", "impo\u0302t", "impot"])
def test_the_same_word_written_five_ways_finds_the_same_guide(
    client: Client, guide: GuidePage, words: str
) -> None:
    assert guide.title in body(search(client, words))


def test_words_are_never_echoed_as_markup(client: Client, guide: GuidePage) -> None:
    text = body(search(client, '<script>alert(1)</script>"><img src=x onerror=alert(2)>'))
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_letters_that_turn_the_text_around_are_not_echoed(client: Client, guide: GuidePage) -> None:
    text = body(search(client, "\u202epasse\u200bport\u2066"))
    assert not set("\u202e\u200b\u2066") & set(text)


@pytest.mark.parametrize("path", BAD_PATHS, ids=lambda path: path[:30])
def test_an_address_that_no_page_has_is_not_found(client: Client, guide: GuidePage, path: str) -> None:
    assert ask(client, path).status_code in {301, 302, 404}


@pytest.mark.parametrize(
    "path", ["/api/v2/", "/api/v3/", "/api/v2/pages/", "/api/v2/images/", "/api/v2/documents/"]
)
def test_there_is_no_programming_interface(client: Client, guide: GuidePage, path: str) -> None:
    assert ask(client, path).status_code == 404
    assert ask(client, path, "search=%22&offset=99999999999999999999").status_code == 404


def test_an_address_without_its_last_slash_leads_on(client: Client, guide: GuidePage) -> None:
    assert ask(client, GUIDE.rstrip("/"))["Location"] == GUIDE
    assert ask(client, f"//evil.example{GUIDE.rstrip('/')}").status_code == 404


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(("count", "statuses"), [(1_001, {200}), (10_001, {200, 400})])
def test_a_thousand_parameters_are_read_and_ten_thousand_may_be_refused(
    client: Client, guide: GuidePage, path: str, count: int, statuses: set[int]
) -> None:
    assert ask(client, path, "&".join(f"x{n}=1" for n in range(count))).status_code in statuses


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


def test_other_parameters_do_not_change_the_page(client: Client, guide: GuidePage) -> None:
    plain = body(ask(client, GUIDE))
    assert body(ask(client, GUIDE, "utm_source=x&fbclid=y&next=//evil.example")) == plain


def test_an_old_address_leads_to_the_new_one_for_ever(
    client: Client, guide: GuidePage, django_capture_on_commit_callbacks: Any
) -> None:
    guide.slug = "refaire-son-passeport"
    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()
    response = ask(client, GUIDE)
    assert response.status_code == 301
    assert response["Location"].endswith("/guides/refaire-son-passeport/")


# The same, with inputs that nobody thought of.

strange_text = st.text(max_size=80) | st.sampled_from(BAD_WORDS[:-3]) | st.sampled_from(BAD_PAGES)
query_strings = st.lists(
    st.tuples(st.sampled_from(FIELDS) | st.text(max_size=8), strange_text | st.just("<canari>")), max_size=6
).map(lambda pairs: "&".join(f"{safe_quote(name)}={safe_quote(value)}" for name, value in pairs))
raw_strings = st.binary(max_size=60).map(lambda raw: quote(raw, safe="%&=+;[]"))
paths = st.lists(
    strange_text | st.sampled_from(["guides", "g", "media", "images", "..", ""]), max_size=4
).map(lambda parts: "/" + "/".join(safe_quote(part) for part in parts))
header_values = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=80)
header_names = st.sampled_from(
    ["ACCEPT", "ACCEPT_LANGUAGE", "COOKIE", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "RANGE", "REFERER", "HOST"]
).map(lambda name: f"HTTP_{name}")
examples = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def safe_quote(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


@pytest.fixture
def fresh_client(client: Client) -> Iterator[Client]:
    """Examples share the test's client: none may leave a cookie to the next."""
    yield client
    assert not client.cookies


@examples
@given(query=query_strings | raw_strings)
def test_the_catalogue_takes_any_query_string(fresh_client: Client, guide: GuidePage, query: str) -> None:
    response = ask(fresh_client, CATALOGUE, query)
    assert response.status_code in {200, 301, 302, 400}
    assert "<canari>" not in body(response)


@examples
@given(path=paths, query=raw_strings)
def test_the_site_takes_any_address(fresh_client: Client, guide: GuidePage, path: str, query: str) -> None:
    ask(fresh_client, path, query)


@examples
@given(path=st.sampled_from(PUBLIC), headers=st.dictionaries(header_names, header_values, max_size=4))
def test_the_site_takes_any_header(
    fresh_client: Client, guide: GuidePage, path: str, headers: dict[str, str]
) -> None:
    ask(fresh_client, path, **headers)

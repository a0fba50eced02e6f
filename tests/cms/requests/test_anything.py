"""The site responds to arbitrary input."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.models import GuidePage
from tests.cms.requests.client import (
    BAD_PAGES,
    BAD_WORDS,
    CATALOGUE,
    FIELDS,
    PUBLIC,
    ask,
    body,
)

pytestmark = pytest.mark.django_db
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
    """Examples share the test's client, so none may leave a cookie for the next."""
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

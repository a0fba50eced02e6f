"""Whatever the content, the reading order of the sheet is that of the page, visually and for
screen readers.
"""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.models import GuideIndexPage
from tests.factories import GuidePageFactory, make_step
from tests.lessons.sheets.conftest import pdf_of
from tests.support.reading import assert_read_in_order, read_guide_page, read_pdf, tagged

pytestmark = pytest.mark.django_db

WORDS = [
    "déclarer",
    "impôt",
    "l’avis",
    "numéro",
    "«",
    "Suivant",
    "»",
    ":",
    ";",
    "!",
    "?",
    "anticonstitutionnellement",
    "ameli.fr",
    "2",
    "042",
    "été",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
paragraphs = st.lists(texts, min_size=1, max_size=4).map(
    lambda found: "".join(f"<p>{text}</p>" for text in found)
)
lists = st.lists(texts, min_size=1, max_size=4).map(
    lambda found: "<ul>" + "".join(f"<li>{text}</li>" for text in found) + "</ul>"
)
rich = st.lists(paragraphs | lists, min_size=1, max_size=3).map("".join)
steps = st.builds(
    lambda title, instruction, **notes: make_step(title, instruction=instruction, **notes),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    rich,
    tip=st.just("") | paragraphs,
    warning=st.just("") | paragraphs,
    helper_note=st.just("") | paragraphs,
)


@given(written=st.lists(steps, min_size=1, max_size=6))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_sheet_is_read_in_the_order_of_the_page(
    catalogue: GuideIndexPage, client: Client, written: list[dict[str, Any]]
) -> None:
    guide = GuidePageFactory(parent=catalogue, slug=f"guide-{uuid4()}", steps=written)
    page = read_guide_page(client.get(guide.url).content.decode())
    sheet = pdf_of(guide)
    assert_read_in_order(page, read_pdf(sheet))
    assert tagged(sheet) == sorted(tagged(sheet))

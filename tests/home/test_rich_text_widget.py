"""Rich text that the editor never sends is refused or reduced to text; a page can display
whatever is stored.
"""

import json
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.test import Client
from wagtail.rich_text import expand_db_html

from home.rich_text_widget import RichTextArea
from lessons.models import GuidePage
from tests.conventions.forms import edit_form
from tests.factories import GuideIndexPageFactory, GuidePageFactory, UserFactory, make_site

FEATURES = ["bold", "italic", "ul", "ol", "link", "interface"]
RANGE = [{"offset": 0, "length": 3, "key": 0}]
HUGE = 99999999999999999999999


def state(entities: Any = (), **block: Any) -> str:
    whole = {"key": "a", "text": "Ici ou là", "type": "unstyled", "depth": 0, **block}
    return json.dumps({"blocks": [whole], "entityMap": dict(entities)})


def with_link(data: Any) -> str:
    return state({"0": {"type": "LINK", "mutability": "MUTABLE", "data": data}}, entityRanges=RANGE)


def read(text: str) -> str:
    html: str = RichTextArea(features=FEATURES).value_from_datadict({"x": text}, {}, "x")
    return html.replace(' data-block-key="a"', "")


def style(**values: Any) -> str:
    return state(inlineStyleRanges=[{"offset": 0, "length": 1, "style": "BOLD", **values}])


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "5",
        "[" * 5000,
        state(entityRanges=RANGE),
        with_link(None),
        with_link([]),
        style(offset="a"),
        style(style=[]),
        style(offset=50, length=1e9),
        state(type=[]),
        state(type="unordered-list-item", depth=-3),
        state(type="unordered-list-item", depth=5000),
        state(text="\ud800"),
        state(text="a\x00b"),
    ],
    ids=range(14),
)
def test_what_no_editor_sends_is_a_bad_request(text: str) -> None:
    with pytest.raises(BadRequest):
        read(text)


@pytest.mark.parametrize(
    ("data", "start"),
    [
        ({"id": 12}, '<a linktype="page" id="12">Ici</a>'),
        ({"id": "12"}, '<a linktype="page" id="12">Ici</a>'),
        ({"id": 12, "url": None, "parentId": None}, '<a linktype="page" id="12">Ici</a>'),
        ({"url": "https://a.fr/?b=1"}, '<a href="https://a.fr/?b=1">Ici</a>'),
        ({"url": "#bas"}, '<a href="#bas">Ici</a>'),
        ({"url": "javascript:alert(1)"}, "<a>Ici</a>"),
        *[({"id": number}, "Ici") for number in (HUGE, "abc", -1, 1.5, True, [1], "", None)],
        *[({"url": address}, "Ici") for address in (None, 5, ["a"])],
        ({}, "Ici"),
    ],
)
def test_a_link_that_leads_nowhere_is_words(data: Any, start: str) -> None:
    assert read(with_link(data)) == f"<p>{start} ou là</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("number", [HUGE, "abc", "-1", ""])
def test_a_stored_link_of_no_number_is_shown_as_words(number: Any) -> None:
    assert expand_db_html(f'<p><a linktype="page" id="{number}">Ici</a></p>') == "<p><a>Ici</a></p>"


@pytest.mark.django_db
def test_a_guide_whose_links_were_forged_is_saved_shown_and_edited(client: Client) -> None:
    guide = GuidePageFactory(parent=GuideIndexPageFactory(parent=make_site()))
    client.force_login(UserFactory(is_superuser=True))
    address = f"/administration/pages/{guide.pk}/edit/"
    for number in (HUGE, "abc", None):
        form = edit_form(client, guide)
        form["prerequisites"] = with_link({"id": number})
        assert client.post(address, form).status_code == 302
        draft = GuidePage.objects.get(pk=guide.pk).get_latest_revision_as_object()
        assert "Ici ou là" in draft.prerequisites
        assert client.get(address).status_code == 200
        assert client.get(f"/administration/pages/{guide.pk}/view_draft/").status_code == 200

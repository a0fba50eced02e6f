"""Malformed requests to the administration are answered 400 or 404, and a bug of the site still is a server
error.
"""

import logging
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.views.home import HomeView
from wagtail.models import Workflow, WorkflowPage

from home.http.admin_view_errors import refuse_bad_requests
from home.models import HomePage
from tests.conventions.forms import edit_form
from tests.factories import GuideIndexPageFactory, GuidePageFactory, UserFactory, make_site
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db
HUGE = "99999999999999999999"
ADMINISTRATION = "/administration/"
NOT_FOUND = [
    "failwhale/",
    *[
        f"pages/{HUGE}/{action}/"
        for action in ("edit", "delete", "copy", "history", "move", "usage", "privacy")
    ],
    *[
        f"{name}/{HUGE}/"
        for name in ("images", "redirects", "collections", "echanges", "captures", "reports")
    ],
    f"qualite/guides/{HUGE}/dupliquer/",
    f"qualite/signalements/{HUGE}/",
    f"snippets/taxonomy/device/edit/{HUGE}/",
    f"echanges/{2**63}/",
]
REFUSED = [
    "images/chooser/chosen/x/",
    "documents/chooser/chosen/x/",
    "snippets/choose/taxonomy/device/chosen/x/",
    "images/chooser/chosen-multiple/?id=x",
    "choose-page/?target_pages[]=x",
    "workflows/task_chooser/create/?create_model=x",
    "workflows/task_chooser/create/?create_model=marie@exemple.fr",
    "workflows/task_chooser/create/?create_model=lessons.aucun",
    "workflows/task_chooser/create/?create_model=.",
    'choose-external-link/?parent_page_id={"blocks": [1]}',
]
# Posts without the data that their page sends: a step is counted, and none follows.
BARE = [
    "pages/add/lessons/guidepage/{index}/",
    "pages/add/lessons/guidepage/{index}/preview/",
    "qualite/nouveau/{index}/controle/",
    "choose-external-link/",
    "redirects/import/process/",
    "snippets/choose/taxonomy/device/create/",
]


@pytest.fixture
def home() -> HomePage:
    return make_site()


@pytest.fixture
def superuser(client: Client, home: HomePage) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", NOT_FOUND)
def test_a_number_that_nothing_has_is_not_found(superuser: Client, path: str) -> None:
    assert superuser.get(ADMINISTRATION + path).status_code == 404
    assert superuser.post(ADMINISTRATION + path).status_code in {404, 405}


@pytest.mark.parametrize("path", REFUSED)
def test_a_word_where_a_number_should_be_is_a_bad_request(superuser: Client, path: str) -> None:
    response = superuser.get(ADMINISTRATION + path)
    assert response.status_code == 400
    assert "Le site n’a pas compris cette demande" in response.content.decode()


@pytest.mark.parametrize("path", BARE)
def test_a_form_without_its_fields_is_a_bad_request(superuser: Client, home: HomePage, path: str) -> None:
    index = GuideIndexPageFactory(parent=home)
    response = superuser.post(ADMINISTRATION + path.format(index=index.pk), {"steps-count": "1"})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "text", ["x", "[1]", '{"blocks": [1]}', '{"blocks": [{"text": 1}], "entityMap": {}}']
)
def test_what_no_editor_of_texts_sends_is_a_bad_request(superuser: Client, home: HomePage, text: str) -> None:
    guide = GuidePageFactory(parent=GuideIndexPageFactory(parent=home))
    form = edit_form(superuser, guide)
    form["prerequisites"] = text
    assert superuser.post(f"{ADMINISTRATION}pages/{guide.pk}/edit/", form).status_code == 400


@pytest.mark.parametrize(("order", "expected"), [("1", 302), (HUGE, 302), ("x", 400), ("9" * 5000, 400)])
def test_a_step_in_a_place_of_no_number_is_no_fault_of_the_site(
    superuser: Client, home: HomePage, order: str, expected: int
) -> None:
    guide = GuidePageFactory(parent=GuideIndexPageFactory(parent=home))
    address = f"{ADMINISTRATION}pages/{guide.pk}/edit/"
    assert superuser.post(address, guide_form(**{"steps-0-order": order})).status_code == expected


@pytest.mark.parametrize("count", ["501", "2000", HUGE])
def test_more_forms_than_anybody_fills_in_are_a_bad_request(
    superuser: Client, home: HomePage, count: str
) -> None:
    guide = GuidePageFactory(parent=GuideIndexPageFactory(parent=home))
    form = guide_form(**{"prerequisite_guides-TOTAL_FORMS": count, "comments-TOTAL_FORMS": count})
    assert superuser.post(f"{ADMINISTRATION}pages/{guide.pk}/edit/", form).status_code == 400


@pytest.mark.parametrize("body", ["[1]", "null", '"x"', '{"a":' + "[" * 5000, "{", b"\xff"], ids=range(6))
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_json_that_is_no_object_is_a_bad_request(
    superuser: Client, home: HomePage, body: str | bytes, kind: str
) -> None:
    for path in ("dismissibles/", f"api/main/pages/{home.pk}/action/copy/"):
        for send in (superuser.post, superuser.patch):
            response = send(ADMINISTRATION + path, body, content_type=kind)
            assert response.status_code in {400, 405}, path


@pytest.mark.parametrize("query", ["id=x", f"id={HUGE}", "id=", "id=%00"])
def test_actions_on_many_take_numbers_only(superuser: Client, query: str) -> None:
    for action in ("delete", "move", "publish", "unpublish"):
        path = f"{ADMINISTRATION}bulk/wagtailcore/page/{action}/?{query}"
        assert superuser.get(path).status_code < 500, path
        assert superuser.post(path).status_code < 500, path


@pytest.mark.parametrize("place", ["x", '{"a": 1}'])
def test_after_an_action_no_place_is_looked_for_by_its_name(
    superuser: Client, home: HomePage, place: str
) -> None:
    WorkflowPage.objects.create(page=home, workflow=Workflow.objects.create(name="Relecture"))
    response = superuser.post(f"{ADMINISTRATION}workflows/remove/{home.pk}/", {"next": place})
    assert response.status_code == 400


def test_a_refusal_is_written_in_the_log(superuser: Client, caplog: Any) -> None:
    superuser.get(f"{ADMINISTRATION}images/chooser/chosen/x/")
    told = [record for record in caplog.records if "expected a number but got 'x'" in record.getMessage()]
    assert [record.levelno for record in told] == [logging.WARNING]


def fails_when_asked_well(*_args: Any, **_kwargs: Any) -> None:
    raise ValueError("a fault of Wagtail's")


def test_a_fault_of_wagtail_on_a_good_request_stays_one(superuser: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(HomeView, "get_context_data", fails_when_asked_well)
    assert superuser.get(reverse("wagtailadmin_home"), {"q": "x"}).status_code == 500


def our_view(request: HttpRequest) -> HttpResponse:
    """Stands for one of our views, by the name of its module."""
    return HttpResponse(int(request.GET["id"]))


@pytest.mark.parametrize("query", [{"id": "x"}, {}])
def test_a_fault_of_ours_stays_one(monkeypatch: Any, query: dict[str, str]) -> None:
    monkeypatch.setitem(our_view.__globals__, "__name__", "lessons.views")
    with pytest.raises((ValueError, KeyError)):
        refuse_bad_requests(our_view)(RequestFactory().get("/", query))


def view_of_wagtail(request: HttpRequest) -> SimpleTemplateResponse:
    """Fetches its rows only when the page is rendered."""
    page = engines["django"].from_string("{% for row in rows %}{% endfor %}")
    return SimpleTemplateResponse(page, {"rows": lambda: int(request.GET["id"])})


def test_what_comes_up_while_the_page_is_put_together_is_refused_too(monkeypatch: Any) -> None:
    monkeypatch.setitem(view_of_wagtail.__globals__, "__name__", "wagtail.admin.views")
    with pytest.raises(BadRequest, match="'x'"):
        refuse_bad_requests(view_of_wagtail)(RequestFactory().get("/", {"id": "x"}))

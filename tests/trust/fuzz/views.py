"""The requested views: those of a visitor, and those of the administration for the holder of a cookie."""

import re
from collections.abc import Iterable, Iterator

from django.test import Client
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

from tests.conventions.addresses import ADMINISTRATION, OPEN_IN_ADMINISTRATION, examples_of, routes
from tests.conventions.forms import edit_form
from tests.trust.fuzz.grammar import FORMS, TYPESET
from tests.trust.fuzz.numbered_site import INDEX, NUMBER
from tests.trust.fuzz.table import Fields, View
from tests.trust.fuzz.values import FROM_HERE

TOKEN = "f" * 32  # Of a form, in the cookie and beside it, so that requests get past the CSRF check.
A_SESSION = {"HTTP_COOKIE": "seance={edit}"}
HUGE = "99999999999999999999"
# For parameters of addresses that are not numbers.
VALUES = {
    "pk": [str(NUMBER)],
    "object_id": [str(NUMBER)],
    "app_label": ["lessons", "quality"],
    "app_name": ["home"],
    "model_name": ["guidepage", "reviewtask", "navigation", "siteidentity"],
    "content_type_app_name": ["lessons"],
    "content_type_model_name": ["guidepage", "guideindexpage"],
    "action_name": ["approve", "reject", "publish", "unpublish", "copy", "delete", "move", "x"],
    "filter_spec": ["width-100", "x"],
}
DAMAGED_NAMES = ["%00", "%C3%A9", "'", "1.5", "lessons", HUGE, str(2**62)]
# Scripts render the blocks of their page, so the fields of these are supplied.
PAGE_FORM = re.compile(r"/pages/\d+/edit/|/pages/add/lessons/guidepage/|/controle/$")


def public_views(addresses: Iterable[str]) -> list[View]:
    """All that a visitor may request, and every public form, as posted from the site, with and without a
    session.
    """
    views = [
        View("GET", path.partition("?")[0])
        for path in addresses
        if not path.partition("?")[0].endswith(TYPESET)
    ]
    for path, fields in FORMS.items():
        sent = {name: [value] for name, value in fields.items()}
        views += [View("POST", path, FROM_HERE | session, sent) for session in ({}, A_SESSION)]
    return views


def views_of(cookie: str, page_form: Fields) -> list[View]:
    """Every view of the administration by GET and by POST, as requested by the holder of `cookie`."""
    views = []
    for address in sorted(set(_addresses())):
        fields = page_form if PAGE_FORM.search(address) else None
        views += [View("GET", address, _headers(cookie)), View("POST", address, _headers(cookie), fields)]
    return views


def views_astray(cookie: str) -> list[View]:
    """The same, with addresses that name no existing object."""
    return [
        View(method, address, _headers(cookie))
        for address in sorted(set(_damaged_addresses()))
        for method in ("GET", "POST")
    ]


def _headers(cookie: str) -> dict[str, str]:
    return {
        "HTTP_COOKIE": f"{cookie}; csrftoken={TOKEN}",
        "HTTP_X_CSRFTOKEN": TOKEN,
        "HTTP_SEC_FETCH_SITE": "same-origin",
    }


def form_of_a_page(client: Client) -> Fields:
    """The data that a browser sends when the numbered guide is saved unchanged."""
    return dict(edit_form(client, Page.objects.get(pk=NUMBER).specific).lists())


def _addresses() -> Iterator[str]:
    """Every address, for objects that exist."""
    for route, _pattern in routes():
        if route.startswith(ADMINISTRATION):
            yield from examples_of(route, VALUES, str(NUMBER))
            if "parent_page_id" in route:
                yield from examples_of(route, VALUES, str(INDEX))
    bulk_action_registry.get_bulk_actions_for_model("", "")  # Looks up the existing actions.
    for app_label, models in bulk_action_registry.actions.items():
        for model_name, actions in models.items():
            for action in actions:
                yield f"/{ADMINISTRATION}bulk/{app_label}/{model_name}/{action}/?id={NUMBER}"


def _damaged_addresses() -> Iterator[str]:
    """Every address with parameters, for numbers and names that do not exist."""
    for route, _pattern in routes():
        if route.startswith(ADMINISTRATION) and "<" in route and route not in OPEN_IN_ADMINISTRATION:
            for name in DAMAGED_NAMES:
                names = {parameter: [name] for parameter in re.findall(r"<(?:str|slug):(\w+)>", route)}
                yield from examples_of(route, names, HUGE)

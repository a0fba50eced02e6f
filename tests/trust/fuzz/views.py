"""The views that are asked: those of a visitor, and those of the administration for whoever holds a cookie."""

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

TOKEN = "f" * 32  # Of a form, in the cookie and beside it: what is looked for is behind that door.
A_SESSION = {"HTTP_COOKIE": "seance={edit}"}
HUGE = "99999999999999999999"
# Of the parameters of addresses that are no number.
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
# Their page draws blocks by script: the fields of those are given.
PAGE_FORM = re.compile(r"/pages/\d+/edit/|/pages/add/lessons/guidepage/|/controle/$")


def public_views(addresses: Iterable[str]) -> list[View]:
    """What a visitor may ask for, and every public form, from a page of the site, by who has a session and who has none."""
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
    """Every view of the administration by GET and by POST, as whoever holds `cookie` asks for it."""
    views = []
    for address in sorted(set(_addresses())):
        fields = page_form if PAGE_FORM.search(address) else None
        views += [View("GET", address, _headers(cookie)), View("POST", address, _headers(cookie), fields)]
    return views


def views_astray(cookie: str) -> list[View]:
    """The same, where addresses name nothing that there is."""
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
    """What a browser sends when the numbered guide is saved as it stands."""
    return dict(edit_form(client, Page.objects.get(pk=NUMBER).specific).lists())


def _addresses() -> Iterator[str]:
    """Every address, about things that there are."""
    for route, _pattern in routes():
        if route.startswith(ADMINISTRATION):
            yield from examples_of(route, VALUES, str(NUMBER))
            if "parent_page_id" in route:
                yield from examples_of(route, VALUES, str(INDEX))
    bulk_action_registry.get_bulk_actions_for_model("", "")  # Looks for the actions there are.
    for app_label, models in bulk_action_registry.actions.items():
        for model_name, actions in models.items():
            for action in actions:
                yield f"/{ADMINISTRATION}bulk/{app_label}/{model_name}/{action}/?id={NUMBER}"


def _damaged_addresses() -> Iterator[str]:
    """Every address with parameters, about numbers and names that nothing has."""
    for route, _pattern in routes():
        if route.startswith(ADMINISTRATION) and "<" in route and route not in OPEN_IN_ADMINISTRATION:
            for name in DAMAGED_NAMES:
                names = {parameter: [name] for parameter in re.findall(r"<(?:str|slug):(\w+)>", route)}
                yield from examples_of(route, names, HUGE)

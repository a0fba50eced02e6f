"""Every page type of the project, and how to create one of each."""

import re
from typing import Any

import pytest
import wagtail_factories
from django.test import Client
from wagtail.models import Page, get_page_models

from home.models import HomePage
from tests import factories
from tests.factories import make_site

PAGE_TYPES: list[type[Page]] = sorted(
    (model for model in get_page_models() if model is not Page and not model._meta.abstract),
    key=lambda model: model._meta.label,
)
each_page_type = pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model._meta.label)


def factory_of(page_type: type[Page]) -> Any:
    """The factory of `page_type` in tests/factories, or None."""
    makers = [getattr(factories, name) for name in factories.__all__]
    for maker in makers:
        if (
            isinstance(maker, type)
            and issubclass(maker, wagtail_factories.PageFactory)
            and maker._meta.model is page_type
        ):
            return maker
    return None


def make_every_page() -> dict[type[Page], Page]:
    """A site with one page of every type, each below the first parent type that it allows."""
    made: dict[type[Page], Page] = {HomePage: make_site()}
    for page_type in PAGE_TYPES:
        _make(page_type, made)
    return made


def _make(page_type: type[Page], made: dict[type[Page], Page]) -> Page:
    if page_type not in made:
        maker = factory_of(page_type)
        assert maker, (
            f"{page_type.__name__} has no factory: write one in tests/factories/ and name it in __all__."
        )
        parent = _make(page_type.allowed_parent_page_models()[0], made)
        made[page_type] = page_type.objects.get(pk=maker(parent=parent).pk)
    return made[page_type]


def read(client: Client, path: str) -> str:
    """The body of the response to a GET of `path`, which must be 200."""
    response = client.get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}"
    text: str = response.content.decode()
    return text


def title_of(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return found[1].strip() if found else ""

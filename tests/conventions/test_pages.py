"""Every page type can be created by tests, is served, has one title, and can be edited and previewed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.conventions.forms import edit_form
from tests.conventions.pages import PAGE_TYPES, each_page_type, factory_of, read, title_of
from tests.e2e import test_accessibility

pytestmark = pytest.mark.django_db

Pages = dict[type[Page], Any]


@each_page_type
def test_it_has_a_factory(page_type: type[Page]) -> None:
    assert factory_of(page_type), (
        f"{page_type.__name__} has no factory: write one in tests/factories/ and name it in __all__."
    )


@each_page_type
@pytest.mark.parametrize("attribute", ["parent_page_types", "subpage_types"])
def test_it_says_where_it_may_stand(page_type: type[Page], attribute: str) -> None:
    assert attribute in vars(page_type), (
        f"{page_type.__name__} takes any page: declare {attribute} in the class, be it an empty list."
    )


@each_page_type
def test_it_stands_somewhere(page_type: type[Page]) -> None:
    parents = page_type.allowed_parent_page_models()
    assert parents, f"No page takes {page_type.__name__} below it: name it in its parent's subpage_types."


@each_page_type
def test_axe_looks_at_it_in_a_browser(page_type: type[Page]) -> None:
    assert page_type._meta.label in test_accessibility.PAGE_TYPES, (
        f"Name a page of {page_type._meta.label} in PAGE_TYPES of tests/e2e/test_accessibility.py."
    )


@each_page_type
def test_it_has_a_name_in_french(page_type: type[Page]) -> None:
    assert page_type.get_verbose_name().lower() != page_type._meta.object_name.lower()
    assert "verbose_name" in page_type._meta.original_attrs, (
        f"{page_type.__name__} has no verbose_name: editors read it when they choose a type."
    )


@each_page_type
def test_it_is_served_in_french_with_one_heading(
    client: Client, every_page: Pages, page_type: type[Page]
) -> None:
    html = read(client, every_page[page_type].url)
    assert '<html lang="fr"' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1, f"{page_type.__name__} must show one <h1>, and only one."
    assert len(re.findall(r"<main[ >]", html)) == 1
    assert re.search(r'<link rel="canonical" href="http', html), "Say the page's one address: rel=canonical."


def test_no_two_pages_have_the_same_title(client: Client, every_page: Pages) -> None:
    titles = {page_type: title_of(read(client, every_page[page_type].url)) for page_type in PAGE_TYPES}
    assert all(titles.values())
    assert len(set(titles.values())) == len(titles), f"Readers tell their tabs apart by the title: {titles}"


@each_page_type
def test_it_can_be_added(administrator: Client, every_page: Pages, page_type: type[Page]) -> None:
    parent = every_page[page_type].get_parent()
    address = reverse(
        "wagtailadmin_pages:add", args=[page_type._meta.app_label, page_type._meta.model_name, parent.pk]
    )
    if page_type.can_create_at(parent):
        assert administrator.get(address).status_code == 200
    else:
        assert page_type.max_count, f"{page_type.__name__} cannot be added where its factory puts it."


@each_page_type
def test_it_can_be_saved_as_it_stands(
    administrator: Client, every_page: Pages, page_type: type[Page]
) -> None:
    page = every_page[page_type]
    form = edit_form(administrator, page)
    form["action-publish"] = "1"
    form["change_note"] = "Une phrase."  # Required for a guide that is public already.
    response = administrator.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert response.status_code == 302, (
        f"The page that the factory of {page_type.__name__} makes is refused by its own form: "
        f"{response.context['form'].errors.as_text()}"
    )
    assert read(administrator, page.url)


PAPER = "a sheet as PDF"  # What preview() returns for a mode that shows a PDF, which has no HTML to read.


def preview(client: Client, page: Page, form: Any, mode: str = "") -> str:
    """The preview that an editor sees of `page` with the data of `form`."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = client.post(address, form, query_params={"mode": mode})
    assert answer.json()["is_valid"], answer.json()
    response = client.get(address, {"mode": mode})
    return PAPER if response["Content-Type"] == "application/pdf" else response.content.decode()


@each_page_type
def test_it_can_be_previewed(administrator: Client, every_page: Pages, page_type: type[Page]) -> None:
    page = every_page[page_type]
    form = edit_form(administrator, page)
    for mode, _label in page.preview_modes:
        html = preview(administrator, page, form, mode)
        if html != PAPER:
            assert len(re.findall(r"<h1[ >]", html)) == 1, (
                f"The preview of {page_type.__name__} shows no page."
            )


@each_page_type
def test_a_draft_with_empty_blocks_can_be_previewed_and_kept(
    administrator: Client, every_page: Pages, page_type: type[Page]
) -> None:
    page = every_page[page_type]
    form = edit_form(administrator, page, with_new_blocks=True)
    assert len(re.findall(r"<h1[ >]", preview(administrator, page, form))) == 1
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert administrator.post(address, form).status_code == 302, "A draft need not be complete."
    assert administrator.get(address).status_code == 200


@each_page_type
def test_a_new_page_can_be_previewed_before_it_is_saved(every_page: Pages, page_type: type[Page]) -> None:
    parent = every_page[page_type].get_parent()
    page = page_type(title="Une page toute neuve", slug="une-page-toute-neuve")
    page.path, page.depth = f"{parent.path}0099", parent.depth + 1
    assert page.make_preview_request().status_code == 200

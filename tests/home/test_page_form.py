"""A page cannot get an address that another part of the site uses."""

import pytest
from django.test import Client

from home.page_routes import leads_to_a_page
from lessons.models import GuidePage
from tests.factories import GuideIndexPageFactory, UserFactory, make_site
from tests.support.guide_form import guide_form

TAKEN = "sert à une autre partie du site"


@pytest.mark.parametrize(
    ("path", "is_a_page"),
    [
        ("/guides/", True),
        ("/guides/un-guide/", True),
        ("/imprimer/", True),
        ("/guides/imprimer/", False),
        ("/seance/", False),
        ("/administration/", False),
        ("/sante/", False),
    ],
)
def test_pages_have_what_no_other_part_of_the_site_has(path: str, is_a_page: bool) -> None:
    assert leads_to_a_page(path) is is_a_page


@pytest.mark.django_db
def test_an_editor_is_asked_for_another_address(client: Client) -> None:
    index = GuideIndexPageFactory(parent=make_site())
    client.force_login(UserFactory(is_superuser=True))
    address = f"/administration/pages/add/lessons/guidepage/{index.pk}/"
    refused = client.post(address, guide_form(slug="imprimer"))
    assert TAKEN in refused.content.decode()
    assert not GuidePage.objects.exists()
    assert client.post(address, guide_form(slug="imprimer-un-acte")).status_code == 302
    guide = GuidePage.objects.get()
    changed = client.post(f"/administration/pages/{guide.pk}/edit/", guide_form(slug="imprimer"))
    assert TAKEN in changed.content.decode()


@pytest.mark.django_db
def test_an_address_made_of_a_long_title_is_cut_and_an_old_one_stays(client: Client) -> None:
    """Slugs in guide files have up to a hundred characters; Wagtail's redirects store at most 255 for the
    whole path.
    """
    index = GuideIndexPageFactory(parent=make_site())
    client.force_login(UserFactory(is_superuser=True))
    long = "mot-" * 63
    client.post(f"/administration/pages/add/lessons/guidepage/{index.pk}/", guide_form(slug=f"{long}fin"))
    guide = GuidePage.objects.get()
    assert guide.slug == "mot-" * 24 + "mot"
    guide.slug = "s" * 200
    guide.save_revision()
    client.post(f"/administration/pages/{guide.pk}/edit/", guide_form(slug="s" * 200))
    assert GuidePage.objects.get().get_latest_revision_as_object().slug == "s" * 200

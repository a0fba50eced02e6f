"""A picture whose file is missing can still be renamed, sorted and deleted."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from home.models import SiteImage
from tests.factories import SiteImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost() -> SiteImage:
    image: SiteImage = SiteImageFactory()
    Path(image.file.path).unlink()
    return image


def test_its_title_is_saved(lost: SiteImage, admin_client: Client) -> None:
    form = {"title": "L’accueil", "collection": str(Collection.get_first_root_node().pk), "tags": ""}
    answer = admin_client.post(reverse("wagtailimages:edit", args=(lost.pk,)), form)
    assert answer.status_code == 302
    lost.refresh_from_db()
    assert lost.title == "L’accueil"


def test_its_preview_is_not_found(lost: SiteImage, admin_client: Client) -> None:
    address = reverse("wagtailimages:preview", args=(lost.pk, "max-100x100"))
    assert admin_client.get(address).status_code == 404

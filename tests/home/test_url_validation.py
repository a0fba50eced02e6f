"""An address that cannot be requested is refused where it is entered, in French."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from home.blocks.links import LinkBlock
from home.url_validation import is_well_formed
from lessons.models import GuidePage
from lessons.taxonomy.models import OfficialSite
from tests.factories import GuideIndexPageFactory, GuidePageFactory, make_site

BAD = [
    "https://exemple.fr:99999/",
    "https://exemple.fr:0/",
    "https://exemple.fr:port/",
    "https://www..exemple.fr/",
]
SENTENCE = "Cette adresse ne peut pas exister"


@pytest.mark.parametrize(
    "address", [*BAD, "https://[::1", "https://", f"https://{'a' * 64}.fr/", "exemple.fr", ""]
)
def test_what_no_machine_can_ask(address: str) -> None:
    assert not is_well_formed(address)


@pytest.mark.parametrize(
    "address",
    ["https://exemple.fr", "http://exemple.fr:8443/a?b#c", "https://été.fr/", "https://[2001:db8::1]/"],
)
def test_what_a_machine_can_ask(address: str) -> None:
    assert is_well_formed(address)


@pytest.mark.parametrize("address", BAD)
def test_fields_of_models_and_menus_refuse_it(address: str) -> None:
    for field in (GuidePage._meta.get_field("official_url"), OfficialSite._meta.get_field("url")):
        with pytest.raises(ValidationError):
            field.clean(address, None)
    with pytest.raises(ValidationError):
        LinkBlock().clean(LinkBlock().to_python({"page": None, "address": address, "label": "Lire"}))


@pytest.mark.django_db
def test_the_form_of_a_guide_says_so_in_french() -> None:
    guide = GuidePageFactory(parent=GuideIndexPageFactory(parent=make_site()))
    guide.official_url = BAD[0]
    with pytest.raises(ValidationError, match=SENTENCE):
        guide.full_clean()


@pytest.mark.django_db
def test_the_dialog_of_links_says_so_in_french(admin_client: Client) -> None:
    asked = {"external-link-chooser-url": BAD[0], "external-link-chooser-link_text": "Lire"}
    answer = admin_client.post(reverse("wagtailadmin_choose_page_external_link"), asked)
    assert SENTENCE in answer.json()["html"]
    good = asked | {"external-link-chooser-url": "https://exemple.fr:8443/"}
    assert (
        admin_client.post(reverse("wagtailadmin_choose_page_external_link"), good).json()["step"]
        == "external_link_chosen"
    )

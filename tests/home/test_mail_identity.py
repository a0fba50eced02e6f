"""Messages say which town they come from, and never the other one."""

from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import Any

import pytest
from wagtail.models import Page, Site

from home.mail_identity import mail_sender, mail_signature, site_of
from home.models import HomePage, SiteIdentity
from tests.factories import HomePageFactory, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    home = make_site()
    SiteIdentity.objects.create(
        site=home.get_site(), organisation="Mairie d’Exempleville", contact_line="1 rue de l’Exemple"
    )
    return home


def test_a_message_is_signed_by_the_organisation(home: HomePage) -> None:
    site = home.get_site()
    assert mail_signature(site) == "-- \nPas à pas\nMairie d’Exempleville\n1 rue de l’Exemple"
    assert mail_signature(None) == "-- \nPas à pas"


def test_its_sender_has_the_name_of_the_organisation(home: HomePage, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Site <pas-a-pas@exemple.fr>"
    assert mail_sender(None) == "Site <pas-a-pas@exemple.fr>"
    SiteIdentity.objects.update(organisation="Mairie,\nBcc: x@exemple.fr")
    name, address = parseaddr(mail_sender(home.get_site()))
    assert str(make_header(decode_header(name))) == "Mairie, Bcc: x@exemple.fr (Pas à pas)"
    assert address == "pas-a-pas@exemple.fr"


def test_pages_of_one_town_have_a_site_and_pages_of_two_have_none(home: HomePage) -> None:
    assert site_of([]) == home.get_site()
    other = HomePageFactory(parent=Page.objects.get(depth=1), slug="autre")
    second = Site.objects.create(hostname="autre.exemple", root_page=other)
    assert site_of([home]) == home.get_site()
    assert site_of([other]) == second
    assert site_of([home, other]) is None
    assert site_of([]) is None

"""A stolen password alone gives no access to accounts that may publish."""

import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import PageViewRestriction

from home.accounts import two_factor
from home.models import User
from tests.factories import PlainPageFactory, UserFactory, make_site
from tests.support.mail import BROKEN

pytestmark = pytest.mark.django_db
STEP = "/administration/deuxieme-etape/"
HOME = "/administration/"


@pytest.fixture
def publisher(settings: Any) -> User:
    settings.REQUIRE_TWO_FACTOR = True
    user: User = UserFactory(is_superuser=True)
    return user


def log_in(client: Client) -> Any:
    return client.post(
        "/administration/login/", {"username": "marie", "password": "un mot de passe long", "next": HOME}
    )


def code_of(device: TOTPDevice) -> str:
    """The six digits that a phone shows."""
    return f"{TOTP(device.bin_key, device.step, device.t0, device.digits).token():06d}"


def with_device(user: User) -> TOTPDevice:
    device: TOTPDevice = TOTPDevice.objects.create(user=user, confirmed=True, name="telephone")
    return device


def is_inside(client: Client) -> bool:
    return bool(client.get(HOME).status_code == 200)


def test_a_stolen_password_alone_does_not_open_the_administration(client: Client, publisher: User) -> None:
    with_device(publisher)
    log_in(client)
    for path in [HOME, "/administration/pages/", "/administration/images/", "/administration/account/"]:
        response = client.get(path)
        assert response.status_code == 302, path
        assert response["Location"].startswith(STEP), path
    refused = client.get("/administration/choose-page/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert refused.status_code == 403


def test_a_stolen_password_cannot_set_up_a_second_step_of_its_own(client: Client, publisher: User) -> None:
    log_in(client)
    for path in (f"{STEP}installer/", f"{STEP}installer/?invitation=faux", f"{STEP}codes/"):
        response = client.get(path)
        assert response.status_code == 302, path
    assert not TOTPDevice.objects.exists()
    client.post(f"{STEP}codes/")
    assert not is_inside(client)


def test_until_the_second_step_pages_treat_one_as_a_visitor(client: Client, publisher: User) -> None:
    with_device(publisher)
    page = PlainPageFactory(parent=make_site())
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    log_in(client)
    assert client.get(page.url).status_code == 302


def test_the_code_of_the_telephone_opens_once(client: Client, publisher: User) -> None:
    code = code_of(with_device(publisher))
    log_in(client)
    assert client.post(STEP, {"code": "000000"}).status_code == 200
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert client.post(STEP, {"code": code, "next": "//evil.example/"})["Location"] == HOME
    assert is_inside(client)
    other = Client()
    log_in(other)
    other.post(STEP, {"code": code})
    assert not is_inside(other)


def test_a_printed_code_opens_once(client: Client, publisher: User) -> None:
    with_device(publisher)
    codes = two_factor.new_recovery_codes(publisher)
    assert len(set(codes)) == 10
    log_in(client)
    assert client.post(STEP, {"code": codes[3].upper()}).status_code == 302
    assert is_inside(client)
    other = Client()
    log_in(other)
    other.post(STEP, {"code": codes[3]})
    assert not is_inside(other)


def test_guessing_codes_is_slowed_down(client: Client, publisher: User) -> None:
    device = with_device(publisher)
    log_in(client)
    client.post(STEP, {"code": "000000"})
    client.post(STEP, {"code": code_of(device)})
    assert not is_inside(client)


def test_the_mailed_address_leads_to_the_square_and_to_codes_to_print(
    client: Client, publisher: User, mailoutbox: list[Any]
) -> None:
    log_in(client)
    assert client.get(HOME, follow=True).request["PATH_INFO"] == f"{STEP}invitation/"
    client.post(f"{STEP}invitation/")
    [address] = re.findall(r"/administration/\S+", mailoutbox[0].body)
    shown = client.get(address, follow=True)
    assert "data:image/svg+xml" in shown.content.decode()
    done = client.post(f"{STEP}installer/", {"code": code_of(TOTPDevice.objects.get())})
    codes = re.findall(r"<code>([\w-]{14})</code>", done.content.decode())
    assert len(codes) == 10
    assert is_inside(client)


def test_when_mail_is_down_the_page_says_so_and_whom_to_ask(
    client: Client, publisher: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = BROKEN
    log_in(client)
    response = client.post(f"{STEP}invitation/")
    assert response.status_code == 503
    assert "Le message n’est pas parti" in response.content.decode()


def test_the_account_page_leads_to_new_codes(client: Client, publisher: User) -> None:
    device = with_device(publisher)
    log_in(client)
    client.post(STEP, {"code": code_of(device)})
    assert f'href="{STEP}codes/"' in client.get("/administration/account/").content.decode()


def test_who_has_no_second_step_is_offered_no_codes(client: Client, publisher: User, settings: Any) -> None:
    settings.REQUIRE_TWO_FACTOR = False
    log_in(client)
    assert f"{STEP}codes/" not in client.get("/administration/account/").content.decode()


def test_the_address_of_one_account_is_worth_nothing_to_another(client: Client, publisher: User) -> None:
    log_in(client)
    other = UserFactory(username="paul", is_superuser=True)
    client.get(two_factor.invitation(other).removeprefix("http://localhost:8000"))
    assert client.get(f"{STEP}installer/").status_code == 302


def test_who_only_writes_needs_no_second_step(client: Client, publisher: User) -> None:
    publisher.is_superuser = False
    publisher.save()
    writers = Group.objects.create(name="Bureau")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    publisher.groups.add(writers)
    log_in(client)
    assert is_inside(client)


def test_a_reviewer_owes_the_second_step(publisher: User) -> None:
    publisher.is_superuser = False
    publisher.groups.add(Group.objects.get(name="Moderators"))
    assert two_factor.must_use_two_factor(publisher)


def test_without_the_rule_nobody_is_asked_but_who_has_set_it_up(
    client: Client, publisher: User, settings: Any
) -> None:
    settings.REQUIRE_TWO_FACTOR = False
    log_in(client)
    assert is_inside(client)
    with_device(publisher)
    assert not is_inside(client)


def test_the_command_prints_the_address_and_forgets_a_lost_telephone(publisher: User) -> None:
    with_device(publisher)
    with pytest.raises(CommandError):
        call_command("second_step", "marie")
    out = StringIO()
    call_command("second_step", "marie", "--forget", stdout=out)
    assert f"{STEP}installer/?invitation=" in out.getvalue()
    assert not two_factor.has_device(publisher)

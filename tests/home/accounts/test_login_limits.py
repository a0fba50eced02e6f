"""Wrong passwords are counted by name and network, and a lockout ends by itself."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from home.accounts import login_limits
from home.rate_limits.limits import RateLimit
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LOG_IN = "/administration/login/"
RIGHT = "un mot de passe long"


def try_password(client: Client, password: str, address: str = "192.0.2.7", name: str = "marie") -> Any:
    return client.post(LOG_IN, {"username": name, "password": password}, REMOTE_ADDR=address)


def close_the_door(client: Client) -> None:
    UserFactory(is_superuser=True)
    for _ in range(6):
        try_password(client, "faux")


def test_six_wrong_passwords_close_the_door_even_to_the_right_one(client: Client) -> None:
    close_the_door(client)
    response = try_password(client, RIGHT)
    assert response.status_code == 429
    assert "Attendez 15 minutes" in response.content.decode()
    assert response["Retry-After"] == "900"


def test_changing_ones_address_within_the_network_gains_nothing(client: Client) -> None:
    close_the_door(client)
    assert try_password(client, RIGHT, address="192.0.2.99").status_code == 429


def test_other_networks_and_other_names_are_not_stopped(client: Client) -> None:
    close_the_door(client)
    UserFactory(username="paul")
    assert try_password(client, RIGHT, name="paul").status_code == 302
    assert try_password(Client(), RIGHT, address="198.51.100.1").status_code == 302


def test_the_door_opens_again_by_itself_although_somebody_keeps_trying(client: Client) -> None:
    close_the_door(client)
    start = timezone.now()
    with time_machine.travel(start + timedelta(minutes=10)):
        assert try_password(client, "faux").status_code == 429
    with time_machine.travel(start + timedelta(minutes=16)):
        assert try_password(client, RIGHT).status_code == 302


def test_an_administrator_of_the_server_opens_the_door_at_once(client: Client) -> None:
    close_the_door(client)
    call_command("axes_reset_username", "marie")
    assert try_password(client, RIGHT).status_code == 302


def test_a_network_that_tries_one_password_at_many_names_is_stopped(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login_limits, "WRONG_PASSWORDS", RateLimit("mot de passe", 3, timedelta(minutes=15)))
    UserFactory(is_superuser=True)
    for name in ("anne", "bruno", "chloe"):
        assert try_password(client, "Printemps2026!", name=name).status_code == 200
    response = try_password(client, RIGHT)
    assert response.status_code == 429
    assert "venus de votre réseau" in response.content.decode()
    assert response["Retry-After"] == "900"
    assert try_password(Client(), RIGHT, address="198.51.100.1").status_code == 302
    assert client.get(LOG_IN, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_network_has_only_so_many_mails_for_new_passwords(
    client: Client, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    monkeypatch.setattr(login_limits, "NEW_PASSWORDS", RateLimit("oubli", 2, timedelta(hours=1)))
    user = UserFactory(is_superuser=True, email="marie@exemple.fr")
    answers = [client.post("/administration/password_reset/", {"email": user.email}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Aucun message n’est parti" in answers[-1].content.decode()
    assert len(mailoutbox) == 2

"""Invalid settings raise errors."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import env


@pytest.mark.parametrize("value", ["yes", "on", "2", "vrai"])
def test_a_boolean_that_is_not_plain_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(ImproperlyConfigured, match="true or false"):
        env.boolean("DEBUG", default=False)


@pytest.mark.parametrize(("value", "read"), [("true", True), ("FALSE", False), (" 1 ", True), ("0", False)])
def test_a_plain_boolean_is_read(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert env.boolean("DEBUG", default=not read) is read


def test_a_blank_value_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "  ")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY must be set"):
        env.text("SECRET_KEY")


@pytest.mark.parametrize("value", ["-1", "70000", "1.5", "vingt"])
def test_a_number_out_of_its_range_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EMAIL_PORT", value)
    with pytest.raises(ImproperlyConfigured, match="from 1 to 65535"):
        env.integer("EMAIL_PORT", default=25, low=1, high=65535)


@pytest.mark.parametrize(
    "value", ["guides.exemple.fr", "ftp://exemple.fr", "https://exemple.fr/guides", "https://"]
)
def test_an_address_that_is_not_a_site_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        env.web_address("SITE_URL")


def test_a_list_with_a_hole_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.fr,,b.fr")
    with pytest.raises(ImproperlyConfigured, match="empty"):
        env.words("ALLOWED_HOSTS")


def test_a_relative_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "var")
    with pytest.raises(ImproperlyConfigured, match="absolute"):
        env.folder("DATA_DIR", Path("/srv"))


@pytest.mark.parametrize("value", ["Paris", "UTC+4", "../Europe/Paris", "Indian/"])
def test_a_time_zone_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_TIME_ZONE", value)
    with pytest.raises(ImproperlyConfigured, match="Indian/Reunion"):
        env.time_zone("SITE_TIME_ZONE", "Europe/Paris")


def test_a_time_zone_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.time_zone("SITE_TIME_ZONE", "Europe/Paris") == "Europe/Paris"
    monkeypatch.setenv("SITE_TIME_ZONE", "Pacific/Noumea")
    assert env.time_zone("SITE_TIME_ZONE", "Europe/Paris") == "Pacific/Noumea"

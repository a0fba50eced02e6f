"""The bucket storage itself: its requests, and what happens when the bucket does not respond."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from home.storage import local_copies
from home.storage.local_copies import local_path
from lessons.models import GuidePage
from tests.home.storage.conftest import KEYS, use
from tests.home.storage.test_journeys import guide

__all__ = ["guide"]  # A fixture.


def test_what_is_saved_is_read_again_over_http(bucket: str) -> None:
    name = default_storage.save("images/essai.png", ContentFile(b"\x89PNG"))
    assert name == "images/essai.png"
    with default_storage.open(name) as file:
        assert file.read() == b"\x89PNG"
    assert default_storage.size(name) == 4
    assert default_storage.listdir("")[0] == ["images"]


def test_no_address_of_the_bucket_is_given_out(bucket: str) -> None:
    assert default_storage.url("images/é t.png") == "/media/images/%C3%A9%20t.png"


def test_a_missing_file_is_one(bucket: str) -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.open("images/absente.png")
    assert not default_storage.exists("images/absente.png")


def test_a_page_is_served_when_the_bucket_is_down(
    guide: GuidePage, bucket: str, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"bucket_name": bucket, "endpoint_url": "http://127.0.0.1:9", **KEYS}
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *a: 0)
    use(settings, {"BACKEND": "home.storage.bucket.BucketStorage", "OPTIONS": options})
    assert client.get("/guides/declarer/").status_code == 200
    assert client.get("/media/images/x.png").status_code == 503
    assert client.get("/guides/declarer/fiche-apprenant.pdf").status_code == 200


def test_a_copy_is_fetched_once_and_whole(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = default_storage.save("images/essai.png", ContentFile(b"\x89PNG"))
    first = local_path(name)
    default_storage.delete(name)
    assert local_path(name) == first
    assert first.read_bytes() == b"\x89PNG"
    assert [path.name for path in Path(site_settings.FETCHED_DIR).iterdir()] == [first.name]


def test_copies_not_asked_for_are_forgotten(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_copies, "MAX_COPIES", 3)
    monkeypatch.setattr(local_copies, "DELETED_AT_ONCE", 2)
    paths = [local_path(default_storage.save(f"images/{n}.png", ContentFile(b"x"))) for n in range(4)]
    assert [path.exists() for path in paths] == [False, False, True, True]

"""A storage of its own, a picture that contains a secret, and an editor who is logged in."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image, ImageDraw
from wagtail.models import Collection

from home.images import privacy
from home.models import SiteImage
from tests.factories.home import SiteImageFactory, UserFactory
from tests.home.images.samples import saved


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Set through pytest-django, so that the storage receives the signal."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests do not depend on whether this machine has OCR."""
    monkeypatch.setattr(privacy, "read_words", lambda content: None)


def screen(size: tuple[int, int] = (400, 200)) -> Image.Image:
    """White, with a red secret in the middle: from 40 % to 60 % of the width, 45 % to 55 % of the height."""
    picture = Image.new("RGB", size, "#ffffff")
    width, height = size
    ImageDraw.Draw(picture).rectangle(
        (0.4 * width, 0.45 * height, 0.6 * width, 0.55 * height), fill="#ff0000"
    )
    return picture


@pytest.fixture
def image(db: None) -> SiteImage:
    made: SiteImage = SiteImageFactory(
        file=ContentFile(saved(screen(), "PNG"), "ecran.png"), collection=Collection.get_first_root_node()
    )
    return made


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client

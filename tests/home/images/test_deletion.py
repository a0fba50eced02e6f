"""Files of deleted or replaced pictures are deleted at once, with or without a task worker."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images import signal_handlers

from home.images.replacement import picture_replaced
from home.models import SiteImage
from tests.home.images import samples


@pytest.fixture
def told() -> Any:
    """Primary keys of the pictures whose copies must be deleted."""
    heard: list[Any] = []

    def hear(sender: object, image: SiteImage, **kwargs: Any) -> None:
        heard.append(image.title)

    picture_replaced.connect(hear)
    yield heard
    picture_replaced.disconnect(hear)


@pytest.fixture
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks are queued, and no worker ever runs them."""
    monkeypatch.setattr(
        signal_handlers.delete_file_from_storage_task.__class__, "enqueue", lambda *args: None
    )


@pytest.mark.usefixtures("_no_worker")
def test_files_of_a_deleted_picture_are_gone(
    image: SiteImage, told: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    files = [Path(image.file.path), Path(image.get_rendition("width-20").file.path)]
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert not any(file.exists() for file in files)
    assert told == [image.title]


@pytest.mark.usefixtures("_no_worker")
def test_files_of_a_picture_given_another_file_are_gone(
    editor: Client, image: SiteImage, told: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    files = [Path(image.file.path), Path(image.get_rendition("width-20").file.path)]
    file = SimpleUploadedFile("b.png", samples.picture())
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(
            reverse("wagtailimages:edit", args=(image.pk,)), {"title": "Neuf", "tags": "", "file": file}
        )
    assert not any(path.exists() for path in files)
    assert told == ["Neuf"]

"""Put the guide of guide.json on the stock site, at /guide/."""

import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Site


def load() -> None:
    guide = json.loads(Path("guide.json").read_text())
    steps = [("step", {**step, "picture": _picture(step["picture"])}) for step in guide["steps"]]
    root = Site.objects.get(is_default_site=True).root_page
    root.add_child(
        instance=apps.get_model("guides.GuidePage")(
            title=guide["title"], slug="guide", summary=guide["summary"], steps=steps
        )
    )


def _picture(path: str | None) -> Any:
    if path is None:
        return None
    with Path(path).open("rb") as file:
        return get_image_model().objects.create(title="Picture", file=ImageFile(file, name=Path(path).name))

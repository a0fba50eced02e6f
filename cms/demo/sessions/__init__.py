"""Model sessions of the demo site, one YAML file each, and their loader. Session rules are elsewhere."""

from pathlib import Path
from typing import Any

from django.db import transaction
from ruamel.yaml import YAML

from lessons.models import GuidePage
from lessons.planning.models import ModelSession, ModelSessionLine
from lessons.taxonomy.models import SkillLevel

FOLDER = Path(__file__).parent


@transaction.atomic
def load_model_sessions() -> int:
    """Publish the missing model sessions, and return their number. Existing ones are not changed."""
    made = 0
    for path in sorted(FOLDER.glob("*.yaml")):
        if not ModelSession.objects.filter(slug=path.stem).exists():
            _publish(path)
            made += 1
    return made


def _publish(path: Path) -> None:
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    lines = data.pop("lines")
    level = SkillLevel.objects.get(code=data.pop("level"))
    session = ModelSession(slug=path.stem, level=level, live=False, **data)
    session.lines = [_line(line, place) for place, line in enumerate(lines)]
    session.save()
    session.save_revision().publish()


def _line(values: dict[str, Any], place: int) -> ModelSessionLine:
    """Build a line. `guide` is a page slug. Raises GuidePage.DoesNotExist when it is unknown."""
    slug = values.pop("guide", "")
    guide = GuidePage.objects.get(slug=slug) if slug else None
    return ModelSessionLine(guide=guide, sort_order=place, **values)

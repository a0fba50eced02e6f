"""Loads the terms of the data files. Idempotent: an existing term keeps the changes of editors."""

from pathlib import Path
from typing import Any

from django.db import transaction
from ruamel.yaml import YAML

from lessons.taxonomy.models import (
    Audience,
    Device,
    GlossaryTerm,
    OfficialSite,
    ProcedureType,
    SkillLevel,
    Term,
)

DATA = Path(__file__).parent / "data"
_MODELS: dict[str, type[Term]] = {
    "levels": SkillLevel,
    "official_sites": OfficialSite,
    "devices": Device,
    "audiences": Audience,
    "glossary": GlossaryTerm,
}


@transaction.atomic
def load_taxonomy(folder: Path = DATA) -> int:
    """Create the missing terms of the data files in `folder`; return how many were created."""
    data = _read(folder / "taxonomy.yaml") | {"glossary": _read(folder / "glossary.yaml")}
    created = sum(
        _create(model, row, order) for key, model in _MODELS.items() for order, row in _rows(data[key])
    )
    for order, theme in _rows(data["procedure_types"]):
        types = theme.pop("types")
        created += _create(ProcedureType, theme, order)
        parent = ProcedureType.objects.get(code=theme["code"])
        created += sum(_create(ProcedureType, row, number, parent=parent) for number, row in _rows(types))
    return created


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def _rows(rows: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(rows, start=1))


def _create(model: type[Term], row: dict[str, Any], order: int, **values: Any) -> bool:
    _term, created = model._default_manager.get_or_create(
        code=row["code"], defaults={**row, "order": order, **values}
    )
    return created

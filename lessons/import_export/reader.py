"""Reads guide folders into plain values. Checks the form only; the importer checks database references."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from home.url_validation import validate_web_address
from lessons.blocks.step_fields import step_fields
from lessons.blocks.steps import MAX_STEPS
from lessons.import_export.errors import GuideFileError
from lessons.import_export.guide_data import GuideData, StepData
from lessons.import_export.step_values import read_value
from lessons.import_export.yaml_nodes import YamlNode
from lessons.import_export.yaml_text import BadYamlError, Value, read_yaml
from lessons.models import CheckedBy, Licence

FORMAT, CROP_FORMAT = 1, 2  # A file has the lowest one that holds what it says.
FILE_NAME = "guide.yaml"
MAX_FILE_SIZE = 500_000
MAX_CODE = 120


def guide_folders(path: Path) -> list[Path]:
    """Return the guide folders at `path`, sorted by name: itself, or those directly inside it."""
    if (path / FILE_NAME).is_file():
        return [path]
    return sorted(file.parent for file in path.glob(f"*/{FILE_NAME}"))


def read_guide(folder: Path, faults: list[GuideFileError]) -> GuideData | None:
    """Return the guide in `folder`, or None if it has faults, which are added to `faults`."""
    file = folder / FILE_NAME
    before = len(faults)
    value = _load(file, faults)
    if value is None:
        return None
    guide = _guide(YamlNode(value, file, faults), folder)
    return guide if len(faults) == before else None


def _load(file: Path, faults: list[GuideFileError]) -> Value | None:
    def refuse(reason: str, line: int = 0) -> None:
        faults.append(GuideFileError(file, line, "", reason))

    try:
        if file.stat().st_size > MAX_FILE_SIZE:
            raise BadYamlError("ce fichier dépasse 500 ko.")
        return read_yaml(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        refuse("ce fichier n’est pas en UTF-8.")
    except BadYamlError as error:
        refuse(str(error), error.line)
    except OSError:
        refuse("ce fichier ne peut pas être lu.")
    return None


def _guide(node: YamlNode, folder: Path) -> GuideData:
    version = node.integer("format", low=1, high=99, required=True)
    known = f"seuls les formats {FORMAT} et {CROP_FORMAT} sont connus."
    node.check("format", lambda: version in {None, FORMAT, CROP_FORMAT}, known)
    slug = node.text("slug", longest=100, required=True)
    node.check("slug", lambda: slug in {"", folder.resolve().name}, "le dossier doit porter le même nom.")
    guide = GuideData(
        slug=slug,
        title=node.text("title", longest=255, required=True),
        summary=node.text("summary", longest=300, required=True, lines=True),
        procedure_type=node.text("procedure_type", longest=MAX_CODE, required=True),
        level=node.text("level", longest=MAX_CODE, required=True),
        official_site=node.text("official_site", longest=MAX_CODE),
        official_url=_web_address(node, "official_url"),
        devices=node.texts("devices", longest=MAX_CODE),
        audiences=node.texts("audiences", longest=MAX_CODE),
        duration=node.integer("duration", low=1, high=600),
        objectives=node.texts("objectives", longest=200),
        prerequisites=node.rich_text("prerequisites"),
        prerequisite_guides=node.texts("prerequisite_guides", longest=100),
        papers=node.texts("papers", longest=200),
        checks=node.texts("checks", longest=200),
        vocabulary=node.texts("vocabulary", longest=MAX_CODE),
        tags=node.texts("tags", longest=100),
        search_words=_search_words(node),
        licence=node.choice("licence", Licence.values, default=Licence.ETALAB),
        checked_on=node.day("checked_on"),
        checked_by=node.choice("checked_by", CheckedBy.values),
        variant_of=node.text("variant_of", longest=100),
        next_guides=node.texts("next_guides", longest=100),
        search_title=node.text("search_title", longest=255),
        search_description=node.text("search_description", longest=500, lines=True),
        steps=tuple(_step(step, folder) for step in node.nodes("steps", most=MAX_STEPS, required=True)),
        file=node.file,
        lines=node.lines(),
    )
    needed = f"« crop » demande « format: {CROP_FORMAT} »."
    node.check("format", lambda: version != FORMAT or not guide.has_crops, needed)
    node.finish()
    return guide


def _web_address(node: YamlNode, key: str) -> str:
    address = node.text(key, longest=500)
    node.check(
        key, lambda: not address or _can_exist(address), "écrivez une adresse, comme https://exemple.fr/."
    )
    return address


def _can_exist(address: str) -> bool:
    try:
        URLValidator(["http", "https"])(address)
        validate_web_address(address)
    except ValidationError:
        return False
    return True


def _search_words(node: YamlNode) -> tuple[str, ...]:
    words = node.texts("search_words", longest=100)
    node.check(
        "search_words",
        lambda: not any("," in word for word in words),
        "écrivez un mot par ligne, sans virgule.",
    )
    node.check(
        "search_words", lambda: len(", ".join(words)) <= 500, "ces mots dépassent ensemble 500 caractères."
    )
    return words


def _step(node: YamlNode, folder: Path) -> StepData:
    values = {name: read_value(block, node, name, folder) for name, block in step_fields().items()}
    step = StepData(values, id=node.text("id", longest=36))
    node.finish()
    return step

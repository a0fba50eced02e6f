"""Reads the images of guide files, and their markers."""

from pathlib import Path
from typing import Any
from unicodedata import normalize

from home.images import RefusedPictureError, open_picture
from lessons.blocks.crops import LEAST, SIDES, CropChoice
from lessons.blocks.screenshots import MAX_MARKERS
from lessons.import_export.guide_data import MarkerData, ScreenshotData
from lessons.import_export.yaml_nodes import YamlNode

CROP_WORDS = "écrivez « whole », ou un cadre : x, y, width, height."


def read_screenshot(node: YamlNode, folder: Path) -> ScreenshotData:
    """Return the screenshot that `node` describes; its file is in `folder`."""
    name = node.text("file", longest=100, required=True)
    file = _picture_file(folder, name)
    if name:
        problem = _picture_problem(file, name)
        node.check("file", lambda: not problem, problem)
    screenshot = ScreenshotData(
        file=file or folder,
        alt=node.text("alt", longest=300, required=True),
        markers=tuple(_marker(marker) for marker in node.nodes("markers", most=MAX_MARKERS)),
        crop=_crop(node),
    )
    targets = sum(marker.target for marker in screenshot.markers)
    node.check("markers", lambda: targets <= 1, "un seul repère peut avoir « target: true ».")
    node.finish()
    return screenshot


def _marker(node: YamlNode) -> MarkerData:
    marker = MarkerData(
        x=node.percent("x"),
        y=node.percent("y"),
        width=node.percent("width"),
        height=node.percent("height"),
        label=node.text("label", longest=120, required=True),
        target=node.boolean("target", default=False),
    )
    node.check("x", lambda: marker.x + marker.width <= 100, "le repère sort de l’image à droite.")
    node.check("y", lambda: marker.y + marker.height <= 100, "le repère sort de l’image en bas.")
    node.check("width", lambda: min(marker.width, marker.height) >= 1, "un repère mesure au moins 1 %.")
    node.finish()
    return marker


def _crop(node: YamlNode) -> dict[str, Any]:
    """Return the values of the crop that `node` describes, or an empty dictionary."""
    if not node.is_mapping("crop"):
        whole = node.choice("crop", [CropChoice.WHOLE], refusal=CROP_WORDS)
        return {"choice": whole} if whole else {}
    crop = node.node("crop")
    if crop is None:
        return {}
    frame = {side: crop.percent(side) for side in SIDES}
    crop.check("x", lambda: frame["x"] + frame["width"] <= 100, "le cadre sort de l’image à droite.")
    crop.check("y", lambda: frame["y"] + frame["height"] <= 100, "le cadre sort de l’image en bas.")
    least = f"un cadre mesure au moins {LEAST} %."
    crop.check("width", lambda: min(frame["width"], frame["height"]) >= LEAST, least)
    crop.finish()
    return {"choice": CropChoice.FRAME.value, **frame}


def _picture_file(folder: Path, name: str) -> Path | None:
    """Return the image called `name` beside the guide, or None; names are compared in Unicode form NFC."""
    wanted = normalize("NFC", name)
    return next(
        (path for path in folder.iterdir() if normalize("NFC", path.name) == wanted and _is_plain(path)), None
    )


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _picture_problem(file: Path | None, name: str) -> str:
    """Return the French reason why the image cannot be used, or ""."""
    if Path(name).name != name:
        return "l’image doit être dans le dossier du guide."
    if file is None:
        return f"l’image « {name} » est introuvable."
    try:
        with open_picture(file.read_bytes()):
            return ""
    except OSError:
        return f"l’image « {name} » ne peut pas être lue."
    except RefusedPictureError as error:
        return f"l’image « {name} » ne peut pas être lue. {error}"

"""Guide files that people wrote by hand, each with something that an import once changed, lost or reported in
English.
"""

import io
import unicodedata
from pathlib import Path

import pytest

from lessons.import_export.errors import GuideFileError
from lessons.import_export.guide_data import GuideData
from lessons.import_export.reader import FILE_NAME, guide_folders, read_guide
from lessons.import_export.zip_files import extract_folders, open_archive
from tests.lessons.import_export.test_document_cases import CASES
from tests.lessons.import_export.test_import_export import SMALL, WHOLE, write_guide


def brought(content: bytes, folder: Path) -> tuple[GuideData | None, list[GuideFileError]]:
    with open_archive(io.BytesIO(content)) as archive:
        extract_folders(archive, FILE_NAME, folder, "essai")
    return read(folder)


def read(folder: Path) -> tuple[GuideData | None, list[GuideFileError]]:
    faults: list[GuideFileError] = []
    return read_guide(guide_folders(folder)[0], faults), faults


def case(name: str, folder: Path) -> tuple[GuideData | None, list[GuideFileError]]:
    return brought((CASES / name).read_bytes(), folder)


def test_a_number_stays_as_it_is_written(tmp_path: Path) -> None:
    guide, faults = case("zip-phone-number-as-title.zip", tmp_path)
    assert faults == []
    assert guide is not None
    assert guide.steps[0].values["title"] == "0800123456"


def test_a_picture_is_found_however_its_accents_are_written(tmp_path: Path) -> None:
    guide, faults = case("zip-decomposed-picture-name.zip", tmp_path)
    assert faults == []
    assert guide is not None
    assert guide.steps[0].values["screenshot"] is not None


@pytest.mark.parametrize(("inside", "on_disk"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_names_are_compared_composed_in_folders_too(inside: str, on_disk: str, tmp_path: Path) -> None:
    text = WHOLE.replace("ecran.png", unicodedata.normalize(inside, "écran.png"))
    folder = write_guide(tmp_path / "ouvrir-le-site", text)
    (folder / "ecran.png").rename(folder / unicodedata.normalize(on_disk, "écran.png"))
    assert read(tmp_path)[1] == []


def test_a_colon_in_a_title_is_explained_in_french(tmp_path: Path) -> None:
    fault = case("zip-colon-in-title.zip", tmp_path)[1][0]
    assert fault.line == 3
    assert fault.reason == (
        "le YAML est mal écrit : un texte qui contient « : » se met entre guillemets, "
        'comme title: "Impôts : déclarer".'
    )


def test_a_link_that_would_be_shown_raw_is_a_fault(tmp_path: Path) -> None:
    fault = case("zip-link-with-space.zip", tmp_path)[1][0]
    assert (fault.place, fault.line) == ("steps[1].instruction", 10)
    assert "« https://www.exemple.fr/a b » contient une espace" in fault.reason


def test_a_paragraph_that_begins_with_a_number_keeps_it(tmp_path: Path) -> None:
    guide, faults = case("zip-paragraph-begins-with-number.zip", tmp_path)
    assert faults == []
    assert guide is not None
    assert guide.steps[0].values["instruction"] == "<p>2042. Voici le numéro du formulaire.</p>"


@pytest.mark.parametrize(
    "written",
    [
        "0800123456",
        "1.10",
        "0x10",
        "1e3",
        "2026-11-12",
        "yes",
        "no",
        "true",
        "12:30:45",
        "1_000",
        "0o17",
        ".inf",
    ],
)
def test_a_text_is_what_its_author_wrote(written: str, tmp_path: Path) -> None:
    text = SMALL.format(slug="essai").replace("title: Avant", f"title: {written}\ntags: [{written}]")
    write_guide(tmp_path / "essai", text)
    guide, faults = read(tmp_path)
    assert faults == []
    assert guide is not None
    assert (guide.title, guide.tags) == (written, (written,))


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("title: Avant", 'title: "Avant\\net après"', "une seule ligne"),
        ("title: Avant", "title: |\n  Avant\n  et après", "une seule ligne"),
        ("title: Avant", 'title: "Avant \\ud800"', "caractère de contrôle"),
        ("title: Avant", 'title: "Avant \\0"', "caractère de contrôle"),
        ("title: Avant", "title: *Avant*", "guillemets"),
        ("title: Avant", "title: @avant", "guillemets"),
        ("title: Avant", 'title: "Avant', "un guillemet n’est pas fermé"),
        ("title: Avant", "title: [Avant", "n’est pas fermé"),
        ("title: Avant", "\ttitle: Avant", "tabulation"),
        ("title: Avant", "titre", "il manque « : »"),
        ("title: Avant", "title: Avant\n  perdu: x", "guillemets"),
        ("title: Avant", "title: Avant\x07", "caractère qui n’est pas permis"),
        ("title: Avant", "? {a: b}\n: c", "une clé est un seul mot"),
        ("title: Avant", "title: Avant\ntitle: Après", "la clé « title » est écrite deux fois"),
        ("title: Avant", "title: " + "[" * 2_000, "trop imbriqué"),
        ("title: Avant", "title: [" + "a, " * 30_000 + "a]", "trop long"),
        ("instruction: Lisez.", "instruction: '[a](https://a.fr \"t\")'", "mettez ces mots dans la phrase"),
        ("minutes: 3", "minutes: 3.5", "un nombre entier"),
        ("minutes: 3", "minutes: 0x3", "un nombre entier"),
        ("instruction: Lisez.", "instruction: '<p>" + "<b>" * 900 + "x</p>'", "trop de balises"),
        ("instruction: Lisez.", "instruction: '" + "<b>" * 10_000 + "'", "20000 au plus"),
        ("instruction: Lisez.", "instruction: '" + "<b>" * 6_000 + "'", "trop de balises"),
    ],
)
def test_a_fault_is_told_in_french(right: str, wrong: str, reason: str, tmp_path: Path) -> None:
    write_guide(tmp_path / "essai", SMALL.format(slug="essai").replace(right, wrong))
    guide, faults = read(tmp_path)
    assert guide is None
    assert reason in faults[0].reason


def test_a_list_keeps_its_numbers_when_a_number_stands_before_it(tmp_path: Path) -> None:
    instruction = "|\n      2042. Le formulaire.\n\n      1. Ouvrez.\n      2. Voir [le site](https://a.fr/)."
    write_guide(
        tmp_path / "essai",
        SMALL.format(slug="essai").replace(
            "{title: Lire, minutes: 3, instruction: Lisez.}",
            f"title: Lire\n    minutes: 3\n    instruction: {instruction}",
        ),
    )
    guide, faults = read(tmp_path)
    assert faults == []
    assert guide is not None
    assert guide.steps[0].values["instruction"] == (
        '<p>2042. Le formulaire.</p><ol><li>Ouvrez.</li><li>Voir <a href="https://a.fr/">le site</a>.</li></ol>'
    )


FRAME = "{x: 0, y: 20, width: 45, height: 50}"


def with_crop(crop: str, version: int = 2) -> str:
    text = WHOLE.replace("      file: ecran.png\n", f"      file: ecran.png\n      crop: {crop}\n")
    return text.replace("format: 1", f"format: {version}")


@pytest.mark.parametrize("crop", [FRAME, "whole"])
def test_format_2_says_which_part_of_a_picture_is_shown(tmp_path: Path, crop: str) -> None:
    write_guide(tmp_path / "ouvrir-le-site", with_crop(crop))
    guide, faults = read(tmp_path)
    assert faults == []
    assert guide is not None
    assert guide.has_crops
    assert guide.steps[0].values["screenshot"].crop["choice"] == ("whole" if crop == "whole" else "frame")


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (with_crop(FRAME, version=1), "format", "« crop » demande « format: 2 »."),
        (with_crop("{x: 60, y: 20, width: 45, height: 50}"), "crop.x", "sort de l’image à droite"),
        (with_crop("{x: 0, y: 60, width: 45, height: 50}"), "crop.y", "sort de l’image en bas"),
        (with_crop("{x: 0, y: 20, width: 4, height: 50}"), "crop.width", "au moins 10 %"),
        (with_crop("{x: 0, y: 20, width: 400, height: 50}"), "crop.width", "de 0 à 100"),
        (with_crop("{x: 0, y: 20, width: 45}"), "crop.height", "obligatoire"),
        (with_crop("{x: 0, y: 20, width: 45, height: 50, ratio: 1}"), "crop.ratio", "n’existe pas"),
        (with_crop("entier"), "crop", "« whole », ou un cadre"),
        (with_crop("[0, 20, 45, 50]"), "crop", "« whole », ou un cadre"),
        (with_crop(FRAME, version=3), "format", "seuls les formats 1 et 2 sont connus."),
    ],
)
def test_a_part_that_cannot_be_shown_is_refused_in_french(
    tmp_path: Path, text: str, place: str, reason: str
) -> None:
    write_guide(tmp_path / "ouvrir-le-site", text)
    guide, faults = read(tmp_path)
    assert guide is None
    found = [fault for fault in faults if fault.place.removeprefix("steps[1].screenshot.") == place]
    assert reason in found[0].reason

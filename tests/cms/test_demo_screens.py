"""The demo pictures: drawn from screens.yaml, marked in guide.yaml."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from ruamel.yaml import YAML

from cms.demo.screens import SpecError, draw_folder, outdated_files
from cms.demo.screens.palette import WHITE
from cms.demo.screens.typeface import Type, ellipse, wrap

SCREENS = """
connexion:
  address: exemple.gouv.fr
  site: Site d’exemple
  menu: [Accueil, Mes démarches]
  content:
    - title: Connexion à votre espace
    - field: {id: numero, label: Numéro fiscal, value: 00 00 000, hint: 13 chiffres}
    - password: {id: mdp, label: Mot de passe, value: true}
    - button: {id: ok, label: Se connecter}
  markers:
    - {on: numero, label: "Numéro fiscal : 13 chiffres"}
    - {on: ok, label: Se connecter, target: true}
"""
GUIDE = """\
format: 1   # kept as it is
steps:
  - title: Se connecter
    screenshot:
      file: connexion.png  # drawn
      alt: "Une phrase bien longue, plus longue que la largeur où les outils coupent d'ordinaire les lignes, pour voir si elle reste."

    # a remark between two keys
    minutes: 5
  - title: Regarder une photo
    screenshot: {file: photo.png, alt: Une vraie photo, markers: [{x: 1, y: 2, width: 3, height: 4, label: Là}]}
"""
EVERY_ELEMENT = """
tout:
  frame: FRAME
  accent: orange
  content:
    - title: Titre
    - text: Un texte
    - field: {label: Champ, value: Valeur}
    - password: {label: Mot de passe, value: true}
    - choice: {label: Oui, checked: true, type: radio}
    - choice: {label: Se souvenir, checked: true, type: checkbox}
    - button: {label: Continuer}
    - button: {label: Annuler, kind: plain}
    - link: {label: Aide}
    - notice: {kind: warning, text: Attention}
    - list: [Une ligne]
    - rows: [[Salaires, 14 200 €, 2026], {cells: [Total, 14 200 €], id: total}]
    - file: {label: Ajouter, name: photo.jpg}
    - message: {from: 38 0 00, text: Votre code est 123 456}
    - photo: {label: Document}
    - code: {digits: 6, value: "123456"}
    - keypad: {id: clavier}
    - mails: [[Marie Exemple, Bonjour, 10:24]]
    - gap: 1
    - columns: [[{text: Gauche}], [{text: Droite}]]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "screens.yaml").write_text(SCREENS, encoding="utf-8")
    (tmp_path / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    return tmp_path


def markers_of(folder: Path, step: int) -> list[dict[str, object]]:
    guide = YAML(typ="safe").load((folder / "guide.yaml").read_text(encoding="utf-8"))
    return list(guide["steps"][step]["screenshot"]["markers"])


def test_it_draws_a_small_picture_of_few_colours_without_metadata(folder: Path) -> None:
    draw_folder(folder)
    with Image.open(folder / "connexion.png") as picture:
        assert picture.width == 860
        assert 560 <= picture.height <= 900
        assert picture.mode == "P"
        assert len(picture.getcolors() or []) <= 64
        assert picture.info == {}
    assert (folder / "connexion.png").stat().st_size < 30_000


def test_a_window_is_as_wide_as_the_name_of_its_site_and_its_menu_need(folder: Path) -> None:
    spec = folder / "screens.yaml"
    spec.write_text(
        SCREENS.replace("Mes démarches]", "Mes démarches, Mes messages, Me déconnecter]"), encoding="utf-8"
    )
    draw_folder(folder)
    with Image.open(folder / "connexion.png") as picture:
        assert 860 < picture.width < 1200


def test_it_draws_the_same_bytes_each_time(folder: Path) -> None:
    draw_folder(folder)
    first = (folder / "connexion.png").read_bytes()
    (folder / "connexion.png").unlink()
    draw_folder(folder)
    assert (folder / "connexion.png").read_bytes() == first


def test_it_changes_nothing_the_second_time(folder: Path) -> None:
    assert draw_folder(folder) == [folder / "connexion.png", folder / "guide.yaml"]
    assert draw_folder(folder) == []


def test_it_draws_every_guide_of_a_folder_of_guides(tmp_path: Path) -> None:
    for name in ("premier", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "screens.yaml").write_text(SCREENS, encoding="utf-8")
    assert [path.parent.name for path in draw_folder(tmp_path)] == ["premier", "second"]


@pytest.mark.parametrize(("frame", "width"), [("computer", 1200), ("phone", 540), ("paper", 760)])
def test_every_element_is_drawn_in_every_frame(tmp_path: Path, frame: str, width: int) -> None:
    (tmp_path / "screens.yaml").write_text(EVERY_ELEMENT.replace("FRAME", frame), encoding="utf-8")
    draw_folder(tmp_path)
    with Image.open(tmp_path / "tout.png") as picture:
        assert picture.width == width


def test_white_stays_white(folder: Path) -> None:
    draw_folder(folder)
    with Image.open(folder / "connexion.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors() or []}
    assert tuple(bytes.fromhex(WHITE[1:])) in colours


def test_the_marker_surrounds_the_button(folder: Path) -> None:
    draw_folder(folder)
    marker = markers_of(folder, 0)[1]
    assert marker["label"] == "Se connecter"
    assert marker["target"] is True
    with Image.open(folder / "connexion.png") as picture:
        image = picture.convert("RGB")
    left, top = (float(str(marker[key])) / 100 for key in ("x", "y"))
    centre = left + float(str(marker["width"])) / 200, top + float(str(marker["height"])) / 200
    beside = round(image.width * left) + 20, round(image.height * centre[1])
    assert image.getpixel(beside) == (29, 90, 156)
    assert image.getpixel((round(image.width * left), beside[1])) == (255, 255, 255)


def test_the_rest_of_the_guide_file_stays_letter_for_letter(folder: Path) -> None:
    draw_folder(folder)
    lines = (folder / "guide.yaml").read_text(encoding="utf-8").splitlines()
    added = [line for line in lines if line not in GUIDE.splitlines()]
    assert [line for line in lines if line in GUIDE.splitlines()] == GUIDE.splitlines()
    assert added[0] == "      markers:"
    assert len(added) == 3


def test_the_markers_of_another_picture_are_left_alone(folder: Path) -> None:
    draw_folder(folder)
    assert markers_of(folder, 1) == [{"x": 1, "y": 2, "width": 3, "height": 4, "label": "Là"}]


def test_moved_markers_are_written_again_in_either_yaml_style(folder: Path) -> None:
    draw_folder(folder)
    right = markers_of(folder, 0)
    block = (folder / "guide.yaml").read_text(encoding="utf-8")
    moved = block.replace(f"x: {right[0]['x']}", "x: 0.5")
    flow = GUIDE.replace("photo.png", "connexion.png").replace("connexion.png  #", "autre.png  #")
    for text, step in ((moved, 0), (flow, 1)):
        (folder / "guide.yaml").write_text(text, encoding="utf-8")
        assert draw_folder(folder) == [folder / "guide.yaml"]
        assert markers_of(folder, step) == right


def test_a_marker_that_the_spec_drops_leaves_the_guide(folder: Path) -> None:
    draw_folder(folder)
    (folder / "screens.yaml").write_text(SCREENS.split("  markers:", maxsplit=1)[0], encoding="utf-8")
    draw_folder(folder)
    assert markers_of(folder, 0) == []


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (("site:", "accent: turquoise\n  site:"), "turquoise"),
        (("on: ok", "on: nulle-part"), "nulle-part"),
        (("- title:", "- titre:"), "titre"),
        (("id: mdp", "id: numero"), "numero"),
        (('numero, label: "', 'numero, target: true, label: "'), "target"),
        (("hint:", "indice:"), "indice"),
        (("[Accueil, Mes démarches]", "Accueil"), "menu"),
    ],
)
def test_a_fault_names_the_file_the_entry_and_the_reason(
    folder: Path, fault: tuple[str, str], told: str
) -> None:
    (folder / "screens.yaml").write_text(SCREENS.replace(*fault), encoding="utf-8")
    with pytest.raises(SpecError, match=rf"screens\.yaml, connexion: .*{told}"):
        draw_folder(folder)


def test_unreadable_yaml_is_a_fault_of_the_file(folder: Path) -> None:
    (folder / "screens.yaml").write_text("connexion: [", encoding="utf-8")
    with pytest.raises(SpecError, match=r"screens\.yaml"):
        draw_folder(folder)


def test_words_never_pass_the_width_they_are_given() -> None:
    kind = Type(23)
    words = "Une phrase avec un mot anticonstitutionnellementinterminable et d’autres"
    assert all(kind.width(line) <= 180 for line in wrap(words, kind, 180))
    assert "".join(wrap(words, kind, 180)).replace(" ", "") == words.replace(" ", "")
    assert kind.width(ellipse(words, kind, 180)) <= 180
    assert ellipse("court", kind, 180) == "court"


def test_the_check_passes_until_a_picture_is_no_longer_right(folder: Path) -> None:
    draw_folder(folder)
    call_command("draw_demo_screens", folder, check=True)
    Image.new("RGB", (1200, 700), "red").save(folder / "connexion.png")
    assert outdated_files(folder) == [folder / "connexion.png"]
    with pytest.raises(CommandError, match=r"connexion\.png"):
        call_command("draw_demo_screens", folder, check=True)


def test_the_command_tells_a_fault_without_a_traceback(folder: Path) -> None:
    (folder / "screens.yaml").write_text("connexion: {frame: fridge}", encoding="utf-8")
    with pytest.raises(CommandError, match="fridge"):
        call_command("draw_demo_screens", folder)

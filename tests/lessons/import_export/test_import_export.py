"""Guide files are imported, exported and refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from home.models import SiteImage
from lessons.import_export import GuideFilesError, export_guide, import_guides
from lessons.import_export.guide_data import GuideData
from lessons.import_export.reader import read_guide
from lessons.models import GuideIndexPage, GuidePage

pytestmark = pytest.mark.django_db

WHOLE = """\
format: 1
slug: ouvrir-le-site
title: Ouvrir le site des impôts
summary: Arriver sur le vrai site.
procedure_type: argent-impots/declarer-ses-revenus
level: debutant
official_site: impots-gouv-fr
official_url: https://www.impots.gouv.fr/
devices: [ordinateur, tablette]
audiences: [seniors, tout-public]
duration: 25
objectives: [ouvrir le site, "lire l’adresse"]
prerequisites: |
  Savoir écrire au clavier. Voir [ce guide](guide:avant).
prerequisite_guides: [avant]
papers: [Un avis d’impôt]
checks: [L’adresse finit par « .gouv.fr ».]
tags: [impôts, sécurité]
search_words: [fisc, impot]
licence: cc-by-sa-4.0
checked_on: 2026-11-12
checked_by: relecteur
variant_of: avant
next_guides: [avant]
search_title: Le site des impôts
search_description: Comment y aller.
steps:
  - title: Écrire l’adresse
    minutes: 5
    kind: theory
    essential: false
    instruction: |
      Écrivez **impots.gouv.fr**.

      - Appuyez sur `Entrée`.
      - Attendez.
    screenshot:
      file: ecran.png
      alt: La barre d’adresse en haut de l’écran.
      markers:
        - {x: 4.2, y: 10, width: 30.5, height: 8, label: Barre d’adresse, target: true}
        - {x: 50, y: 50, width: 10, height: 10, label: Page}
    tip: Une astuce.
    warning: <p><b>« Non »</b>merci</p>
    helper_note: Laissez faire.
    id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301
"""
SMALL = """\
format: 1
slug: {slug}
title: Avant
summary: Un guide à faire avant.
procedure_type: argent-impots/declarer-ses-revenus
level: avance
steps:
  - {{title: Lire, minutes: 3, instruction: Lisez.}}
"""


def write_guide(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "guide.yaml").write_text(text, encoding="utf-8")
    Image.new("RGB", (40, 30), "#0b4a5a").save(folder / "ecran.png")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write_guide(tmp_path / "in" / "ouvrir-le-site", WHOLE)
    write_guide(tmp_path / "in" / "avant", SMALL.format(slug="avant"))
    return tmp_path / "in"


def test_an_imported_guide_is_live_and_complete(catalogue: GuideIndexPage, library: Path) -> None:
    report = import_guides(library)
    guide = GuidePage.objects.visible().get(slug="ouvrir-le-site")
    assert set(report.created) == {"avant", "ouvrir-le-site"}
    assert guide.duration == 25
    assert guide.steps[0].value["screenshot"].numbered_markers[0][1]["target"]
    assert "linktype" in guide.prerequisites
    assert [linked.slug for linked in guide.related_content.following] == ["avant"]


def without_picture_names(guide: GuideData) -> GuideData:
    steps = []
    for step in guide.steps:
        shot = step.values["screenshot"]
        steps.append(replace(step, values={**step.values, "screenshot": shot and replace(shot, file=Path())}))
    return replace(guide, steps=tuple(steps))


def picture_contents(guide: GuideData) -> list[bytes]:
    shots = [step.values["screenshot"] for step in guide.steps]
    return [shot.file.read_bytes() for shot in shots if shot]


def test_export_then_import_loses_nothing(catalogue: GuideIndexPage, library: Path, tmp_path: Path) -> None:
    import_guides(library)
    for guide in GuidePage.objects.all():
        export_guide(guide, tmp_path / "out")
    first, second = (read_guide(tmp_path / side / "ouvrir-le-site", []) for side in ("in", "out"))
    assert first is not None
    assert second is not None
    assert without_picture_names(first) == without_picture_names(second)
    assert picture_contents(first) == picture_contents(second)
    assert import_guides(tmp_path / "out").updated == ("avant", "ouvrir-le-site")


def test_importing_twice_makes_no_second_picture_and_keeps_step_addresses(
    catalogue: GuideIndexPage, library: Path
) -> None:
    import_guides(library)
    before = [step.id for step in GuidePage.objects.get(slug="avant").steps]
    import_guides(library)
    assert SiteImage.objects.count() == 1
    assert [step.id for step in GuidePage.objects.get(slug="avant").steps] == before


@pytest.mark.parametrize(
    ("right", "wrong", "place", "reason"),
    [
        ("minutes: 5", "minutes: cinq", "steps[1].minutes", "nombre entier"),
        ("minutes: 5", "minutes: 0", "steps[1].minutes", "de 1 à 120"),
        ("kind: theory", "kinds: theory", "steps[1].kinds", "n’existe pas"),
        ("file: ecran.png", "file: absent.png", "steps[1].screenshot.file", "introuvable"),
        ("file: ecran.png", "file: ../avant/ecran.png", "steps[1].screenshot.file", "dossier du guide"),
        ("file: ecran.png", "file: guide.yaml", "steps[1].screenshot.file", "ne peut pas être lue"),
        ("warning: <p><b>«", "warning: <p><script>«", "steps[1].warning", "<script>"),
        ("{x: 50,", "{x: 95,", "steps[1].screenshot.markers[2].x", "sort de l’image"),
        ("checked_on: 2026-11-12", "checked_on: hier", "checked_on", "date"),
        ("slug: ouvrir-le-site", "slug: autre", "slug", "même nom"),
        ("level: debutant", "level: expert", "level", "« expert » n’existe pas"),
        ("next_guides: [avant]", "next_guides: [perdu]", "next_guides", "« perdu » n’existe pas"),
        ("variant_of: avant", "variant_of: ouvrir-le-site", "variant_of", "lui-même"),
        ("official_url: https:", "official_url: javascript:", "official_url", "https://"),
        ("official_url: https:", "official_url: https:/", "official_url", "https://"),
        ("official_url: https://", "official_url: https://exemple.fr:99999/", "official_url", "https://"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_and_reason(
    catalogue: GuideIndexPage, library: Path, right: str, wrong: str, place: str, reason: str
) -> None:
    text = WHOLE.replace(right, wrong)
    write_guide(library / "ouvrir-le-site", text)
    with pytest.raises(GuideFilesError) as refused:
        import_guides(library)
    fault = next(fault for fault in refused.value.faults if fault.place == place)
    assert reason in fault.reason
    assert wrong in text.splitlines()[fault.line - 1]
    assert not GuidePage.objects.exists()
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (WHOLE.split("steps:", maxsplit=1)[0] + "steps: []\n", "steps", "au moins un"),
        (
            WHOLE.replace("label: Page}", "label: Page, target: true}"),
            "steps[1].screenshot.markers",
            "un seul",
        ),
        (WHOLE.replace("title: Ouvrir", "title: [Ouvrir"), "", "mal écrit"),
        (WHOLE.replace("title: Ouvrir", "title: Un\ntitle: Ouvrir"), "", "mal écrit"),
        (WHOLE.replace("guide:avant", "guide:perdu"), "prerequisites", "« perdu » n’existe pas"),
        (
            WHOLE.replace("Laissez faire", "Lire [ceci](guide:perdu)"),
            "steps[1].helper_note",
            "« perdu » n’existe pas",
        ),
        ("- une liste", "", "clés"),
        ("", "", "clés"),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_imported(
    catalogue: GuideIndexPage, library: Path, text: str, place: str, reason: str
) -> None:
    write_guide(library / "ouvrir-le-site", text)
    with pytest.raises(GuideFilesError, match=reason) as refused:
        import_guides(library)
    assert place in {fault.place for fault in refused.value.faults}
    assert not GuidePage.objects.exists()


def test_a_slug_that_no_page_may_have_is_a_fault_of_its_file(
    catalogue: GuideIndexPage, library: Path
) -> None:
    write_guide(library / "Un guide !", SMALL.format(slug="Un guide !"))
    with pytest.raises(GuideFilesError) as refused:
        import_guides(library)
    (fault,) = refused.value.faults
    assert (fault.file.parent.name, fault.place) == ("Un guide !", "slug")
    assert not GuidePage.objects.exists()


def test_a_dangerous_link_stays_plain_text(catalogue: GuideIndexPage, library: Path) -> None:
    write_guide(library / "ouvrir-le-site", WHOLE.replace("guide:avant", "javascript:alert(1)"))
    import_guides(library)
    assert "<a" not in GuidePage.objects.get(slug="ouvrir-le-site").prerequisites


def test_pictures_written_by_an_import_that_fails_are_deleted(
    catalogue: GuideIndexPage, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def fail(page: GuidePage, guide: object) -> None:
        written.extend(Path(image.file.path) for image in SiteImage.objects.all())
        if written:
            raise RuntimeError

    monkeypatch.setattr("lessons.import_export.importer.fill_links", fail)
    with pytest.raises(RuntimeError):
        import_guides(library)
    assert written
    assert not any(path.exists() for path in written)


def test_the_command_tells_every_fault(catalogue: GuideIndexPage, library: Path) -> None:
    write_guide(library / "avant", SMALL.format(slug="avant").replace("level: avance", "level: [a, b]"))
    with pytest.raises(CommandError, match="Rien n’a été importé") as refused:
        call_command("import_guides", library)
    assert "guide.yaml, ligne 6, level" in str(refused.value)

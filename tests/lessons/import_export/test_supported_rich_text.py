"""Exporting rich text that guide files cannot fully express: the words are kept, and losses are reported."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from lessons.import_export import export_guide
from lessons.import_export.reader import read_guide
from lessons.import_export.rich_text import to_html
from lessons.import_export.supported_rich_text import supported_text
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuidePageFactory, SiteImageFactory, make_step

ANCHOR = '<p data-block-key="a1b2c">Voir <a href="#etape-2">plus bas</a>.</p>'


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (ANCHOR, "<p>Voir plus bas.</p>"),
        ('<p><a href="/guides/">Le catalogue</a></p>', "<p>Le catalogue</p>"),
        ('<p><a linktype="document" id="3">La notice</a></p>', "<p>La notice</p>"),
        ("<h3>Titre</h3><p>Texte</p>", "<p>Titre</p><p>Texte</p>"),
        ("<div><p>Un</p>Deux <b>trois</b></div>", "<p>Un</p><p>Deux <b>trois</b></p>"),
        ("<p>Un</p><hr/><p>Deux</p>", "<p>Un</p><p>Deux</p>"),
        ('<p>Un</p><embed embedtype="image" id="1"/>', "<p>Un</p>"),
        ("<p>Un<script>alert(1)</script></p>", "<p>Un</p>"),
        (f"<p>{'<b>' * 30}Un{'</b>' * 30}</p>", f"<p>{'<b>' * 19}Un{'</b>' * 19}</p>"),
    ],
)
def test_words_stay_and_formatting_of_no_guide_file_goes(html: str, kept: str) -> None:
    text, is_less = supported_text(html)
    assert is_less
    assert to_html(text) == kept


@pytest.mark.parametrize("html", ["Un *deux* trois", "<b>Un</b> deux", "1. Un"])
def test_words_without_a_paragraph_are_read_back_as_words(html: str) -> None:
    assert supported_text(html)[1] is False
    assert to_html(supported_text(html)[0]) == f"<p>{html}</p>"


def guide_with_an_anchor(catalogue: GuideIndexPage) -> GuidePage:
    made = GuidePageFactory(
        parent=catalogue,
        title="Déclarer",
        slug="declarer",
        prerequisites="<h3>Avant</h3>",
        steps=[make_step("Ouvrir", instruction=ANCHOR)],
    )
    return GuidePage.objects.get(pk=made.pk)


@pytest.mark.django_db
def test_what_went_is_told_with_its_place(catalogue: GuideIndexPage, tmp_path: Path) -> None:
    told: list[str] = []
    export_guide(guide_with_an_anchor(catalogue), tmp_path, told.append)
    assert [sentence.split(" : ")[0] for sentence in told] == [
        "« Déclarer », avant de commencer",
        "« Déclarer », étape 1",
    ]
    read = read_guide(tmp_path / "declarer", faults := [])
    assert faults == []
    assert read is not None
    assert read.steps[0].values["instruction"] == "<p>Voir plus bas.</p>"


@pytest.mark.django_db
def test_signs_that_nobody_sees_do_not_make_a_file_that_is_refused(
    catalogue: GuideIndexPage, tmp_path: Path
) -> None:
    marker = {"x": 10, "y": 20, "width": 30, "height": 10, "label": "Mon\x0bnom", "target": False}
    shown = {
        "image": SiteImageFactory().pk,
        "alt": "La\x0cpage\x1f",
        "markers": [{"type": "item", "id": "1", "value": marker}],
    }
    step = make_step("Ouvrir\x0ble site", instruction="<p>Un\x07.</p><p>Deux\ufeff.</p>", screenshot=shown)
    made = GuidePageFactory(
        parent=catalogue,
        title="Déclarer\x0bses revenus",
        slug="declarer",
        summary="Une\x0b phrase.\nDeux.",
        objectives=[{"type": "item", "value": "se\x0bconnecter"}],
        steps=[step],
        search_words="fisc\x07, impôt",
    )
    export_guide(GuidePage.objects.get(pk=made.pk), tmp_path)
    read = read_guide(tmp_path / "declarer", faults := [])
    faults = [fault for fault in faults if fault.place not in {"procedure_type", "level"}]
    assert [str(fault) for fault in faults] == []
    assert read is not None
    assert (read.title, read.objectives) == ("Déclarer ses revenus", ("se connecter",))
    assert read.steps[0].values["title"] == "Ouvrir le site"


@pytest.mark.django_db
def test_the_guide_is_taken_away_with_a_file_that_says_what_is_missing(
    catalogue: GuideIndexPage, admin_client: Client
) -> None:
    guide = guide_with_an_anchor(catalogue)
    guide.save_revision(clean=False)
    for address in (reverse("exchange:guide", args=(guide.pk,)), reverse("exchange:all")):
        answer = admin_client.get(address)
        assert answer.status_code == 200
        with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
            assert "étape 1" in archive.read("CE-QUI-MANQUE.txt").decode("utf-8-sig")

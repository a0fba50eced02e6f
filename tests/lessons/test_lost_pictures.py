"""A picture whose file is lost or damaged breaks nothing: it is left out and named, everything else is as
before.
"""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site_settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from docx import Document

from home.caching.page_store import PAGE_STORE
from home.models import SiteImage, SiteRendition
from lessons.import_export.reader import read_guide
from lessons.models import GuideIndexPage, GuidePage
from lessons.static_export import export_site
from lessons.static_export.output_folder import manifest_of
from tests.factories import GuideIndexPageFactory, GuidePageFactory, SiteImageFactory, make_site, make_step
from tests.support.pdf import assert_meets_pdf_ua, text_of

pytestmark = pytest.mark.django_db
ALT = "Formulaire avec le bouton Continuer."
GONE = f"Image indisponible. {ALT}"


@pytest.fixture
def catalogue() -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


@pytest.fixture
def guide(catalogue: GuideIndexPage, settings: Any, tmp_path: Path) -> GuidePage:
    settings.MEDIA_ROOT = tmp_path / "media"
    steps = [
        make_step("Ouvrir", screenshot=picture("Page d’accueil.")),
        make_step("Remplir", screenshot=picture(ALT)),
    ]
    made = GuidePageFactory(parent=catalogue, title="Déclarer ses revenus", slug="declarer", steps=steps)
    return GuidePage.objects.get(pk=made.pk)


def picture(alt: str) -> dict[str, Any]:
    marker = {"x": 10, "y": 20, "width": 30, "height": 10, "label": "Champ", "target": True}
    markers = [{"type": "item", "id": "1", "value": marker}]
    return {"image": SiteImageFactory(file__width=800, file__height=500).pk, "alt": alt, "markers": markers}


def lost_image(guide: GuidePage) -> SiteImage:
    image: SiteImage = guide.steps[1].value["screenshot"]["image"]
    return image


def lose_all(guide: GuidePage) -> None:
    """As on a disk that lost some files: rows still refer to them."""
    image = lost_image(guide)
    for file in (image.file, *(rendition.file for rendition in image.renditions.all())):
        Path(file.path).unlink()


def lose_original(guide: GuidePage) -> None:
    image = lost_image(guide)
    Path(image.file.path).unlink()
    image.renditions.all().delete()


def damage(guide: GuidePage) -> None:
    image = lost_image(guide)
    path = Path(image.file.path)
    path.write_bytes(path.read_bytes()[:200])
    image.renditions.all().delete()


Lose = Callable[[GuidePage], None]


@pytest.fixture(params=[lose_all, lose_original, damage], ids=lambda lose: lose.__name__)
def broken(request: Any, guide: GuidePage, client: Client) -> GuidePage:
    """The guide, seen once by everybody, then without the picture of its second step."""
    client.get(guide.url)
    client.get(f"{guide.url}fiche-apprenant.pdf")
    request.param(guide)
    shutil.rmtree(site_settings.SHEETS_CACHE_DIR, ignore_errors=True)
    PAGE_STORE.forget()
    return guide


def is_served(client: Client, address: str) -> bool:
    response: Any = client.get(address)
    return bool(response.status_code == 200 and response.getvalue())


def words_of(html: bytes) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("path", ["", "projection/3/", "suivre/2/"])
def test_the_page_and_the_projection_say_so_with_the_description(
    broken: GuidePage, client: Client, path: str
) -> None:
    response = client.get(f"{broken.url}{path}", headers={"cookie": "a=b"})
    html = response.content.decode()
    assert GONE in words_of(response.content)
    assert "not-found" not in html
    for image in BeautifulSoup(html, "html.parser").find_all("img"):
        assert is_served(client, image["src"])


@pytest.mark.parametrize("paper", ["fiche-apprenant", "trame-aidant"])
def test_papers_leave_its_words(broken: GuidePage, client: Client, paper: str) -> None:
    pdf = client.get(f"{broken.url}{paper}.pdf").content
    if paper == "fiche-apprenant":
        assert GONE in text_of(pdf)
    assert_meets_pdf_ua(pdf)
    word = Document(io.BytesIO(client.get(f"{broken.url}{paper}.docx").content))
    assert GONE in [paragraph.text for paragraph in word.paragraphs]


def test_guide_files_leave_it_out_and_name_it(broken: GuidePage, tmp_path: Path, capsys: Any) -> None:
    call_command("export_guides", str(tmp_path / "out"))
    said = capsys.readouterr()
    assert "Guides écrits : 1." in said.out
    assert "« Déclarer ses revenus », étape 2" in said.err
    assert f"n° {lost_image(broken).pk} " in said.err
    read = read_guide(tmp_path / "out" / "declarer", faults := [])
    assert faults == []
    assert read is not None
    assert [bool(step.values["screenshot"]) for step in read.steps] == [True, False]


def test_the_file_to_take_away_names_it(broken: GuidePage, admin_client: Client) -> None:
    response = admin_client.get(reverse("exchange:guide", args=(broken.pk,)))
    assert response.status_code == 200
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert min(archive.namelist()) == "CE-QUI-MANQUE.txt"
        assert "étape 2" in archive.read("CE-QUI-MANQUE.txt").decode("utf-8-sig")
    assert "est perdue ou abîmée" in admin_client.get("/administration/").content.decode()


def test_the_copy_of_the_site_is_written_and_names_it(broken: GuidePage, tmp_path: Path) -> None:
    report = export_site(tmp_path / "copie")
    assert report.lost == (f"Page /guides/declarer/ : image n° {lost_image(broken).pk}, {GONE}",)
    page = BeautifulSoup((tmp_path / "copie/guides/declarer/index.html").read_bytes(), "html.parser")
    assert len(page.select("figure img")) == 1
    assert "data-lost-picture" not in str(page)
    assert (tmp_path / "copie/guides/declarer/fiche-apprenant.pdf").exists()
    assert not [name for name in manifest_of(tmp_path / "copie")["fichiers"] if "not-found" in name]


def test_sizes_that_were_lost_alone_are_made_again(guide: GuidePage, client: Client) -> None:
    client.get(guide.url)
    client.get(f"{guide.url}fiche-apprenant.pdf")
    for rendition in SiteRendition.objects.all():
        Path(rendition.file.path).unlink()
    html = client.get(guide.url, headers={"cookie": "a=b"}).content.decode()
    assert "indisponible" not in html
    sources = [image["src"] for image in BeautifulSoup(html, "html.parser").select("figure img")]
    assert [is_served(client, source) for source in sources] == [True, True]
    shutil.rmtree(site_settings.SHEETS_CACHE_DIR, ignore_errors=True)
    assert "indisponible" not in text_of(client.get(f"{guide.url}fiche-apprenant.pdf").content)


def test_a_picture_that_is_back_is_shown_again(guide: GuidePage, client: Client) -> None:
    path = Path(lost_image(guide).file.path)
    aside = path.with_suffix(".aside")
    path.rename(aside)
    assert GONE in words_of(client.get(guide.url).content)
    aside.rename(path)
    assert GONE not in words_of(client.get(guide.url).content)

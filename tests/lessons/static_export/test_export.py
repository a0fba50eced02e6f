"""The public site as a folder: complete, self-contained, and the same when nothing has changed."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfReader
from wagtail.models import Site

from home.brand_colours import by_day, by_night
from home.models import SiteIdentity
from lessons.models import GuidePage
from lessons.sheets import render
from lessons.static_export import StaticExportError, export_site
from tests.cms.visibility.canary import Place
from tests.cms.visibility.conftest import place, place_keys

__all__ = ["place", "place_keys"]
pytestmark = pytest.mark.django_db


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages_of(folder: Path) -> dict[Path, BeautifulSoup]:
    return {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in folder.rglob("*.html")
    }


def links_of(page: BeautifulSoup) -> list[str]:
    """Every address in a page, except the canonical one."""
    for tag in page.select('link[rel="canonical"]'):
        tag.decompose()
    wanted = ("href", "src", "action", "srcset")
    return [str(tag[name]).split()[0] for tag in page.find_all(True) for name in wanted if tag.get(name)]


def test_the_copy_has_the_colours_of_its_town_in_a_file(
    place: Place, tmp_path: Path, no_typesetting: None
) -> None:
    """The policy of the web servers that show the copy allows nothing inline."""
    SiteIdentity.objects.update_or_create(site=Site.objects.get(), defaults={"colour": "#6d2077"})
    export_site(tmp_path / "copie")
    for path, page in pages_of(tmp_path / "copie").items():
        assert page.style is None
        [style] = page.select('link[href$="6d2077.css"]')
        css = (path.parent / str(style["href"])).read_text(encoding="utf-8")
        assert by_day("#6d2077").as_css() in css
        assert by_night("#6d2077").as_css() in css
        [icon] = page.select('link[rel="icon"]')
        assert "%236d2077" in str(icon["href"])


def test_every_link_of_the_copy_leads_inside_it(place: Place, tmp_path: Path, no_typesetting: None) -> None:
    export_site(tmp_path / "copie")
    pages = pages_of(tmp_path / "copie")
    screens = [len(guide.steps) + 2 for guide in GuidePage.objects.visible()]
    assert len(pages) == 4 + sum(screens)
    for path, page in pages.items():
        for link in links_of(page):
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            assert not parts.path.startswith("/"), f"{path}: {link}"
            assert (path.parent / unquote(parts.path)).is_file(), f"{path}: {link}"


def test_the_copy_never_names_the_sites_address_but_as_canonical(
    place: Place, tmp_path: Path, no_typesetting: None
) -> None:
    export_site(tmp_path / "copie")
    for path, page in pages_of(tmp_path / "copie").items():
        assert page.select_one('link[rel="canonical"]'), path
        assert not [link for link in links_of(page) if "localhost" in link], path
        assert not page.find_all("script", type="module"), f"{path}: modules do not load from files"
        assert not page.select('form[method="post"]'), path


def test_a_second_run_the_same_day_writes_the_same_bytes_and_makes_no_sheet_anew(
    place: Place, tmp_path: Path, no_typesetting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Client().get("/")  # The first visitor ever creates the rows of the site's settings.
    export_site(tmp_path / "copie")
    before = content_of(tmp_path / "copie")
    monkeypatch.setattr(render, "typeset_in_worker", lambda job: pytest.fail("A sheet is made again"))
    report = export_site(tmp_path / "copie")
    assert content_of(tmp_path / "copie") == before
    assert report.carried >= 4


def test_the_manifest_says_the_day_and_what_each_file_holds(
    place: Place, tmp_path: Path, no_typesetting: None
) -> None:
    with time_machine.travel(date(2026, 11, 23), tick=False):
        export_site(tmp_path / "copie")
    found = content_of(tmp_path / "copie")
    manifest = json.loads(found.pop("manifeste.json"))
    assert manifest["date"] == "2026-11-23"
    assert set(manifest["fichiers"]) == set(found)
    for name, facts in manifest["fichiers"].items():
        assert facts["sha256"] == hashlib.sha256(found[name]).hexdigest()
        assert facts["octets"] == len(found[name])
    assert "Copie du 23\N{NO-BREAK SPACE}novembre 2026" in found["index.html"].decode()


def test_the_sheets_of_a_guide_are_beside_it(place: Place, tmp_path: Path) -> None:
    export_site(tmp_path / "copie")
    folder = tmp_path / "copie/guides" / place.shown.slug
    text = PdfReader(folder / "fiche-apprenant.pdf").pages[0].extract_text()
    assert place.shown.title.split()[0] in text
    assert (folder / "trame-aidant.pdf").read_bytes().startswith(b"%PDF-")


def test_a_style_sheet_holds_its_font_and_its_parts(
    place: Place, tmp_path: Path, no_typesetting: None
) -> None:
    export_site(tmp_path / "copie")
    css = (tmp_path / "copie/static/css/site.css").read_text(encoding="utf-8")
    assert "@import" not in css
    assert re.findall(r"url\((?!\"?data:)", css) == []
    assert ".button" in css


def test_a_page_that_another_part_of_the_site_hides_is_left_out(
    place: Place, tmp_path: Path, no_typesetting: None
) -> None:
    GuidePage.objects.filter(pk=place.shown.pk).update(slug="imprimer", url_path="/home/guides/imprimer/")
    assert export_site(tmp_path / "copie").pages == 3
    assert not (tmp_path / "copie/guides/imprimer").exists()


def test_a_folder_with_something_else_is_left_alone(place: Place, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/vacances.jpg").write_bytes(b"mer")
    with pytest.raises(CommandError, match="contient autre chose"):
        call_command("export_static", tmp_path / "photos")
    assert content_of(tmp_path / "photos") == {"vacances.jpg": b"mer"}


def test_when_something_fails_the_copy_of_before_stays(
    place: Place, tmp_path: Path, no_typesetting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_site(tmp_path / "copie")
    before = content_of(tmp_path / "copie")
    monkeypatch.setattr("lessons.static_export.export.page_html", _fail)
    with pytest.raises(StaticExportError):
        export_site(tmp_path / "copie")
    assert content_of(tmp_path / "copie") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("copie")] == ["copie"]


def _fail(path: str) -> str:
    raise StaticExportError(f"La page {path} répond 500.")


def test_the_command_says_what_it_wrote(
    place: Place, tmp_path: Path, no_typesetting: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("export_static", tmp_path / "copie")
    said = capsys.readouterr().out
    assert "4 page(s)" in said
    assert "Ouvrez index.html" in said

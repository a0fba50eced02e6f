"""Importing and exporting guides in the administration."""

import io
import stat
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.rich_text import RichText

from lessons.models import GuideIndexPage, GuidePage
from tests.factories.home import UserFactory
from tests.home.images import samples
from tests.lessons.import_export import documents
from tests.lessons.import_export.test_import_export import SMALL, WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, catalogue: GuideIndexPage) -> Client:
    return member(client, catalogue, "add_page")


def member(client: Client, catalogue: GuideIndexPage, *codenames: str, name: str = "redactrice") -> Client:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=catalogue, permission=permission)
    user = UserFactory(username=name)
    user.groups.add(group)
    client.force_login(user)
    return client


def zipped(files: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def library(**changed: str) -> dict[str, bytes | str]:
    whole = WHOLE
    for old, new in changed.items():
        whole = whole.replace(old, new)
    return {
        "guides/ouvrir-le-site/guide.yaml": whole,
        "guides/ouvrir-le-site/ecran.png": samples.png_with_everything(),
        "guides/avant/guide.yaml": SMALL.format(slug="avant"),
        "__MACOSX/guides/avant/guide.yaml": "x",
    }


def bring(client: Client, address: str, field: str, name: str, content: bytes) -> Any:
    return client.post(reverse(address), {field: SimpleUploadedFile(name, content)})


def bring_files(client: Client, content: bytes, name: str = "guides.zip") -> Any:
    return bring(client, "exchange:files", "archive", name, content)


def test_a_word_file_becomes_a_draft_and_its_report_is_shown(editor: Client) -> None:
    answer = bring(editor, "exchange:document", "document", "carte.docx", documents.word())
    page = answer.content.decode()
    guide = GuidePage.objects.get()
    assert answer.status_code == 200
    assert not guide.live
    assert "3 étapes et 2 images" in page
    assert "Un tableau a été mis à plat" in page
    assert reverse("wagtailadmin_pages:edit", args=(guide.pk,)) in page


def test_a_file_that_is_no_document_is_said_beside_its_field(editor: Client) -> None:
    answer = bring(editor, "exchange:document", "document", "notice.pdf", b"%PDF")
    assert answer.status_code == 422
    assert "Choisissez un fichier Word (.docx) ou LibreOffice (.odt)." in answer.content.decode()


def test_guide_files_come_in_as_drafts(editor: Client) -> None:
    answer = bring_files(editor, zipped(library()))
    assert answer.status_code == 200
    assert "Guides créés\xa0: 2, mis à jour\xa0: 0." in answer.content.decode()
    guide = GuidePage.objects.get(slug="ouvrir-le-site")
    assert not guide.live
    assert guide.owner.username == "redactrice"
    draft = guide.get_latest_revision_as_object()
    image = draft.steps[0].value["screenshot"]["image"]
    assert (image.width, image.height) == (40, 60)
    assert samples.SECRET not in Path(image.file.path).read_bytes()


def test_one_guide_at_the_top_of_the_file_is_named_by_the_file(editor: Client) -> None:
    bring_files(editor, zipped({"guide.yaml": SMALL.format(slug="avant")}), "avant.zip")
    assert GuidePage.objects.get().slug == "avant"


def test_a_fault_is_told_with_its_place_and_nothing_comes_in(editor: Client) -> None:
    answer = bring_files(editor, zipped(library(debutant="expert")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Rien n’a été importé" in page
    assert "ouvrir-le-site/guide.yaml, ligne 6, level\xa0: «\xa0expert\xa0» n’existe pas." in page
    assert str(Path(tempfile.gettempdir())) not in page
    assert not GuidePage.objects.exists()


def link_out() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("avant/guide.yaml", SMALL.format(slug="avant"))
        info = zipfile.ZipInfo("avant/ecran.png")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "est vide"),
        (b"PK", "abîmé"),
        (documents.zip_bomb(), "trop de choses"),
        (zipped({}), "aucun fichier guide.yaml ici"),
        (zipped({"../guide.yaml": "x", "/etc/guide.yaml": "x"}), "aucun fichier guide.yaml ici"),
        (zipped({"a/x/guide.yaml": "x", "b/x/guide.yaml": "x"}), "portent le même nom"),
    ],
)
def test_an_archive_that_makes_no_sense_is_refused(content: bytes, sentence: str, editor: Client) -> None:
    answer = bring_files(editor, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert tempfile.gettempdir() not in answer.content.decode()


def test_pictures_too_large_all_together_are_not_even_decoded(editor: Client) -> None:
    pictures: dict[str, bytes | str] = {
        f"guides/avant/{n}.png": samples.png_bomb(8_000, 6_000) for n in range(7)
    }
    answer = bring_files(editor, zipped(library() | pictures))
    assert answer.status_code == 422
    assert "trop grandes, toutes ensemble" in answer.content.decode()
    assert not GuidePage.objects.exists()


def test_a_link_inside_the_archive_leads_nowhere(editor: Client) -> None:
    assert bring_files(editor, link_out()).status_code == 200
    assert GuidePage.objects.get().slug == "avant"


def test_a_guide_of_somebody_else_is_not_updated(client: Client, catalogue: GuideIndexPage) -> None:
    bring_files(member(client, catalogue, "add_page", name="paul"), zipped(library()))
    before = GuidePage.objects.get(slug="avant").latest_revision_id
    answer = bring_files(member(client, catalogue, "add_page", name="marie"), zipped(library()))
    assert answer.status_code == 422
    assert "vous ne pouvez pas le modifier" in answer.content.decode()
    assert GuidePage.objects.get(slug="avant").latest_revision_id == before


def test_a_reviewer_updates_it_as_a_draft(client: Client, catalogue: GuideIndexPage) -> None:
    bring_files(member(client, catalogue, "add_page", name="paul"), zipped(library()))
    reviewer = member(client, catalogue, "add_page", "change_page", "publish_page", name="chloe")
    page = bring_files(reviewer, zipped(library())).content.decode()
    assert "Guides créés\xa0: 0, mis à jour\xa0: 2." in page
    assert not GuidePage.objects.filter(live=True).exists()


def taken(answer: Any) -> list[str]:
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sorted(archive.namelist())


def test_a_guide_is_taken_away_with_its_pictures(editor: Client) -> None:
    bring_files(editor, zipped(library()))
    guide = GuidePage.objects.get(slug="ouvrir-le-site")
    answer: Any = editor.get(reverse("exchange:guide", args=(guide.pk,)))
    assert taken(answer) == ["ouvrir-le-site/etape-01.png", "ouvrir-le-site/guide.yaml"]
    assert 'filename="ouvrir-le-site.zip"' in answer["Content-Disposition"]
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=(guide.pk,))).content.decode()
    assert "Emporter ce guide" in edit


def test_all_that_the_public_reads_is_taken_away_and_nothing_else(editor: Client) -> None:
    bring_files(editor, zipped(library()))
    GuidePage.objects.get(slug="avant").get_latest_revision().publish()
    assert taken(editor.get(reverse("exchange:all"))) == ["avant/guide.yaml"]


def test_a_guide_taken_away_comes_back_the_same(editor: Client) -> None:
    bring_files(editor, zipped(library()))
    guide = GuidePage.objects.get(slug="ouvrir-le-site").get_latest_revision_as_object()
    guide.title = "Ouvrir le site des impôts, " * 9 + "2026, après"  # As long as the form allows.
    guide.steps[0].value["helper_note"] = RichText(f"<p>{'Laissez faire. ' * 600}</p>")
    guide.save_revision()
    answer: Any = editor.get(reverse("exchange:guide", args=(guide.pk,)))
    before = steps_of(guide)
    assert bring_files(editor, b"".join(answer.streaming_content)).status_code == 200
    guide.refresh_from_db()
    assert steps_of(guide) == before


def steps_of(guide: GuidePage) -> list[Any]:
    """The steps of the latest version; what is not stored has its usual value."""
    steps = guide.get_latest_revision_as_object().steps
    return [(step.id, step.block.get_prep_value(step.value)) for step in steps]


ADDRESSES = [
    ("get", "exchange:exchange"),
    ("get", "exchange:all"),
    ("post", "exchange:files"),
    ("post", "exchange:document"),
]


@pytest.mark.parametrize(("method", "name"), ADDRESSES)
def test_those_who_write_no_guides_see_nothing_of_it(
    method: str, name: str, client: Client, catalogue: GuideIndexPage
) -> None:
    assert getattr(client, method)(reverse(name)).status_code == 302
    outsider = member(client, catalogue, name="dehors")
    assert getattr(outsider, method)(reverse(name)).status_code == 302
    assert "Importer, exporter" not in outsider.get(reverse("wagtailadmin_home")).content.decode()


def test_another_s_draft_is_not_taken_away(client: Client, catalogue: GuideIndexPage) -> None:
    bring_files(member(client, catalogue, "add_page", name="paul"), zipped(library()))
    guide = GuidePage.objects.get(slug="avant")
    other = member(client, catalogue, "add_page", name="marie")
    assert other.get(reverse("exchange:guide", args=(guide.pk,))).status_code == 302


def test_the_page_shows_where_to_start(editor: Client) -> None:
    page = editor.get(reverse("exchange:exchange")).content.decode()
    for words in ("Importer le document", "Importer les fichiers", "Emporter tous les guides"):
        assert words in page
    assert "Importer, exporter" in editor.get(reverse("wagtailadmin_home")).content.decode()

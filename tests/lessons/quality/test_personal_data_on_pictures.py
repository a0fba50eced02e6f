"""Personal data in pictures: as with text, nothing is published with them until they are masked
or confirmed.
"""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Site, WorkflowState

from home.images import privacy
from home.images.ocr import can_read
from home.models import SiteIdentity, SiteImage, User
from home.scheduler.runner import tick
from lessons.import_export.exporter import export_guide
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.checks.all_checks import check_guide
from lessons.quality.checks.images import is_uninformative
from lessons.quality.review.publication_refusal import PublishRefusedError
from tests.factories import GuidePageFactory, SiteImageFactory, UserFactory, make_step
from tests.home.images import samples
from tests.lessons.quality.conftest import EDIT, post_edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_key")]
LogIn = Callable[[User], Client]
# Both invented: see ../shared/cases/README.md, from which it was copied.
SECRET = Path(__file__).parents[2] / "home" / "images" / "data" / "secret.png"
SAID = "Étape 2 « Lire son avis », image : l’image semble montrer un numéro de sécurité sociale, une adresse de messagerie."
NUMBER = "N° 2 69 05 49 588 157 80, jeanne.martin@free.fr"


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """The text that OCR reads from now on; at first it fails."""

    def says(words: str | None) -> None:
        monkeypatch.setattr(privacy, "read_words", lambda content: words)
        monkeypatch.setattr(privacy, "can_read", lambda: words is not None)
        monkeypatch.setattr("home.images.pending_ocr.can_read", lambda: words is not None)

    says(None)
    return says


@pytest.fixture
def image(writer: User) -> SiteImage:
    made: SiteImage = SiteImageFactory(
        file=ContentFile(samples.picture(size=(120, 80)), "a.png"),
        collection=Collection.get_first_root_node(),
    )
    made.was_read, made.suspicions = True, "nir,courriel"
    made.save()
    return made


def picture(image: SiteImage) -> dict[str, Any]:
    return {"image": image.pk, "alt": "La ligne Revenu fiscal est au milieu.", "markers": []}


@pytest.fixture
def guide(index: GuideIndexPage, image: SiteImage, writer: User) -> GuidePage:
    """A draft whose second step shows the picture."""
    steps = [make_step("Ouvrir"), make_step("Lire son avis", screenshot=picture(image))]
    made: GuidePage = GuidePageFactory(parent=index, slug="avis", live=False, owner=writer, steps=steps)
    made.save_revision(user=writer)
    return made


def form_of(image: SiteImage) -> dict[str, str]:
    return {
        "steps-0-value-screenshot-image": str(image.pk),
        "steps-0-value-screenshot-alt": "La ligne Revenu fiscal est au milieu.",
    }


def is_live(guide: GuidePage) -> bool:
    return GuidePage.objects.get(pk=guide.pk).live


@pytest.mark.parametrize(
    ("who", "action"), [("writer", "action-submit"), ("administrator", "action-publish")]
)
def test_the_form_refuses_and_says_which_picture_what_and_what_to_do(
    request: pytest.FixtureRequest, as_user: LogIn, guide: GuidePage, image: SiteImage, who: str, action: str
) -> None:
    answer = post_edit(as_user(request.getfixturevalue(who)), guide, **form_of(image), **{action: "1"})
    page = unescape(answer.content.decode())
    assert "Étape 1 « Ouvrir le site officiel », image : l’image semble montrer" in page
    assert "un numéro de sécurité sociale, une adresse de messagerie" in page
    assert "Masquez" in page
    assert "Rien de personnel, ou des données inventées" in page
    assert f'href="{reverse("wagtailimages:edit", args=(image.pk,))}"' in page
    (fault,) = answer.context["form"].errors.as_data()["steps"]
    assert set(fault.block_errors[0].block_errors["screenshot"].block_errors) == {"image"}
    assert not is_live(guide)
    assert not WorkflowState.objects.exists()


def approve(client: Client, guide: GuidePage) -> Any:
    guide.get_workflow().start(guide, None)
    state = WorkflowState.objects.get().current_task_state
    return client.post(
        reverse("wagtailadmin_pages:workflow_action", args=(guide.pk, "approve", state.pk)), {}
    )


def publish_several(client: Client, guide: GuidePage) -> Any:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    return client.post(f"{address}?id={guide.pk}", {})


def publish_by_the_api(client: Client, guide: GuidePage) -> Any:
    return client.post(f"/administration/api/main/pages/{guide.pk}/action/publish/", {})


@pytest.mark.parametrize("way", [approve, publish_several, publish_by_the_api])
def test_no_other_way_of_the_administration_publishes_it(
    as_user: LogIn, administrator: User, guide: GuidePage, way: Any
) -> None:
    answer = way(as_user(administrator), guide)
    assert answer.status_code in {302, 400}
    assert not is_live(guide)
    told = " ".join(str(message) for message in get_messages(answer.wsgi_request)) + answer.content.decode()
    assert SAID.split(",", 1)[0] in unescape(told).replace("\\u00c9", "É").replace("\\u00ab", "«")


def test_a_schedule_does_not_publish_it(guide: GuidePage, image: SiteImage) -> None:
    SiteImage.objects.update(vouched=True)
    guide.go_live_at = timezone.now() + timedelta(hours=1)
    guide.save_revision().publish()
    SiteImage.objects.update(vouched=False)
    guide.revisions.update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    lines = " ".join(tick())
    assert SAID in lines
    assert not is_live(guide)


def test_guide_files_are_not_published_with_it(
    guide: GuidePage, tmp_path: Path, reader: Callable[[str | None], None]
) -> None:
    SiteImage.objects.update(vouched=True)
    guide.get_latest_revision().publish()
    export_guide(GuidePage.objects.get(), tmp_path / "guides")
    GuidePage.objects.get().delete()
    SiteImage.objects.all().delete()
    reader(NUMBER)
    with pytest.raises(CommandError, match="un numéro de sécurité sociale"):
        call_command("import_guides", tmp_path / "guides")
    assert not GuidePage.objects.exists()
    call_command("import_guides", tmp_path / "guides", "--draft")
    assert GuidePage.objects.exists()


@pytest.mark.parametrize("change", [{"vouched": True}, {"suspicions": ""}])
def test_once_vouched_for_or_masked_it_is_published(guide: GuidePage, change: dict[str, Any]) -> None:
    SiteImage.objects.update(**change)
    guide.get_latest_revision().publish()
    assert is_live(guide)


def test_a_reviewer_is_told_of_what_somebody_vouched_for(guide: GuidePage) -> None:
    SiteImage.objects.update(vouched=True)
    assert [finding.code for finding in check_guide(guide)] == ["picture-vouched"]


def test_a_picture_that_nothing_could_read_is_advised_and_blocks_nothing(guide: GuidePage) -> None:
    SiteImage.objects.update(was_read=False, suspicions="")
    assert [finding.code for finding in check_guide(guide)] == ["picture-unread"]
    guide.get_latest_revision().publish()
    assert is_live(guide)


def test_a_picture_that_came_in_unread_is_read_before_it_is_submitted(
    as_user: LogIn, writer: User, guide: GuidePage, image: SiteImage, reader: Callable[[str | None], None]
) -> None:
    SiteImage.objects.update(was_read=False, suspicions="")
    reader(NUMBER)
    answer = post_edit(as_user(writer), guide, **form_of(image), **{"action-submit": "1"})
    assert "l’image semble montrer" in unescape(answer.content.decode())
    assert not WorkflowState.objects.exists()


@pytest.mark.parametrize("is_known", [True, False], ids=["without a role", "not logged in"])
def test_who_may_not_publish_cannot_have_pictures_read(
    as_user: LogIn, guide: GuidePage, client: Client, reader: Callable[[str | None], None], is_known: bool
) -> None:
    SiteImage.objects.update(was_read=False, suspicions="")
    reader(NUMBER)
    if is_known:
        client = as_user(UserFactory())
    for address in (EDIT.format(guide.pk), f"/administration/api/main/pages/{guide.pk}/action/publish/"):
        client.post(address, {"action-publish": "1"})
    client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={guide.pk}")
    assert not SiteImage.objects.get().was_read


def test_saving_a_draft_reads_nothing(
    as_user: LogIn, writer: User, guide: GuidePage, image: SiteImage, reader: Callable[[str | None], None]
) -> None:
    SiteImage.objects.update(was_read=False, suspicions="")
    reader(NUMBER)
    assert post_edit(as_user(writer), guide, **form_of(image)).status_code == 302
    assert not SiteImage.objects.get().was_read


def test_pictures_that_came_in_unread_are_read_by_the_regular_task(
    image: SiteImage, reader: Callable[[str | None], None]
) -> None:
    SiteImage.objects.update(was_read=False, suspicions="")
    reader("Bienvenue")
    assert "lecture : 1 image(s) lue(s)" in tick()
    assert "lecture : 0 image(s) lue(s)" in tick()
    image.refresh_from_db()
    assert (image.was_read, image.concern) == (True, "")


def test_what_could_not_be_read_is_not_tried_for_ever(
    image: SiteImage, reader: Callable[[str | None], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    SiteImage.objects.update(was_read=False, suspicions="")
    reader("")
    asked: list[int] = []
    monkeypatch.setattr(privacy, "read_words", lambda content: asked.append(1))
    tick()
    tick()
    assert asked == [1]


def test_a_logo_is_refused_like_a_picture_of_a_guide(
    as_user: LogIn, administrator: User, image: SiteImage
) -> None:
    identity = SiteIdentity.objects.create(site=Site.objects.get())
    address = reverse("wagtailsettings:edit", args=("home", "siteidentity", identity.site_id))
    answer = as_user(administrator).post(address, {"logo": image.pk, "accessibility": "non"})
    assert "semble montrer un numéro de sécurité sociale" in unescape(answer.content.decode())
    identity.refresh_from_db()
    assert identity.logo is None
    SiteImage.objects.update(vouched=True)
    as_user(administrator).post(address, {"logo": image.pk, "accessibility": "non"})
    identity.refresh_from_db()
    assert identity.logo == image


@pytest.mark.skipif(not can_read(), reason="nothing on this machine reads pictures")
def test_the_picture_that_went_public_is_refused(
    as_user: LogIn, writer: User, index: GuideIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the file to the refusal, with real OCR."""
    monkeypatch.undo()
    client = as_user(writer)
    with SECRET.open("rb") as file:
        image = client.post(reverse("image_editing:upload"), {"file": file}).json()
    shown = {"image": int(image["id"]), "alt": "La page de la carte Vitale.", "markers": []}
    guide = GuidePageFactory(parent=index, slug="secret", live=False, steps=[make_step(screenshot=shown)])
    with pytest.raises(PublishRefusedError, match="un numéro de sécurité sociale"):
        guide.save_revision().publish()
    assert client.get(EDIT.format(guide.pk)).status_code == 200


POOR = [
    "capture 3", "image", "Image1", "screenshot", "Capture d’écran 2024-05-03 à 10.22.11", "IMG_1234", "IMG_1234.HEIC",
    "Capture d'écran du 2024-05-03 10-22-11.png", "Screenshot_20240503-102211", "sans titre 2", "photo", "DSC_0042",
    "image (2)", "WhatsApp Image 2024-05-03 at 10.22.11", "12", "…", "ecran-connexion.png", "Copie d’écran",
    "Nouvelle image 3", "PXL_20240503_101500",
]  # fmt: skip
GOOD = [
    "La page d’accueil d’ameli.fr. Le bouton Se connecter est sous le titre.", "Capture du site des impôts",
    "Photo de la carte Vitale", "Image du bouton Suivant", "Écran de connexion", "Un avis d’impôt", "Le menu",
    "Écran 2 : choisir la date", "",
]  # fmt: skip


def test_a_description_that_a_program_made_is_advised_against() -> None:
    assert [words for words in POOR if not is_uninformative(words)] == []
    assert [words for words in GOOD if is_uninformative(words)] == []


def test_the_panel_advises_against_it_where_it_stands(guide: GuidePage, image: SiteImage) -> None:
    SiteImage.objects.update(suspicions="")
    guide.steps = [make_step("Lire", screenshot={**picture(image), "alt": "capture 3"})]
    found = [
        (finding.code, finding.place, finding.quote, finding.is_blocking) for finding in check_guide(guide)
    ]
    assert found == [("poor-alt", "Étape 1 « Lire », image", "capture 3", False)]

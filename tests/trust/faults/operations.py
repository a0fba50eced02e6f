"""The write operations of the site, each of which can be interrupted at any query."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from home.backup.dump import existing_backups, make_backup
from home.backup.restore import restore
from home.backup.restore_targets import media_of_the_site
from home.images import CleanPicture
from home.images.replacement import replace_file
from home.models import SiteImage, User
from lessons.import_export import import_guides
from lessons.import_export.exporter import export_guide
from lessons.models import GuidePage
from lessons.planning.activities import Activity
from lessons.planning.editing import add_activity, apply
from lessons.planning.models import SessionPlan
from tests.home.backup.conftest import make_small_site
from tests.home.images.samples import picture
from tests.support.guide_form import guide_form


class RefusedError(Exception):
    """The site reported that it could not do it."""


@dataclass
class FaultSite:
    """The small site of a test, and an editor who is logged in."""

    guide: GuidePage
    editor: Client
    form: dict[str, str]
    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "FaultSite":
        guide = make_small_site()
        editor = Client(raise_request_exception=False)
        editor.force_login(User.objects.get())
        form = guide_form(slug=guide.slug) | {"action-publish": "action-publish"}
        archive = make_backup(folder / "fixe", keep=1)  # What `restore` restores.
        return cls(guide, editor, form, archive.path.parent)

    @property
    def archive(self) -> Path:
        return existing_backups(self.folder)[0][1]


Run = Callable[[FaultSite, int], None]
Done = Callable[[FaultSite, int], bool]


@dataclass(frozen=True)
class Operation:
    """`prepare` sets up, `run` performs it for the n-th time, `done` tells whether all its
    effects are there.
    """

    name: str
    run: Run
    done: Done
    prepare: Run = lambda site, turn: None


def _post(site: FaultSite, address: str, form: dict[str, str]) -> None:
    response = site.editor.post(reverse(address, args=(site.guide.pk,)), form)
    if response.status_code >= 500:
        raise RefusedError(response.status_code)


def _title(turn: int) -> str:
    return f"Vendre sa voiture, version {turn}"


def publish(site: FaultSite, turn: int) -> None:
    _post(site, "wagtailadmin_pages:edit", site.form | {"title": _title(turn), "change_note": _title(turn)})


def is_published(site: FaultSite, turn: int) -> bool:
    guide = GuidePage.objects.get(pk=site.guide.pk)
    version = guide.get_latest_revision()
    return (
        (guide.title, guide.draft_title, version.content["title"]) == (_title(turn),) * 3
        and guide.live
        and not guide.has_unpublished_changes
        and guide.changes.first().note == _title(turn)
        and guide.live_revision_id == guide.latest_revision_id == version.pk
    )


def unpublish(site: FaultSite, turn: int) -> None:
    _post(site, "wagtailadmin_pages:unpublish", {})


def is_unpublished(site: FaultSite, turn: int) -> bool:
    guide = GuidePage.objects.get(pk=site.guide.pk)
    return not guide.live and guide.live_revision_id is None


def make_public(site: FaultSite, turn: int) -> None:
    GuidePage.objects.get(pk=site.guide.pk).get_latest_revision().publish()


def mask(site: FaultSite, turn: int) -> None:
    content = picture(size=(60 + turn, 40))
    replace_file(
        SiteImage.objects.get(title="Écran de connexion"),
        CleanPicture(content, ".png", 60 + turn, 40),
        user=User.objects.get(),
        action="home.mask_picture",
        data={"masks": 1},
    )


def is_masked(site: FaultSite, turn: int) -> bool:
    image = SiteImage.objects.get(title="Écran de connexion")
    path = Path(settings.MEDIA_ROOT) / image.file.name
    return image.width == 60 + turn and path.read_bytes() == picture(size=(60 + turn, 40))


def save_session(site: FaultSite, turn: int) -> None:
    apply(SessionPlan.objects.get(), lambda plan: add_activity(plan, Activity.BREAK), request=str(turn))


def is_session_saved(site: FaultSite, turn: int) -> bool:
    plan = SessionPlan.objects.get()
    return plan.last_request == str(turn) and plan.lines.count() == 1


def empty_session(site: FaultSite, turn: int) -> None:
    SessionPlan.objects.get().lines.all().delete()


def bring_in(site: FaultSite, turn: int) -> None:
    import_guides(site.folder.parent / "guides")


def is_brought_in(site: FaultSite, turn: int) -> bool:
    guide = GuidePage.objects.filter(slug="a-importer").first()
    return guide is not None and guide.live and guide.steps[0].value["screenshot"]["image"] is not None


def write_guide_files(site: FaultSite, turn: int) -> None:
    """Delete the result of the last import; the files are those that the site itself writes."""
    for guide in GuidePage.objects.filter(slug="a-importer"):
        guide.delete()
    for image in SiteImage.objects.exclude(title="Écran de connexion"):
        image.delete()
    _write_files_once(site)


def _write_files_once(site: FaultSite) -> None:
    target = site.folder.parent / "guides"
    if target.exists():
        return
    written = (
        export_guide(GuidePage.objects.get(pk=site.guide.pk), target).rename(target / "a-importer")
        / "guide.yaml"
    )
    written.write_text(written.read_text().replace(site.guide.slug, "a-importer"))


def back_up(site: FaultSite, turn: int) -> None:
    make_backup(site.folder.parent / "courant", keep=2)


def is_backed_up(site: FaultSite, turn: int) -> bool:
    return bool(existing_backups(site.folder.parent / "courant"))


def bring_back(site: FaultSite, turn: int) -> None:
    restore(site.archive, media=media_of_the_site(), replace=True)


def is_brought_back(site: FaultSite, turn: int) -> bool:
    return GuidePage.objects.get(pk=site.guide.pk).search_words == ""


def write_since(site: FaultSite, turn: int) -> None:
    guide = GuidePage.objects.get(pk=site.guide.pk)
    guide.search_words = f"depuis {turn}"
    guide.save()


OPERATIONS = {
    operation.name: operation
    for operation in (
        Operation("publish", publish, is_published),
        Operation("unpublish", unpublish, is_unpublished, make_public),
        Operation("mask", mask, is_masked),
        Operation("session", save_session, is_session_saved, empty_session),
        Operation("import", bring_in, is_brought_in, write_guide_files),
        Operation("backup", back_up, is_backed_up),
        Operation("restore", bring_back, is_brought_back, write_since),
    )
}

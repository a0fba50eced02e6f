"""Every address of the administration, for an object of each kind, and whether an account has
access to it.
"""

import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import ERROR, get_messages
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.models import Collection, Site, UploadedFile, Workflow

from home.models import SiteImage, User
from lessons.models import GuidePage
from lessons.planning.models import ModelSession
from lessons.quality.models import Report, ReviewTask
from lessons.quality.models.reports import Reason
from tests.conventions.addresses import ADMINISTRATION, routes
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SiteImageFactory,
    SkillLevelFactory,
    UserFactory,
    make_step,
)
from tests.home.images import samples

PDF = b"%PDF-1.4"
_WRITES = re.compile("(?!.*django_session)(INSERT|UPDATE|DELETE)")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_COMPARISON = re.compile(r"\(\?P<revision_id_a>.*")
TERMS = {
    "skilllevel": SkillLevelFactory,
    "proceduretype": ProcedureTypeFactory,
    "officialsite": OfficialSiteFactory,
    "device": DeviceFactory,
    "audience": AudienceFactory,
    "glossaryterm": GlossaryTermFactory,
}
_KIND = re.compile(f"taxonomy/({'|'.join(TERMS)})/")


def addresses() -> list[str]:
    """The routes under `administration/`, with those for several kinds of objects expanded: bulk actions,
    settings…

    Taxonomy terms have the same addresses for each kind, so they are listed once, as "<kind>".
    """
    found: list[str] = []
    for route, _pattern in routes():
        if route.startswith(ADMINISTRATION):
            found += _spread(route) or [route]
    return sorted({_KIND.sub("taxonomy/<kind>/", route) for route in found})


def _spread(route: str) -> list[str]:
    if route.endswith("bulk/<str:app_label>/<str:model_name>/<str:action>/"):
        bulk_action_registry._scan_for_bulk_actions()
        return [
            f"{ADMINISTRATION}bulk/{app}/{model}/{action}/"
            for app, models in bulk_action_registry.actions.items()
            for model, actions in models.items()
            for action in actions
        ]
    if "settings/<slug:app_name>/<slug:model_name>" in route:
        models = (f"settings/{model._meta.label_lower.replace('.', '/')}" for model in settings_registry)
        return [route.replace("settings/<slug:app_name>/<slug:model_name>", model) for model in models]
    if "<str:action_name>" in route:
        return [route.replace("<str:action_name>", action) for action in PagesAdminAPIViewSet.actions]
    if "<slug:action_name>" in route:
        return [route.replace("<slug:action_name>", action) for action in ("approve", "reject")]
    return []


@dataclass
class Things:
    """Primary keys for addresses; `by_folder` for `<pk>`, whose meaning depends on the address."""

    named: dict[str, Any]
    by_folder: dict[str, Any]

    def path(self, address: str) -> str:
        """The address with a key in each place, and with one object where several can be given."""
        names = self.named | {"pk": self._pk(address)} | self._exceptions(address)
        address = address.replace("<kind>", "glossaryterm")
        address = _COMPARISON.sub("live...latest/", address).replace(r"^(?P<pk>\d+)", "<pk>")
        address = address.replace("(?P<pk>.+)", "<pk>").replace("^.*/$", "nulle-part/").replace("^", "")
        path = "/" + _PARAMETER.sub(lambda match: str(names.get(match[1], "x")), address)
        return f"{path}?id={names['pk']}" if "/bulk/" in path else path

    def fields(self, address: str) -> dict[str, Any]:
        """The data of a post: the page or revision, for actions that look it up before they check any
        permission.
        """
        if "/api/" not in address:
            return {}
        named = {name: self.named[name] for name in ("destination_page_id", "revision_id")}
        return named | {"locale": "fr", "position": "first-child"}

    def _pk(self, address: str) -> Any:
        address = f"/{address}".replace("<kind>", "glossaryterm").replace("^", "")
        return next((number for folder, number in self.by_folder.items() if folder in address), 1)

    def _exceptions(self, address: str) -> dict[str, Any]:
        """Names that stand for another object here: one that is in use cannot be deleted by anyone."""
        found = {}
        if "/images/" in address and "delete/" in address:
            found["image_id"] = self.named["unused_image_id"]
        if "/documents/" in address:
            found["uploaded_file_id"] = self.named["uploaded_document_id"]
        if "/modelsession/" in address:
            found["revision_id"] = self.named["session_revision_id"]
        return found


def make_things(guide: GuidePage, owner: User) -> Things:
    """A public guide with a picture, whose next version is under review, and one object of every
    other kind.
    """
    root = Collection.get_first_root_node()
    image, unused = SiteImageFactory.create_batch(2, uploaded_by_user=owner, collection=root)
    SiteImage.objects.update(was_read=True)  # Publishing requires that unread pictures are read.
    guide.steps = [make_step(screenshot={"image": image.pk, "alt": "Le bouton est en bas.", "markers": []})]
    guide.save_revision(user=owner).publish()
    guide.refresh_from_db()
    guide.summary = "Un résumé plus clair."
    guide.save_revision(user=owner)
    state = guide.get_workflow().start(guide, owner)
    document = get_document_model().objects.create(title="Guide", file=ContentFile(PDF, "a.pdf"))
    superuser = UserFactory(username="chef", is_superuser=True)  # Documents are for nobody else.
    report = Report.objects.create(guide=guide, reason=Reason.values[0], text="Le bouton a changé.")
    session = ModelSession.objects.create(title="Premiers pas", slug="premiers-pas", available=60)
    session.save_revision()
    return Things(
        {
            **dict.fromkeys(("page_id", "page_to_move_id", "page_pk"), guide.pk),
            **dict.fromkeys(
                ("parent_page_id", "destination_id", "destination_page_id"), guide.get_parent().pk
            ),
            "image_id": image.pk,
            **dict.fromkeys(("document_id", "doc_id"), document.pk),
            "unused_image_id": unused.pk,
            "uploaded_document_id": _kept_aside(get_document_model(), ContentFile(PDF, "a.pdf"), superuser),
            "uploaded_file_id": _kept_aside(SiteImage, ContentFile(samples.picture(), "a.png"), owner),
            "redirect_id": Redirect.objects.create(old_path="/ancien", redirect_page=guide).pk,
            "collection_id": root.add_child(instance=Collection(name="Captures")).pk,
            "revision_id": guide.latest_revision_id,
            "session_revision_id": session.latest_revision_id,
            "task_id": ReviewTask.objects.get().pk,
            "task_state_id": state.current_task_state_id,
            "workflow_state_id": state.pk,
            "workflow_pk": Workflow.objects.get().pk,
            "content_type_app_name": "lessons",
            "content_type_model_name": "guidepage",
            "filter_spec": "width-20",
        },
        {
            "/siteimage/delete/": unused.pk,
            "/siteimage/": image.pk,
            "/page/": guide.pk,
            "/document/": document.pk,
            "/user/": owner.pk,
            "/collections/": Collection.objects.get(name="Captures").pk,
            "/workflows/tasks/": ReviewTask.objects.get().pk,
            "/workflows/": Workflow.objects.get().pk,
            **{f"/{name}/": factory().pk for name, factory in TERMS.items()},
            "/modelsession/": session.pk,
            "/settings/": Site.objects.get().pk,
            "/sites/": Site.objects.get().pk,
            "/users/": owner.pk,
            "/groups/": Group.objects.latest("pk").pk,
            "/signalements/": report.pk,
            "/images/": image.pk,
            "/documents/": document.pk,
            "/pages/": guide.pk,
            "/guides/": guide.pk,
        },
    )


def _kept_aside(model: type[Model], file: ContentFile[bytes], owner: User) -> Any:
    """A file of a multiple upload, whose other fields were invalid."""
    kind = ContentType.objects.get_for_model(model)
    return UploadedFile.objects.create(for_content_type=kind, file=file, uploaded_by_user=owner).pk


def answer_of(cookies: SimpleCookie, method: str, path: str, fields: dict[str, Any]) -> str:
    """The response to the holder of `cookies`: "in", "out", or nothing if no permission was checked: 400,
    404, 405, 409.

    The effects of the request are rolled back. For bulk actions: "in" only if the action is offered for the
    requested object, or performed on it.
    """
    client = Client(raise_request_exception=False)
    client.cookies = cookies.copy()
    written: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if _WRITES.match(sql):
            written.append(sql)
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(note):
        answer = getattr(client, method)(path, fields if method == "post" else {})
        if answer.streaming:
            answer.getvalue()  # Reading to the end closes the file.
        transaction.set_rollback(True)
    assert answer.status_code < 500, f"{method} {path}"
    done_to_nothing = "/bulk/" in path and answer.status_code == 302 and not written
    return "out" if done_to_nothing else _said(answer)


def _said(answer: Any) -> str:
    context = getattr(answer, "context_data", None) or {}
    if answer.status_code in {401, 403} or ("items_with_no_access" in context and not context["items"]):
        return "out"
    if answer.status_code == 302:
        place = answer["Location"]
        refused = place == reverse("wagtailadmin_home") and any(
            message.level == ERROR for message in get_messages(answer.wsgi_request)
        )
        return "out" if refused or place.startswith(reverse("wagtailadmin_login")) else "in"
    return "" if answer.status_code in {400, 404, 405, 409} else "in"

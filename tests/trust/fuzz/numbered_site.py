"""The site for editors: one object of every kind, all with the same primary key, which is valid in every
address.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, Revision, Site, TaskState, UploadedFile, Workflow, WorkflowState

from home.accounts.roles import ADMINISTRATORS, REVIEWERS, WRITERS, set_up_roles
from home.models import SiteImage, User
from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.models import ModelSession, ModelSessionLine
from lessons.quality.models import Report, ReviewTask
from lessons.quality.models.reports import Reason
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SiteImageFactory,
    SkillLevelFactory,
    UserFactory,
    make_site,
)

NUMBER = 400_000  # No database sequence reaches this value by itself.
INDEX = NUMBER - 1  # The catalogue.
ROLES = ("writer", "reviewer", "administrator", "superuser")
GROUPS = {"writer": WRITERS, "reviewer": REVIEWERS, "administrator": ADMINISTRATORS}
TERMS: list[Any] = [
    *[AudienceFactory, DeviceFactory, GlossaryTermFactory],
    *[OfficialSiteFactory, ProcedureTypeFactory, SkillLevelFactory],
]


def make_numbered_site() -> dict[str, str]:
    """Create everything; return the `Cookie` header of a user of each role who has completed the second
    factor.
    """
    _number_pages_from(INDEX - 100)  # A PostgreSQL sequence keeps the value of the previous test.
    home = make_site()
    _number_pages_from(INDEX)
    index = GuideIndexPageFactory(parent=home)
    set_up_roles()
    people = {role: _make_person(role) for role in ROLES}
    image = SiteImageFactory(pk=NUMBER, uploaded_by_user=people["writer"])
    guide = _make_guide(index, people["writer"])
    _make_review(guide, people["writer"])
    _make_terms()
    _make_things(index, guide, image)
    return {role: _cookies(person) for role, person in people.items()}


def _make_person(role: str) -> User:
    user: User = UserFactory(username=role, email=f"{role}@exemple.fr", is_superuser=role == "superuser")
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[role]))
    return user


def _number_pages_from(number: int) -> None:
    """Give the next page this primary key. It cannot be passed to a page, because Wagtail would consider it
    saved.
    """
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [number - 1, table])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number - 1])


def _cookies(user: User) -> str:
    client = Client()
    client.force_login(user)
    device = TOTPDevice.objects.create(user=user, confirmed=True, name="telephone")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _make_guide(index: GuideIndexPage, writer: User) -> GuidePage:
    """A public guide with a newer draft."""
    guide: GuidePage = GuidePageFactory(parent=index, slug="guide", owner=writer)
    revision = guide.save_revision(user=writer)
    revision.pk = NUMBER
    revision.save(force_insert=True)
    Page.objects.filter(pk=NUMBER).update(latest_revision=revision, has_unpublished_changes=True)
    return GuidePage.objects.get(pk=NUMBER)


def _make_review(guide: GuidePage, writer: User) -> None:
    workflow = Workflow.objects.create(pk=NUMBER, name="Autre relecture")
    task = ReviewTask.objects.create(pk=NUMBER, name="Autre étape", content_type=_type(ReviewTask))
    common = {
        "content_type": _type(GuidePage),
        "base_content_type": _type(Page),
        "object_id": str(NUMBER),
    }
    state = WorkflowState.objects.create(pk=NUMBER, workflow=workflow, requested_by=writer, **common)
    step = TaskState.objects.create(
        pk=NUMBER,
        workflow_state=state,
        task=task,
        revision=Revision.objects.get(pk=NUMBER),
        content_type=_type(TaskState),
    )
    WorkflowState.objects.filter(pk=NUMBER).update(current_task_state=step)
    EditingSession.objects.create(
        pk=NUMBER,
        user=writer,
        content_type=common["content_type"],
        object_id=str(NUMBER),
        last_seen_at=timezone.now(),
    )


def _type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _make_terms() -> None:
    for factory in TERMS:
        factory(pk=NUMBER, code="compte", name="Compte")


def _make_things(index: GuideIndexPage, guide: GuidePage, image: SiteImage) -> None:
    Group.objects.create(pk=NUMBER, name="Autres")
    UserFactory(pk=NUMBER, username="zoe")
    Collection.get_first_root_node().add_child(instance=Collection(pk=NUMBER, name="Captures"))
    Site.objects.create(pk=NUMBER, hostname="autre.exemple", root_page=index)
    Redirect.objects.create(pk=NUMBER, old_path="/ancien", redirect_page=guide)
    Report.objects.create(pk=NUMBER, guide=guide, reason=Reason.values[0], text="Le bouton a changé.")
    get_document_model().objects.create(
        pk=NUMBER, title="Plan", file=ContentFile(b"%PDF-1.4", name="plan.pdf")
    )
    with image.file.open() as picture:
        UploadedFile.objects.create(
            pk=NUMBER, for_content_type=_type(SiteImage), file=ContentFile(picture.read(), name="envoi.jpg")
        )
    model = ModelSession(pk=NUMBER, title="Atelier", slug="atelier")
    model.lines = [ModelSessionLine(guide=guide, sort_order=0)]
    model.save()

"""The hidden guide, the ways to hide it, and how to look for its canary."""

from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SkillLevelFactory,
    make_step,
)

CANARY = "kanari"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Place:
    """The catalogue, with one public guide and one hidden guide."""

    index: GuideIndexPage
    shown: GuidePage
    hidden: GuidePage


def make_hidden(index: GuideIndexPage) -> GuidePage:
    """A guide whose every text contains the canary."""
    guide: GuidePage = GuidePageFactory(
        parent=index,
        title=f"Titre {CANARY}",
        slug=f"guide-{CANARY}",
        summary=f"Résumé {CANARY}",
        search_words=f"mot-{CANARY}",
        search_description=f"Description {CANARY}",
        official_url=f"https://{CANARY}.example/",
        steps=[make_step(f"Étape {CANARY}", instruction=f"<p>Consigne {CANARY}</p>")],
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        checked_on=timezone.localdate(),
        level=SkillLevelFactory(code="avance", name=f"Niveau {CANARY}"),
        procedure_type=ProcedureTypeFactory(code=f"papiers-citoyennete/{CANARY}", name=f"Type {CANARY}"),
        official_site=OfficialSiteFactory(code=f"site-{CANARY}", name=f"Site {CANARY}"),
    )
    guide.devices = [DeviceFactory(code=f"appareil-{CANARY}", name=f"Appareil {CANARY}")]
    guide.audiences = [AudienceFactory(code=f"public-{CANARY}", name=f"Public {CANARY}")]
    guide.vocabulary = [GlossaryTermFactory(code=f"mot-{CANARY}", name=f"Mot {CANARY}")]
    guide.tags.add(f"étiquette {CANARY}")
    guide.save()
    return guide


def draft(guide: GuidePage) -> None:
    guide.live = False
    guide.first_published_at = guide.last_published_at = None
    guide.save()


def withdrawn(guide: GuidePage) -> None:
    guide.unpublish()


def expired(guide: GuidePage) -> None:
    guide.expire_at = timezone.now() - HOUR
    guide.save()


def embargoed(guide: GuidePage) -> None:
    guide.go_live_at = timezone.now() + HOUR
    guide.first_published_at = None
    guide.save()


def login_only(guide: GuidePage) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)


def group_only(guide: GuidePage) -> None:
    restriction = PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Bureau"))


def behind_a_password(guide: GuidePage) -> None:
    PageViewRestriction.objects.create(page=guide, restriction_type="password", password="secret")  # noqa: S106  A test's.


def below_a_restricted_catalogue(guide: GuidePage) -> None:
    closed = GuideIndexPageFactory(parent=guide.get_parent().get_parent(), title="Fermé", slug="ferme")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    guide.move(closed, pos="last-child")
    guide.refresh_from_db()


STATES = [
    draft,
    withdrawn,
    expired,
    embargoed,
    login_only,
    group_only,
    behind_a_password,
    below_a_restricted_catalogue,
]
each_state = pytest.mark.parametrize("hide", STATES, ids=lambda hide: hide.__name__)


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text: str = unescape(content.decode("utf-8", "replace"))
    return text


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return text_of(response)

"""A site with guides to plan with, and a helper who plans."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.cookie import COOKIE
from lessons.planning.keys import hash_of
from lessons.planning.models import SessionLine, SessionPlan
from tests.factories import GuideIndexPageFactory, GuidePageFactory, SkillLevelFactory, make_site, make_step
from tests.support.module_fixtures import once_a_module

HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@once_a_module
def index_key() -> int:
    key: int = GuideIndexPageFactory(parent=make_site()).pk
    return key


@pytest.fixture
def index(index_key: int, db: None) -> GuideIndexPage:
    return GuideIndexPage.objects.get(pk=index_key)


@pytest.fixture
def taxes(index: GuideIndexPage) -> GuidePage:
    """70 minutes: 40 essential, 20 of optional practice, 10 of optional theory."""
    return make_guide(
        index,
        "Déclarer ses revenus",
        steps=[
            make_step("Comprendre l’impôt", minutes=10, kind="theory", essential=False),
            make_step("Se connecter", minutes=40),
            make_step("Recommencer seul", minutes=20, essential=False),
        ],
        papers=[("item", "Dernier avis d’impôt"), ("item", "Téléphone portable")],
    )


@pytest.fixture
def mail(index: GuideIndexPage) -> GuidePage:
    return make_guide(
        index,
        "Créer une adresse mail",
        steps=[make_step("Choisir un nom", minutes=30)],
        papers=[("item", "Téléphone portable")],
    )


def make_guide(index: GuideIndexPage, title: str, **values: Any) -> GuidePage:
    now = timezone.now()
    level = values.pop("level", None) or SkillLevelFactory(code="debutant")
    guide: GuidePage = GuidePageFactory(
        parent=index, title=title, level=level, first_published_at=now, last_published_at=now, **values
    )
    return GuidePage.objects.get(pk=guide.pk)


@dataclass
class Helper:
    """A helper with a browser that declares the origin of its posts."""

    client: Client

    def post(self, path: str, **fields: Any) -> Any:
        return self.client.post(f"/seance/{path}/", fields, **HERE)

    def add(self, guide: GuidePage) -> Any:
        return self.post("ajouter", guide=guide.pk)

    def act(self, action: str, line: SessionLine | None = None, **fields: Any) -> Any:
        """Press a button of the lines, on the current page."""
        name = f"{action}-{line.pk}" if line else action
        return self.post("lignes", version=self.plan.version, action=name, **fields)

    def activity(self, code: str) -> Any:
        return self.post("ajouter", activite=code, version=self.plan.version)

    @property
    def plan(self) -> SessionPlan:
        return SessionPlan.objects.get(edit_hash=hash_of(self.client.cookies[COOKIE].value))

    @property
    def lines(self) -> list[SessionLine]:
        return list(self.plan.lines.all())

    @property
    def titles(self) -> list[str]:
        return [str(line) for line in self.lines]

    def page(self, path: str = "/seance/") -> str:
        return text_of(self.client.get(path))


def text_of(response: Any) -> str:
    """The text of a page, with ordinary spaces."""
    text: str = response.content.decode()
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("&#x27;", "'")


@pytest.fixture
def helper(client: Client, index: GuideIndexPage) -> Helper:
    return Helper(client)

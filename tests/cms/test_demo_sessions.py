"""The three model sessions of the demo site: created once, within their time, with all their guides present."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cms.demo.sessions import FOLDER, load_model_sessions
from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.models import ModelSession
from lessons.planning.session_presentation import read_session
from tests.factories import GuidePageFactory, SkillLevelFactory, make_step

pytestmark = pytest.mark.django_db

FILES = sorted(FOLDER.glob("*.yaml"))
GUIDES = FOLDER.parent / "guides"


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path)


@pytest.fixture
def guides(home: object) -> None:
    """A guide at each address that the model sessions use, with the minutes of the demo guide."""
    SkillLevelFactory()
    names = {line["guide"] for path in FILES for line in read(path)["lines"] if "guide" in line}
    for name in sorted(names):
        minutes = [step["minutes"] for step in read(GUIDES / name / "guide.yaml")["steps"]]
        steps = [make_step(minutes=length) for length in minutes]
        GuidePageFactory(parent=GuideIndexPage.objects.get(), slug=name, title=name, steps=steps)


def test_three_sessions_are_published_once(guides: None) -> None:
    assert load_model_sessions() == len(FILES) == 3
    assert load_model_sessions() == 0
    assert ModelSession.objects.filter(live=True).count() == 3


def test_every_session_has_its_lines_in_order(guides: None) -> None:
    load_model_sessions()
    for model in ModelSession.objects.all():
        session = read_session(list(model.lines.all()), GuidePage.objects.visible())
        assert not session.gone_count
        assert session.lines[0].title == "Accueil"
        assert session.guide_lines


def test_every_session_fits_its_time(guides: None) -> None:
    load_model_sessions()
    late = {
        model.slug: f"{session.total} of {model.available} minutes"
        for model in ModelSession.objects.all()
        if (session := read_session(list(model.lines.all()), GuidePage.objects.visible())).total
        > model.available
    }
    assert late == {}

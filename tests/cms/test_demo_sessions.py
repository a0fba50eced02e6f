"""The three model sessions of the demo site: created once, within their time, with all their
guides present.
"""

import pytest
from ruamel.yaml import YAML

from cms.demo.sessions import FOLDER, load_model_sessions
from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.models import ModelSession
from lessons.planning.session_presentation import read_session
from tests.factories import GuidePageFactory, SkillLevelFactory

pytestmark = pytest.mark.django_db

FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.fixture
def guides(home: object) -> None:
    """A guide at each address that the model sessions use."""
    SkillLevelFactory()
    names = {
        line["guide"] for path in FILES for line in YAML(typ="safe").load(path)["lines"] if "guide" in line
    }
    for name in sorted(names):
        GuidePageFactory(parent=GuideIndexPage.objects.get(), slug=name, title=name)


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


def test_every_guide_of_a_session_is_a_demo_guide() -> None:
    there = {path.name for path in (FOLDER.parent / "guides").iterdir()}
    for path in FILES:
        for line in YAML(typ="safe").load(path)["lines"]:
            assert line.get("guide", "creer-son-compte-ameli") in there

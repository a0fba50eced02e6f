"""The test site: one guide that everyone may read, which refers to every hidden object, and all hidden
objects.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.test import Client
from django.utils import timezone

from home.accounts.roles import set_up_roles
from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from lessons.models.relations import NextGuide
from lessons.planning.editing import add_guide
from lessons.planning.models import ModelSession, ModelSessionLine
from tests.factories import GuideIndexPageFactory, GuidePageFactory, make_site, make_step
from tests.lessons.planning.conftest import Helper
from tests.trust.leaks.canaries import canary, fill, make_guide
from tests.trust.leaks.hidden_content import make_author, make_others
from tests.trust.leaks.states import STATES, State


@dataclass
class CanarySite:
    """The site with all guides public, until it is closed.

    Attributes:
        shown: the guide that everyone may read, before and after.
        guides: the others, by the name of their state.
        helper: a person who has all of them in a session; `key` lets others read it.
        paths: the address of each guide while it was public, the shown one under "".
        others: addresses where other hidden content might be found.
    """

    index: GuideIndexPage
    shown: GuidePage
    guides: dict[str, GuidePage]
    author: User
    helper: Helper
    key: str
    paths: dict[str, str]
    others: list[str]

    def close(self) -> None:
        """Hide every guide in its own way, and create all other hidden content."""
        for state in STATES:
            state.hide(GuidePage.objects.get(pk=self.guides[state.name].pk))
        self.others += make_others(self.shown, self.author)

    def forget(self, name: str) -> None:
        """Delete the guide of this state, and its alias or copy, as if it had never existed."""
        for guide in GuidePage.objects.filter(slug__startswith=canary(name, "")):
            guide.delete()


def make_canary_site(states: Sequence[State] = STATES) -> CanarySite:
    """All guides public, and in the session of a helper."""
    index = GuideIndexPageFactory(parent=make_site())
    set_up_roles()
    author = make_author()
    guides = {state.name: _make_hidden(index, state, author) for state in states}
    shown = _make_shown(index, guides, author)
    model = ModelSession(title="Premiers pas", slug="premiers-pas")
    model.lines = [
        ModelSessionLine(guide=guide, sort_order=place)
        for place, guide in enumerate([shown, *guides.values()])
    ]
    model.save()
    helper = _make_helper(shown, guides)
    # Relative: there is only one site yet.
    paths = {name: guide.url for name, guide in [("", shown), *guides.items()]}
    return CanarySite(index, shown, guides, author, helper, str(helper.plan.share_key), paths, [])


def _make_hidden(index: GuideIndexPage, state: State, author: User) -> GuidePage:
    """The guide that will be hidden: still public, with all canaries unless only other words will
    be hidden.
    """
    plain = state.in_a_revision
    slug = f"public-{state.name}" if plain else canary(state.name, "adresse")
    guide = make_guide(index, f"Guide {state.name}", slug)
    guide.owner = author
    if not plain:
        fill(guide, state.name)
    guide.save_revision(user=author).publish()
    return GuidePage.objects.get(pk=guide.pk)


def _make_shown(index: GuideIndexPage, guides: dict[str, GuidePage], author: User) -> GuidePage:
    """A guide that refers to every other in each possible way.

    Only a link in its text may lead to another site of the same installation, as it may to any site.
    """
    links = "".join(
        f'<p>Voir <a linktype="page" id="{guide.pk}">ceci</a></p>'
        for name, guide in guides.items()
        if name != "autresite"
    )
    shown: GuidePage = GuidePageFactory(
        parent=index,
        owner=author,
        prerequisites=links,
        steps=[make_step("Ouvrir", instruction=f"<p>Ouvrez.</p>{links}"), make_step("Envoyer")],
        variant_of=guides["brouillon"],
        checked_on=timezone.localdate(),
    )
    for guide in guides.values():
        shown.next_guides.create(guide=guide)
        shown.prerequisite_guides.create(guide=guide)
        NextGuide.objects.create(page=guide, guide=shown)
    shown.save_revision(user=author).publish()
    return GuidePage.objects.get(pk=shown.pk)


def _make_helper(shown: GuidePage, guides: dict[str, GuidePage]) -> Helper:
    """Someone who put all of them into a session, and shared it, while they were public."""
    helper = Helper(Client())
    helper.add(shown)
    for guide in guides.values():
        add_guide(helper.plan, guide)
    helper.post("reglages", version=helper.plan.version, title="Atelier", day="2026-11-24", starts_at="14:00")
    helper.post("partager")
    return helper

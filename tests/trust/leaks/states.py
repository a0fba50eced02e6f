"""Every way to hide a guide, or words of a guide. Each is applied to a public guide."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page, Site, Workflow

from home.models import HomePage, User
from lessons.models import GuideIndexPage, GuidePage
from tests.cms.visibility.canary import (
    HOUR,
    behind_a_password,
    below_a_restricted_catalogue,
    draft,
    embargoed,
    expired,
    group_only,
    login_only,
    withdrawn,
)
from tests.factories import GuideIndexPageFactory, HomePageFactory
from tests.trust.leaks.canaries import canary, fill

Hide = Callable[[GuidePage], object]


@dataclass(frozen=True)
class State:
    """A way of hiding. `in_a_revision`: the guide itself stays public, and only its other words
    are hidden.
    """

    name: str
    hide: Hide
    in_a_revision: bool = False


def in_review(guide: GuidePage) -> None:
    """Never published, and now with a reviewer."""
    draft(guide)
    guide.save_revision()
    Workflow.objects.get(name="Relecture").start(guide, User.objects.get(username="autrice"))


def moved_to_another_site(guide: GuidePage) -> None:
    root = HomePageFactory(parent=Page.objects.get(depth=1), title="Autre site", slug="autre-site")
    Site.objects.create(hostname="autre.example", root_page=root, site_name="Autre site")
    guide.move(GuideIndexPageFactory(parent=root), pos="last-child")


def moved_to_no_site(guide: GuidePage) -> None:
    guide.move(GuideIndexPageFactory(parent=Page.objects.get(depth=1), slug="nulle-part"), pos="last-child")


def alias_of_a_withdrawn_page(guide: GuidePage) -> None:
    guide.create_alias(update_slug=canary("alias", "autreadresse"))
    guide.unpublish()


def copied_as_a_draft(guide: GuidePage) -> None:
    """All that remains is the copy of a page that is gone."""
    guide.copy(update_attrs={"slug": canary("copie", "autreadresse")}, keep_live=False)
    GuidePage.objects.get(pk=guide.pk).delete()


def moved_below_a_draft(guide: GuidePage) -> None:
    """Live, below a page that is not, and withdrawn with it."""
    home = HomePage.objects.first()
    index: GuideIndexPage = GuideIndexPageFactory(parent=home, title="Catalogue retiré", slug="retire")
    guide.move(index, pos="last-child")
    GuideIndexPage.objects.get(pk=index.pk).unpublish(set_expired=True)
    GuidePage.objects.get(pk=guide.pk).unpublish(set_expired=True)


def deleted(guide: GuidePage) -> None:
    guide.delete()


def edited(guide: GuidePage) -> None:
    fill(guide, "retouche")
    guide.save_revision()


def scheduled(guide: GuidePage) -> None:
    fill(guide, "programme")
    guide.go_live_at = timezone.now() + HOUR
    guide.save_revision().publish()


def formerly(guide: GuidePage) -> None:
    """Public with other words; the earlier ones are in the history."""
    plain = GuidePage.objects.get(pk=guide.pk)
    fill(guide, "ancien")
    guide.save_revision().publish()
    plain.devices, plain.audiences, plain.vocabulary = [], [], []
    plain.tags.clear()
    plain.save_revision().publish()


STATES = [
    State("brouillon", draft),
    State("relecture", in_review),
    State("retire", withdrawn),
    State("expire", expired),
    State("embargo", embargoed),
    State("connexion", login_only),
    State("groupe", group_only),
    State("motdepasse", behind_a_password),
    State("souslaporte", below_a_restricted_catalogue),
    State("autresite", moved_to_another_site),
    State("horssite", moved_to_no_site),
    State("alias", alias_of_a_withdrawn_page),
    State("copie", copied_as_a_draft),
    State("avecleparent", moved_below_a_draft),
    State("supprime", deleted),
    State("retouche", edited, in_a_revision=True),
    State("programme", scheduled, in_a_revision=True),
    State("ancien", formerly, in_a_revision=True),
]

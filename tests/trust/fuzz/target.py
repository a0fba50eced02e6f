"""The requested site: one page of every type, all with maximal content, and a session that is shared."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from time_machine import travel

from home.public_forms.tokens import new_token
from lessons.models import GuidePage
from lessons.planning.activities import Activity
from lessons.planning.keys import hash_of
from lessons.planning.models import ModelSession, ModelSessionLine, SessionPlan
from tests.conventions.addresses import ADDRESSES, EDITOR, OPEN_IN_ADMINISTRATION, administration_examples
from tests.conventions.growth import grow
from tests.conventions.pages import make_every_page
from tests.factories import UserFactory

EDIT = "fuzz" * 8
KEY = "abeille-citron-lampe-velo"


@dataclass(frozen=True)
class Target:
    """The names for requests to use, and every address that a visitor may request."""

    names: dict[str, str]
    addresses: list[str]

    def filled(self, text: str) -> str:
        """`text` with `{pk}` and the like replaced by the names of this site."""
        for name, value in self.names.items():
            text = text.replace(f"{{{name}}}", value)
        return text


def make_target() -> Target:
    pages = make_every_page()
    grow(pages, 1)
    guide = GuidePage.objects.get(pk=pages[GuidePage].pk)
    UserFactory()
    line = _make_sessions(guide)
    with travel(timezone.now() - timedelta(minutes=1), tick=False):
        report = new_token(f"report:{guide.pk}")
    names = {
        "guide": guide.url,
        "pk": str(guide.pk),
        "line": str(line),
        "key": KEY,
        "edit": EDIT,
        "report": report,
    }
    return Target(names, [*_addresses(), *sorted(page.url for page in pages.values())])


def _addresses() -> list[str]:
    """Every address outside the administration, with valid and invalid keys, and the public ones of the
    administration.
    """
    outside = [address.example for address in ADDRESSES if address.audience != EDITOR]
    opened = [
        "/seance/lire/{key}/",
        "/seance/lire/{key}/projection/1/",
        "/seance/ouvrir/{edit}/",
        "/seance/modele/atelier/",
    ]
    doors = [path for route, path in administration_examples().items() if route in OPEN_IN_ADMINISTRATION]
    return [*outside, *opened, *doors]


def _make_sessions(guide: GuidePage) -> int:
    """A session that is shared and a session ready to copy; returns the primary key of a line."""
    plan = SessionPlan.objects.create(edit_hash=hash_of(EDIT), share_key=KEY, title="Atelier", available=60)
    plan.lines.create(position=1, activity=Activity.BREAK)
    line = plan.lines.create(position=2, guide=guide, guide_title=guide.title, note="Montrer")
    model = ModelSession(title="Atelier", slug="atelier")
    model.lines = [ModelSessionLine(guide=guide, sort_order=0)]
    model.save()
    return int(line.pk)

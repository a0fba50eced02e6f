"""Hidden content besides guides: pages, terms, documents, pictures, sessions, messages, people."""

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Comment, PageViewRestriction, Site

from home.models import HomePage, Navigation, SiteImage, User
from lessons.models import GuidePage
from lessons.planning.activities import Activity
from lessons.planning.keys import hash_of
from lessons.planning.models import ModelSession, ModelSessionLine, SessionPlan
from lessons.quality.models import Reason, Report
from tests.cms.visibility.canary import HOUR
from tests.factories import (
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    OfficialSiteFactory,
    PlainPageFactory,
    ProcedureTypeFactory,
    SiteImageFactory,
    ThemeFactory,
    UserFactory,
)
from tests.home.images.samples import PDF, picture
from tests.trust.leaks.canaries import canary

TERMS = [
    AudienceFactory,
    DeviceFactory,
    GlossaryTermFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    ThemeFactory,
]
TOKEN = "k" * 32


def make_author() -> User:
    """The author of all of it: the public sees roles, never people."""
    return UserFactory(
        username="autrice",
        first_name=canary("autrice", "prenom"),
        last_name=canary("autrice", "nom"),
        email=f"{canary('autrice', 'mail')}@exemple.fr",
    )


def make_others(shown: GuidePage, author: User) -> list[str]:
    """Create all of it; return the addresses where it might be found."""
    _make_unused_terms()
    _make_messages(shown, author)
    return [*_make_pages(), *_make_files(), *_make_sessions()]


def _make_unused_terms() -> None:
    for maker in TERMS:
        name = maker._meta.model._meta.model_name + maker.__name__.lower()
        maker(code=canary(name, "code"), name=canary(name, "nom"), also_said=canary(name, "dit"))


def _make_messages(shown: GuidePage, author: User) -> None:
    Report.objects.create(
        guide=shown,
        reason=Reason.WORDS,
        text=canary("signalement", "texte"),
        mail=f"{canary('signalement', 'mail')}@exemple.fr",
    )
    Comment.objects.create(
        page=shown, user=author, text=canary("commentaire", "texte"), contentpath="title", position=""
    )


def _make_pages() -> list[str]:
    """Plain pages that are not public, although the menus link to them."""
    home = HomePage.objects.first()
    past, future = timezone.now() - HOUR, timezone.now() + HOUR
    hidden = {
        "pagebrouillon": {"live": False},
        "pageexpiree": {"expire_at": past},
        "pageembargo": {"go_live_at": future},
    }
    names = [*hidden, "pagefermee"]
    pages = [
        PlainPageFactory(
            parent=home,
            title=canary(name, "titre"),
            slug=canary(name, "adresse"),
            introduction=canary(name, "texte"),
            show_in_menus=True,
            **hidden.get(name, {}),
        )
        for name in names
    ]
    PageViewRestriction.objects.create(page=pages[-1], restriction_type=PageViewRestriction.LOGIN)
    menus = Navigation.for_site(Site.objects.get(is_default_site=True))
    links = [("link", {"page": page, "address": "", "label": ""}) for page in pages]
    menus.main_menu, menus.footer_menu = links, links
    menus.save()
    return [f"/{page.slug}/" for page in pages]


def _make_files() -> list[str]:
    """A document in a collection for those who log in, and an original of a picture."""
    private = Collection.get_first_root_node().add_child(name=canary("collection", "nom"))
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    name = f"{canary('document', 'fichier')}.pdf"
    document = Document.objects.create(
        title=canary("document", "titre"),
        file=ContentFile(PDF + canary("document", "texte").encode(), name),
        collection=private,
    )
    file = ContentFile(picture(), f"{canary('image', 'fichier')}.png")
    image: SiteImage = SiteImageFactory(title=canary("image", "titre"), file__from_file=file)
    return [f"/documents/{document.pk}/{name}", f"/media/{document.file.name}", f"/media/{image.file.name}"]


def _make_sessions() -> list[str]:
    """Another person's session that is not shared, and an unpublished model session."""
    plan = SessionPlan.objects.create(edit_hash=hash_of(TOKEN), title=canary("seance", "titre"))
    plan.lines.create(position=1, activity=Activity.BREAK, note=canary("seance", "note"))
    model = ModelSession(
        title=canary("modele", "titre"),
        slug=canary("modele", "adresse"),
        summary=canary("modele", "resume"),
        live=False,
    )
    model.lines = [ModelSessionLine(activity=Activity.BREAK, note=canary("modele", "note"), sort_order=0)]
    model.save()
    return [model.get_absolute_url()]

"""What editors did before the site was stored: with guides, pictures, reports, links and addresses."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import PageViewRestriction

from home.models import HomePage, PlainPage, SiteImage, User
from lessons.models import GuidePage
from lessons.planning.models import ModelSession
from lessons.quality.links.checker import all_urls, record_outcome
from lessons.quality.links.outcomes import LinkOutcome
from lessons.quality.models import Report, Responsibility
from lessons.taxonomy.models import GlossaryTerm, SkillLevel
from tests.trust.release_1_1.pictures import drawn_picture

PAGES = "/administration/pages"
PICTURES = "/administration/captures"
QUALITY = "/administration/qualite"
# Textbook example numbers, with a valid check key: the site detects no others.
EXAMPLES = ("Sécurité sociale : 2 55 08 14 168 025 38", "IBAN : FR76 3000 6000 0112 3456 7890 189")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"


def logged_in(username: str) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(username=username))
    return browser


def guide_at(slug: str) -> GuidePage:
    guide: GuidePage = GuidePage.objects.get(slug=slug)
    return guide


def work_on_guides() -> None:
    """Bring guides into every state; one is left under review."""
    _review("creer-une-adresse-de-messagerie", "Vous choisissez un nom et vous lisez votre premier message.")
    _submit("consulter-ses-points-de-permis", "Vous lisez le nombre de vos points, sans aller au guichet.")
    checked, writer = guide_at("choisir-un-mot-de-passe-solide"), logged_in("redacteur")
    _post(writer, f"{QUALITY}/guides/{checked.pk}/toujours-exact/")
    level = SkillLevel.objects.exclude(pk=checked.level_id).first()
    _post(writer, f"{QUALITY}/guides/{checked.pk}/dupliquer/", level=level.pk)
    Responsibility.objects.create(guide=checked, user=User.objects.get(username="redacteur"))
    _make_copies(checked)
    _rename("reconnaitre-un-faux-site-ou-un-faux-sms", "reconnaitre-un-faux-message")


def _review(slug: str, summary: str) -> None:
    """Submitted, rejected, submitted again, approved: readers see the new summary and the change note."""
    _submit(slug, summary, change_note="Le résumé dit mieux ce que vous saurez faire.")
    _decide(slug, "reject", comment="Dites aussi combien de temps il faut.")
    _submit(slug, f"{summary} Comptez une heure.", change_note="Le résumé dit combien de temps il faut.")
    _decide(slug, "approve", comment="C’est clair.")
    assert guide_at(slug).summary.endswith("Comptez une heure.")


def _submit(slug: str, summary: str, **values: str) -> None:
    guide, writer = guide_at(slug).get_latest_revision_as_object(), User.objects.get(username="redacteur")
    for name, value in {"summary": summary, **values}.items():
        setattr(guide, name, value)
    guide.save_revision(user=writer, log_action=True)
    rejected = guide_at(slug).current_workflow_state
    if rejected is None:
        guide.get_workflow().start(guide, writer)
    else:
        rejected.resume(writer)


def _decide(slug: str, action: str, comment: str) -> None:
    guide = guide_at(slug)
    task = guide.current_workflow_state.current_task_state
    address = f"{PAGES}/workflow/action/{guide.pk}/{action}/{task.pk}/"
    _post(logged_in("relecteur"), address, comment=comment)


def _make_copies(guide: GuidePage) -> None:
    """Guides with the text of `guide` in states that no guide of the demo has."""
    now, administrator = timezone.now(), User.objects.get(username="admin")
    withdrawn = _copy(guide, "ancien-guide", "Un guide que nous avons retiré")
    _post(logged_in("admin"), f"{PAGES}/{withdrawn.pk}/unpublish/")
    expired = _copy(guide, "guide-termine", "Un guide dont la date est passée")
    GuidePage.objects.filter(pk=expired.pk).update(expire_at=now - timedelta(days=1))
    private = _copy(guide, "guide-reserve", "Un guide pour les personnes connectées")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    coming = _copy(guide, "guide-a-venir", "Un guide qui paraîtra plus tard", is_public=False)
    coming.go_live_at = now + timedelta(hours=2)
    coming.save_revision(user=administrator, log_action=True).publish(user=administrator)
    _copy(guide, "guide-ecrit-a-moitie", "Un guide écrit à moitié", is_public=False)


def _copy(guide: GuidePage, slug: str, title: str, *, is_public: bool = True) -> GuidePage:
    values = {"slug": slug, "title": title, "variant_of": None}
    user = User.objects.get(username="admin")
    copy: GuidePage = guide.copy(update_attrs=values, copy_revisions=False, keep_live=is_public, user=user)
    return copy


def _rename(slug: str, new: str) -> None:
    """Publish at another address, as the editor's form does: the former address redirects to it."""
    guide, administrator = guide_at(slug).get_latest_revision_as_object(), User.objects.get(username="admin")
    guide.slug = new
    guide.save_revision(user=administrator, log_action=True).publish(user=administrator)
    assert Redirect.objects.filter(automatically_created=True).exists()


def work_on_pictures() -> None:
    """Upload three pictures: with example personal data, confirmed as harmless, masked and cropped."""
    writer, reviewer = logged_in("redacteur"), logged_in("relecteur")
    suspected = _bring_in(writer, "Écran à masquer", *EXAMPLES)
    assert suspected.suspicions, "Is tesseract installed?"
    looked_at = _bring_in(writer, "Écran sans donnée", "Bienvenue sur votre espace")
    _post(reviewer, f"{PICTURES}/{looked_at.pk}/vue/", vouched="1")
    masked = _bring_in(writer, "Écran masqué", "Bonjour Camille", "Vos documents")
    forms = {"mask-TOTAL_FORMS": "1", "mask-INITIAL_FORMS": "0"}
    boxes = _box("mask-0", 0, 0, 60, 40) | _box("crop", 0, 0, 80, 100)
    _post(reviewer, f"{PICTURES}/{masked.pk}/masquer/", stem=masked.stem, **forms, **boxes)


def _bring_in(browser: Client, title: str, *lines: str) -> SiteImage:
    _post(browser, f"{PICTURES}/nouvelle/", title=title, file=drawn_picture(*lines))
    image: SiteImage = SiteImage.objects.get(title=title)
    return image


def _box(prefix: str, *numbers: int) -> dict[str, str]:
    names = ("x", "y", "width", "height")
    return {f"{prefix}-{name}": str(number) for name, number in zip(names, numbers, strict=True)}


def work_on_the_rest() -> None:
    """Add a document, a redirect, a restricted page, two log entries, and links of every state."""
    administrator = User.objects.get(username="admin")
    document = get_document_model()(title="Affiche de l’atelier", uploaded_by_user=administrator)
    document.file.save("affiche-de-l-atelier.pdf", ContentFile(PDF))
    Redirect.add_redirect("/mots-de-passe", guide_at("choisir-un-mot-de-passe-solide").page_ptr)
    notes = PlainPage(
        title="Notes de l’équipe", slug="notes-de-l-equipe", introduction="Pour les relecteurs."
    )
    HomePage.objects.get().add_child(instance=notes)
    notes.save_revision(user=administrator).publish(user=administrator)
    PageViewRestriction.objects.create(page=notes, restriction_type=PageViewRestriction.LOGIN)
    for changed in (GlossaryTerm.objects.first(), ModelSession.objects.first()):
        log(instance=changed, action="wagtail.edit", user=administrator)
    _check_links(all_urls())


def _check_links(urls: Iterable[str]) -> None:
    """Store a result of every kind, one for each address. No network request is made."""
    moved = LinkOutcome("moved", "déplacé (301)", "https://www.exemple.fr/nouvelle-adresse")
    others = [
        LinkOutcome("dead", "page introuvable (404)"),
        moved,
        LinkOutcome("unsure", "le site ne répond pas"),
    ]
    for url in sorted(urls):
        record_outcome(url, others.pop() if others else LinkOutcome("good", "répond (200)"))


def answer_reports() -> None:
    """One reader's question is settled; the report on a step is being worked on."""
    reviewer = logged_in("relecteur")
    for reason, status in (("unclear", "done"), ("words", "doing")):
        found = Report.objects.get(reason=reason)
        _post(reviewer, f"{QUALITY}/signalements/{found.pk}/", status=status)


def _post(browser: Client, address: str, **fields: Any) -> None:
    response = browser.post(address, fields)
    assert response.status_code in {200, 302}, (address, response.status_code)

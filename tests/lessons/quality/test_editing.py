"""Convenience for writers: initial values, previews, variants, bulk actions, choosers that distinguish
guides, help.
"""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.checks.all_checks import check_guide
from lessons.quality.guide_duplication import duplicate_for_level, levels_without_variant
from lessons.quality.models import Responsibility
from tests.factories import GuidePageFactory, PlainPageFactory, SkillLevelFactory
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]


def new_guide(client: Client, index: GuideIndexPage) -> Any:
    return client.get(reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", index.pk)))


def test_a_new_guide_opens_with_steps_that_need_only_rewriting(
    as_user: LogIn, writer: User, index: GuideIndexPage
) -> None:
    html = unescape(new_guide(as_user(writer), index).content.decode())
    for title in ("Ouvrir le site officiel", "Se connecter", "Garder la preuve"):
        assert f'"{title}"' in html  # Scripts render the steps from data in the page.


def test_the_skeleton_follows_our_own_advice(as_user: LogIn, writer: User, index: GuideIndexPage) -> None:
    guide = new_guide(as_user(writer), index).context["form"].instance
    guide.summary = guide.title = "Vendre sa voiture"
    codes = {finding.code for finding in check_guide(guide) if finding.step_id}
    assert codes <= {"negative"}, codes


def test_steps_to_start_from_can_be_told_apart(as_user: LogIn, writer: User, index: GuideIndexPage) -> None:
    guide = new_guide(as_user(writer), index).context["form"].instance
    ids = {step.id for step in guide.steps}
    assert None not in ids
    assert len(ids) == len(guide.steps)


def test_the_window_of_official_sites_is_opened_in_its_own_words(
    as_user: LogIn, writer: User, index: GuideIndexPage
) -> None:
    html = unescape(new_guide(as_user(writer), index).content.decode())
    for words in ("Choisir un site officiel", "Choisir un autre site officiel", "Modifier ce site officiel"):
        assert words in html


def test_a_guide_that_exists_is_not_filled_again(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    draft.steps = []
    draft.save_revision(user=writer)
    form = as_user(writer).get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).context["form"]
    assert len(form.instance.steps) == 0


def preview(client: Client, guide: GuidePage, mode: str) -> Any:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=(guide.pk,))
    client.post(address, guide_form(title=guide.title, slug=guide.slug))
    return client.get(address, {"mode": mode})


@pytest.mark.parametrize("mode", ["learner", "helper"])
def test_the_preview_shows_the_sheets_of_what_is_being_written(
    as_user: LogIn, writer: User, draft: GuidePage, mode: str
) -> None:
    response = preview(as_user(writer), draft, mode)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_the_page_is_the_first_preview_and_can_be_seen_on_a_phone(
    as_user: LogIn, writer: User, draft: GuidePage
) -> None:
    html = preview(as_user(writer), draft, "").content.decode()
    assert "<h1>Renouveler son passeport</h1>" in html
    assert [mode for mode, _label in draft.preview_modes] == ["", "learner", "helper"]
    assert {"mobile", "desktop"} <= {size["name"] for size in draft.preview_sizes}


def test_a_sheet_in_preview_needs_the_right_to_edit(client: Client, draft: GuidePage) -> None:
    assert preview(client, draft, "learner").status_code == 302


def test_a_guide_is_duplicated_for_another_level_as_a_draft_of_the_same_family(
    as_user: LogIn, writer: User, published: GuidePage
) -> None:
    GuidePage.objects.filter(pk=published.pk).update(checked_on=timezone.localdate(), checked_by="redacteur")
    SkillLevelFactory(code="avance")
    client = as_user(writer)
    address = reverse("guide_duplicate", args=(published.pk,))
    assert "Avancé" in client.get(address).content.decode()
    assert "Débutant" not in client.get(address).content.decode()
    level = levels_without_variant(published).get()
    response = client.post(address, {"level": level.pk})
    copy = GuidePage.objects.get(slug="renouveler-son-passeport-avance")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=(copy.pk,))
    latest = copy.get_latest_revision_as_object()
    for page in (copy, latest):
        assert (page.live, page.level, page.variant_of_id) == (False, level, published.pk)
        assert (page.checked_on, page.checked_by) == (None, "")
    assert latest.step_titles == published.step_titles
    assert not levels_without_variant(published).exists()
    assert "existe déjà pour chaque niveau" in client.get(address).content.decode()


def test_the_variant_starts_from_the_latest_words_and_joins_the_root_of_the_family(
    writer: User, published: GuidePage
) -> None:
    middle, high = SkillLevelFactory(code="intermediaire"), SkillLevelFactory(code="avance")
    second = duplicate_for_level(published, middle, writer)
    second = second.get_latest_revision_as_object()
    second.title = "Refaire son passeport"
    second.save_revision(user=writer)
    third = duplicate_for_level(GuidePage.objects.get(pk=second.pk), high, writer)
    assert (third.title, third.variant_of_id) == ("Refaire son passeport", published.pk)


def bulk(client: Client, action: str, *pages: Any, **form: Any) -> Any:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
    address = f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}"
    assert client.get(address).status_code == 200
    return client.post(address, form)


def test_several_guides_are_noted_as_checked_and_other_pages_left_alone(
    as_user: LogIn, administrator: User, index: GuideIndexPage, published: GuidePage
) -> None:
    other = GuidePageFactory(parent=index, slug="autre")
    plain = PlainPageFactory(parent=index.get_parent())
    bulk(as_user(administrator), "check_guides", published, other, plain)
    days = set(GuidePage.objects.values_list("checked_on", flat=True))
    assert days == {timezone.localdate()}


def test_tags_added_to_several_guides_wait_for_the_review(
    as_user: LogIn, writer: User, published: GuidePage
) -> None:
    bulk(as_user(writer), "tag_guides", published, tags="passeport, voyage")
    assert not GuidePage.objects.get(pk=published.pk).tags.exists()
    version = GuidePage.objects.get(pk=published.pk).get_latest_revision_as_object()
    assert {tag.name for tag in version.tags.all()} == {"passeport", "voyage"}


def test_an_administrators_tags_are_public_at_once(
    as_user: LogIn, administrator: User, published: GuidePage
) -> None:
    bulk(as_user(administrator), "tag_guides", published, tags="passeport")
    assert [tag.name for tag in GuidePage.objects.get(pk=published.pk).tags.all()] == ["passeport"]


def test_guides_are_put_in_somebodys_charge(
    as_user: LogIn, reviewer: User, writer: User, published: GuidePage, draft: GuidePage
) -> None:
    for person in (reviewer, writer):
        bulk(as_user(reviewer), "assign_guides", published, draft, person=person.pk)
    assert set(Responsibility.objects.values_list("guide", "user")) == {
        (published.pk, writer.pk),
        (draft.pk, writer.pk),
    }


def test_the_chooser_tells_guides_of_the_same_title_apart(
    as_user: LogIn, writer: User, index: GuideIndexPage, published: GuidePage
) -> None:
    address = reverse("wagtailadmin_choose_page_child", args=(index.pk,))
    html = unescape(as_user(writer).get(address, {"page_type": "lessons.GuidePage"}).json()["html"])
    assert "Débutant · Papiers et citoyenneté › Carte d’identité et passeport" in html


def test_the_help_is_inside_the_administration_and_says_what_the_documentation_says(
    as_user: LogIn, writer: User
) -> None:
    client = as_user(writer)
    html = unescape(client.get(reverse("editing_help")).content.decode())
    assert "Écrire et publier un guide" in html
    assert "Écrire une bonne étape" in html
    assert "**" not in html
    home = unescape(client.get("/administration/").content.decode())
    assert reverse("editing_help") in home
    assert "whats-new" not in home

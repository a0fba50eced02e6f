"""The plan says when each line begins, what is too long, what could be left out, and what to do first."""

from lessons.models import GuideIndexPage, GuidePage
from tests.factories import SkillLevelFactory, make_step
from tests.lessons.planning.conftest import Helper, make_guide


def with_time(helper: Helper, minutes: str, **fields: str) -> None:
    helper.post("reglages", version=helper.plan.version, available=minutes, **fields)


def test_each_line_says_when_it_begins(helper: Helper, taxes: GuidePage, mail: GuidePage) -> None:
    helper.add(taxes)
    helper.add(mail)
    with_time(helper, "", starts_at="14:00")
    page = helper.page()
    assert "<b>14 h 00</b>" in page
    assert "<b>15 h 10</b>" in page
    assert "De 14 h 00 à 15 h 40." in page


def test_a_session_that_is_too_long_is_cut_and_the_cut_undone(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    with_time(helper, "60")
    page = helper.page()
    assert "10 min de trop." in page
    assert "Comprendre l’impôt" in page
    response = helper.post("raccourcir", version=helper.plan.version)
    page = helper.page(response["Location"])
    assert "<strong>1 h</strong>" in page
    assert "Laissé de côté : Comprendre l’impôt." in page
    helper.post("annuler", version=helper.plan.version)
    assert helper.lines[0].left_out == []
    assert "10 min de trop." in helper.page()


def test_what_is_essential_stays_and_the_page_says_that_it_is_too_long(
    helper: Helper, taxes: GuidePage
) -> None:
    helper.add(taxes)
    with_time(helper, "30")
    helper.post("raccourcir", version=helper.plan.version)
    page = helper.page()
    assert "Il ne reste que l’indispensable." in page
    assert "Raccourcir à" not in page
    assert "<strong>40 min</strong>" in page


def test_one_line_takes_a_shorter_form_and_its_whole_form_again(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    pk = helper.lines[0].pk
    helper.act("", **{f"{pk}-note": "", f"{pk}-form": "60"})
    assert "<strong>1 h</strong>" in helper.page()
    helper.act("", **{f"{pk}-note": "", f"{pk}-form": "court"})
    assert "<strong>40 min</strong>" in helper.page()
    helper.act("", **{f"{pk}-note": "", f"{pk}-form": "complet"})
    assert "<strong>1 h 10</strong>" in helper.page()
    assert helper.act("", **{f"{pk}-note": "", f"{pk}-form": "inconnu"}).status_code == 303
    assert helper.lines[0].left_out == []


def test_minutes_of_ones_own_count_instead(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    pk = helper.lines[0].pk
    helper.act("", **{f"{pk}-note": "", f"{pk}-minutes": "25"})
    assert "<strong>25 min</strong>" in helper.page()


def test_a_guide_that_needs_another_first_offers_to_put_it_before(
    helper: Helper, taxes: GuidePage, mail: GuidePage
) -> None:
    taxes.prerequisite_guides.create(guide=mail)
    taxes.save()
    helper.add(taxes)
    assert "À faire avant" in helper.page()
    helper.act(f"avant-{helper.lines[0].pk}-{mail.pk}")
    assert helper.titles == ["Créer une adresse mail", "Déclarer ses revenus"]
    assert "À faire avant" not in helper.page()
    helper.act("descendre", helper.lines[0])
    assert "À faire avant" in helper.page()
    helper.act(f"avant-{helper.lines[0].pk}-{mail.pk}")
    assert helper.titles == ["Créer une adresse mail", "Déclarer ses revenus"]


def test_a_guide_of_another_level_offers_the_variant_of_the_group(
    helper: Helper, index: GuideIndexPage, mail: GuidePage
) -> None:
    advanced = make_guide(
        index,
        "Corriger sa déclaration",
        level=SkillLevelFactory(code="avance"),
        variant_of=None,
        steps=[make_step(minutes=20)],
    )
    easy = make_guide(index, "Relire sa déclaration", variant_of=advanced, steps=[make_step(minutes=15)])
    helper.add(advanced)
    assert "Existe au niveau" not in helper.page()
    helper.post("reglages", version=helper.plan.version, level=easy.level.pk)
    assert "Existe au niveau Débutant" in helper.page()
    helper.act(f"remplacer-{helper.lines[0].pk}-{easy.pk}")
    assert helper.titles == ["Relire sa déclaration"]


def test_mixed_levels_are_pointed_out_when_nobody_said_the_level(
    helper: Helper, index: GuideIndexPage, mail: GuidePage
) -> None:
    advanced = make_guide(index, "Corriger sa déclaration", level=SkillLevelFactory(code="avance"))
    make_guide(index, "Relire sa déclaration", variant_of=advanced)
    helper.add(mail)
    helper.add(advanced)
    page = helper.page()
    assert "niveaux différents" in page
    assert "Existe au niveau Débutant" in page


def test_a_long_session_is_advised_a_break_and_over_three_hours_two_sessions(
    helper: Helper, taxes: GuidePage
) -> None:
    helper.add(taxes)
    pk = helper.lines[0].pk
    helper.act("", **{f"{pk}-note": "", f"{pk}-minutes": "100"})
    page = helper.page()
    assert "sans pause" in page
    assert "Plus de 3 heures" not in page
    helper.act("", **{f"{pk}-note": "", f"{pk}-minutes": "181"})
    assert "Plus de 3 heures" in helper.page()

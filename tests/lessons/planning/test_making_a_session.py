"""A helper adds guides and activities, puts them in order, enters minutes and notes."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.cookie import COOKIE
from lessons.planning.models import MAX_LINES, SessionLine, SessionPlan
from tests.lessons.planning.conftest import Helper, make_guide, text_of


def test_a_visitor_who_does_not_plan_gets_no_cookie_and_no_question_more(
    client: Client, taxes: GuidePage
) -> None:
    for path in ("/", "/guides/", taxes.url, "/seance/", "/seance/lire/"):
        assert not client.get(path).cookies
    with CaptureQueriesContext(connection) as asked:
        client.get(taxes.url)
    assert not [query for query in asked if "planning_session" in query["sql"]]


def test_the_first_add_makes_the_session_and_sets_a_cookie_no_script_can_read(
    helper: Helper, taxes: GuidePage
) -> None:
    response = helper.add(taxes)
    cookie = response.cookies[COOKIE]
    assert response.status_code == 303
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert helper.titles == ["Déclarer ses revenus"]


def test_the_cookie_is_secure_where_the_site_is(helper: Helper, taxes: GuidePage) -> None:
    with override_settings(SESSION_COOKIE_SECURE=True):
        assert helper.add(taxes).cookies[COOKIE]["secure"]
    assert settings.SESSION_COOKIE_SECURE is False


def test_the_secret_is_nowhere_in_the_database(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    token = helper.client.cookies[COOKIE].value
    assert len(token) >= 22  # 128 bits in base 64.
    row = SessionPlan.objects.values().get()
    assert token not in str(row)


def test_the_header_counts_guides_and_the_button_says_it_is_in(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    helper.activity("pause")
    page = helper.page(taxes.url)
    assert 'data-session-count>1<span class="visually-hidden"> guide</span>' in page
    assert "Dans ma séance" in page
    assert "Ajouter à ma séance" not in page


def test_adding_from_a_result_comes_back_to_the_results(helper: Helper, taxes: GuidePage) -> None:
    back = f"/guides/?q=impot#seance-{taxes.pk}"
    response = helper.post("ajouter", guide=taxes.pk, retour="/guides/?q=impot")
    assert response["Location"] == back


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil"]
)
def test_adding_never_leads_to_another_site(helper: Helper, taxes: GuidePage, back: str) -> None:
    response = helper.post("ajouter", guide=taxes.pk, retour=back)
    assert response["Location"].startswith("/seance/")


def test_a_guide_is_in_the_session_once(helper: Helper, taxes: GuidePage) -> None:
    for _ in range(3):
        helper.add(taxes)
    assert helper.titles == ["Déclarer ses revenus"]


def test_a_double_click_on_an_activity_adds_it_once(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    version = helper.plan.version
    for _ in range(2):
        helper.post("ajouter", activite="pause", version=version)
    helper.post("ajouter", activite="pause", version=helper.plan.version)
    assert helper.titles == ["Déclarer ses revenus", "Pause", "Pause"]


def test_people_are_welcomed_at_the_beginning(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    helper.activity("bilan")
    helper.activity("accueil")
    assert helper.titles == ["Accueil", "Déclarer ses revenus", "Bilan"]


def test_five_hundred_adds_end_in_a_plain_sentence(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    plan = helper.plan
    SessionLine.objects.bulk_create(
        SessionLine(plan=plan, position=place, activity="pause") for place in range(1, MAX_LINES)
    )
    response = helper.activity("pause")
    assert len(helper.lines) == MAX_LINES
    assert "Votre séance est pleine" in helper.page(response["Location"])


@pytest.mark.parametrize("guide", ["999999", "0", "-1", "abc", "", "9" * 50, "1 OR 1=1", "\x00"])
def test_a_guide_that_does_not_exist_is_not_found(helper: Helper, guide: str) -> None:
    assert helper.post("ajouter", guide=guide).status_code == 404
    assert not SessionPlan.objects.exists()


def test_lines_are_put_in_order_by_buttons(helper: Helper, taxes: GuidePage, mail: GuidePage) -> None:
    helper.add(taxes)
    helper.add(mail)
    helper.activity("bilan")
    response = helper.act("monter", helper.lines[1])
    assert response["Location"].endswith(f"#ligne-{helper.lines[0].pk}")
    assert helper.titles == ["Créer une adresse mail", "Déclarer ses revenus", "Bilan"]
    helper.act("descendre", helper.lines[1])
    assert helper.titles == ["Créer une adresse mail", "Bilan", "Déclarer ses revenus"]
    helper.act("monter", helper.lines[0])
    helper.act(f"deplacer-{helper.lines[2].pk}-0")
    assert helper.titles == ["Déclarer ses revenus", "Créer une adresse mail", "Bilan"]


def test_a_button_saves_what_was_typed_in_all_lines(
    helper: Helper, taxes: GuidePage, mail: GuidePage
) -> None:
    helper.add(taxes)
    helper.add(mail)
    first, second = helper.lines
    helper.act("monter", second, **{f"{first.pk}-note": "Montrer l’avis papier", f"{first.pk}-minutes": "50"})
    assert [line.note for line in helper.lines] == ["", "Montrer l’avis papier"]
    assert [line.minutes for line in helper.lines] == [None, 50]


@pytest.mark.parametrize("minutes", ["-5", "0", "601", "1000000000", "1" * 400, "abc", "1.5"])
def test_minutes_that_make_no_sense_are_refused_plainly_and_kept_on_the_page(
    helper: Helper, taxes: GuidePage, minutes: str
) -> None:
    helper.add(taxes)
    pk = helper.lines[0].pk
    response = helper.act("", **{f"{pk}-note": "Ma note", f"{pk}-minutes": minutes})
    assert response.status_code == 422
    assert "Écrivez un nombre de minutes entre 1 et 600." in text_of(response)
    assert f'value="{minutes}"' in text_of(response)
    assert 'value="Ma note"' in text_of(response)
    assert helper.lines[0].minutes is None


@pytest.mark.parametrize(
    "note",
    [
        "Rappeler le 06 12 34 56 78",
        "jean.dupont@laposte.net",
        "2 69 05 49 588 157 80",
        "FR76 3000 6000 0112 3456 7890 189",
    ],
)
def test_a_note_that_identifies_a_person_is_refused_kindly(
    helper: Helper, taxes: GuidePage, note: str
) -> None:
    helper.add(taxes)
    pk = helper.lines[0].pk
    response = helper.act("", **{f"{pk}-note": note})
    assert response.status_code == 422
    assert "Rien sur les personnes n’est gardé ici" in text_of(response)
    assert helper.lines[0].note == ""


def test_a_title_that_identifies_a_person_is_refused_too(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    response = helper.post("reglages", version=helper.plan.version, title="Pour jean.dupont@laposte.net")
    assert response.status_code == 422
    assert helper.plan.title == ""


def test_what_the_session_is_like_is_written_once(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    fields = {
        "title": "Atelier du mardi",
        "day": "2026-12-01",
        "starts_at": "14:00",
        "available": "90",
        "participants": "6",
        "level": taxes.level.pk,
        "equipment": ["ordinateurs", "imprimante"],
    }
    response = helper.post("reglages", version=helper.plan.version, **fields)
    page = helper.page(response["Location"])
    for words in ("Atelier du mardi", "1er décembre 2026", "De 14 h 00 à 15 h 10", "Ordinateurs, Imprimante"):
        assert words in page
    assert "Il reste 20 min" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "demain"),
        ("day", "0001-01-01"),
        ("starts_at", "25:99"),
        ("available", "-5"),
        ("available", "1000000000"),
        ("participants", "1000000000"),
        ("participants", "-1"),
        ("level", "999999999999"),
        ("equipment", "piscine"),
        ("title", "x" * 5000),
    ],
)
def test_a_detail_that_makes_no_sense_is_refused(
    helper: Helper, taxes: GuidePage, field: str, value: str
) -> None:
    helper.add(taxes)
    response = helper.post("reglages", version=helper.plan.version, **{field: value})
    assert response.status_code == 422
    assert 'class="error"' in text_of(response)


def test_a_removed_line_can_be_had_back(helper: Helper, taxes: GuidePage, mail: GuidePage) -> None:
    helper.add(taxes)
    helper.add(mail)
    helper.act("", **{f"{helper.lines[0].pk}-note": "À garder", f"{helper.lines[0].pk}-minutes": "45"})
    response = helper.act("retirer", helper.lines[0])
    assert helper.titles == ["Créer une adresse mail"]
    assert "La ligne est retirée." in helper.page(response["Location"])
    helper.post("annuler", version=helper.plan.version)
    assert helper.titles == ["Déclarer ses revenus", "Créer une adresse mail"]
    assert (helper.lines[0].note, helper.lines[0].minutes) == ("À garder", 45)


def test_deleting_is_at_once_and_for_good(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    response = helper.post("supprimer")
    assert not SessionPlan.objects.exists()
    assert not SessionLine.objects.exists()
    assert response.cookies[COOKIE].value == ""


def test_a_shared_computer_forgets_the_session_but_the_session_stays(
    helper: Helper, taxes: GuidePage
) -> None:
    helper.add(taxes)
    response = helper.post("terminer")
    assert response.cookies[COOKIE].value == ""
    assert SessionPlan.objects.count() == 1
    assert "téléchargements" in helper.page(response["Location"])


@pytest.mark.parametrize("cookie", ["", "x", "\x00", "A" * 32, "é" * 32, "A" * 5000])
def test_a_forged_or_expired_cookie_opens_nothing_and_is_taken_back(
    helper: Helper, taxes: GuidePage, cookie: str
) -> None:
    helper.client.cookies[COOKIE] = cookie
    response = helper.client.get("/seance/")
    assert response.status_code == 200
    assert "Préparez votre séance" in text_of(response)
    assert response.cookies[COOKIE]["max-age"] == 0
    for path in ("lignes", "reglages", "raccourcir", "annuler", "partager"):
        assert helper.post(path)["Location"] == "/seance/?info=partie"
    assert helper.post("supprimer").status_code == 303


def test_a_line_of_another_session_cannot_be_touched(
    helper: Helper, taxes: GuidePage, mail: GuidePage
) -> None:
    stranger = Helper(Client())
    stranger.add(mail)
    helper.add(taxes)
    helper.act("retirer", stranger.lines[0])
    helper.act("", **{f"{stranger.lines[0].pk}-note": "Pris"})
    assert stranger.titles == ["Créer une adresse mail"]
    assert stranger.lines[0].note == ""


def test_papers_and_words_of_all_guides_come_together_once(
    helper: Helper, taxes: GuidePage, mail: GuidePage
) -> None:
    helper.add(taxes)
    helper.add(mail)
    helper.activity("bilan")
    page = helper.page()
    assert page.count("Téléphone portable") == 1
    assert page.count("Dernier avis d’impôt") == 1
    assert "Fiches d’évaluation" in page


def test_the_page_asks_as_much_for_many_guides_as_for_few(helper: Helper, index: GuideIndexPage) -> None:
    counts = []
    for number in range(8):
        helper.add(make_guide(index, f"Faire la démarche {number}"))
        with CaptureQueriesContext(connection) as asked:
            helper.page()
        counts.append(len(asked))
    assert counts[2] == counts[-1]

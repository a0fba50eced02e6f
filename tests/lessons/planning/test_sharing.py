"""Four words let others read and copy a session; the edit address opens it elsewhere; neither can
be guessed.
"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.models import RateLimitCounter
from lessons.models import GuideIndexPage, GuidePage
from lessons.planning.cookie import COOKIE
from lessons.planning.models import SessionPlan
from lessons.planning.rate_limits import NEW_SESSIONS, WRONG_KEYS
from tests.lessons.planning.conftest import Helper, text_of

WRONG = "/seance/lire/citron-velo-matin-lampe/"


@pytest.fixture
def key(helper: Helper, taxes: GuidePage) -> str:
    helper.add(taxes)
    pk = helper.lines[0].pk
    helper.act("", **{f"{pk}-note": "Montrer l’avis papier"})
    helper.post("partager")
    shared: str = helper.plan.share_key or ""
    return shared


@pytest.fixture
def colleague(key: str) -> Helper:
    return Helper(Client())


def test_a_key_opens_the_session_to_read(key: str, colleague: Helper) -> None:
    page = colleague.page(f"/seance/lire/{key}/")
    for words in ("Déclarer ses revenus", "Dernier avis d’impôt", key):
        assert words in page
    assert "<input" not in page.replace('<input type="hidden" name="cle"', "")


def test_the_edit_address_is_never_on_a_shared_page(helper: Helper, key: str, colleague: Helper) -> None:
    token = helper.client.cookies[COOKIE].value
    assert token in helper.page()
    page = colleague.page(f"/seance/lire/{key}/")
    assert token not in page
    assert "/ouvrir/" not in page
    assert not colleague.client.cookies


def test_a_key_is_typed_on_the_home_page_as_it_was_heard(key: str, colleague: Helper) -> None:
    assert 'name="cle"' in colleague.page("/")
    typed = key.replace("-", "  ").upper()
    response = colleague.client.get("/seance/lire/", {"cle": typed})
    assert response["Location"] == f"/seance/lire/{key}/"


def test_pages_whose_address_is_a_secret_are_told_to_nobody(
    helper: Helper, key: str, colleague: Helper
) -> None:
    token = helper.client.cookies[COOKIE].value
    for path in (f"/seance/lire/{key}/", f"/seance/ouvrir/{token}/", f"/seance/lire/{key}/projection/1/"):
        response = colleague.client.get(path)
        assert response.status_code == 200
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
    assert "noindex" in helper.client.get("/seance/")["X-Robots-Tag"]
    assert helper.client.get("/seance/")["Referrer-Policy"] == "same-origin"


def test_sharing_twice_keeps_the_key_and_stopping_closes_it(
    helper: Helper, key: str, colleague: Helper
) -> None:
    helper.post("partager")
    assert helper.plan.share_key == key
    helper.post("partager", arreter="1")
    assert colleague.client.get(f"/seance/lire/{key}/").status_code == 404


def test_a_deleted_or_forgotten_session_has_no_key_any_more(
    helper: Helper, key: str, colleague: Helper
) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert colleague.client.get(f"/seance/lire/{key}/").status_code == 404
    helper.post("supprimer")
    assert colleague.client.get(f"/seance/lire/{key}/").status_code == 404


def test_a_shared_session_is_copied_into_a_new_one_of_ones_own(key: str, colleague: Helper) -> None:
    response = colleague.post("copier", cle=key)
    assert colleague.titles == ["Déclarer ses revenus"]
    assert "copiée" in colleague.page(response["Location"])
    assert SessionPlan.objects.count() == 2
    assert colleague.plan.share_key is None


def test_a_copy_adds_to_the_session_one_has_without_repeats(
    key: str, colleague: Helper, taxes: GuidePage, mail: GuidePage
) -> None:
    colleague.add(mail)
    colleague.post("copier", cle=key)
    assert colleague.titles == ["Créer une adresse mail", "Déclarer ses revenus"]
    response = colleague.post("copier", cle=key, fois="2")
    assert colleague.titles == ["Créer une adresse mail", "Déclarer ses revenus"]
    assert_said(colleague, response, "avait déjà tout")


def assert_said(colleague: Helper, response: Any, words: str) -> None:
    """The page contains `words`, and says that the session is copied only if they say so."""
    page = colleague.page(response["Location"])
    assert words in page
    assert ("est copiée" in page) == ("est copiée" in words)


def test_a_double_click_copies_once_and_says_that_it_is_copied(
    helper: Helper, key: str, colleague: Helper
) -> None:
    helper.activity("pause")
    for _ in range(2):
        response = colleague.post("copier", cle=key)
        assert_said(colleague, response, "La séance est copiée")
    assert colleague.titles == ["Déclarer ses revenus", "Pause"]


def test_a_session_that_has_changed_is_copied_again(
    helper: Helper, key: str, colleague: Helper, mail: GuidePage
) -> None:
    helper.activity("pause")
    colleague.post("copier", cle=key)
    helper.add(mail)
    helper.activity("bilan")
    assert_said(colleague, colleague.post("copier", cle=key), "La séance est copiée")
    assert colleague.titles == ["Déclarer ses revenus", "Pause", "Créer une adresse mail", "Bilan"]
    line = helper.lines[0]
    helper.act("", **{f"{line.pk}-minutes": "20", f"{line.pk}-note": line.note})
    assert helper.lines[0].minutes == 20
    assert_said(colleague, colleague.post("copier", cle=key), "avait déjà tout")
    assert len(colleague.lines) == 4


def test_a_line_taken_out_of_the_copy_comes_back_with_another_copy(key: str, colleague: Helper) -> None:
    colleague.post("copier", cle=key)
    colleague.act("retirer", colleague.lines[0])
    assert_said(colleague, colleague.post("copier", cle=key), "La séance est copiée")
    assert colleague.titles == ["Déclarer ses revenus"]


def test_a_hidden_guide_is_not_copied(key: str, colleague: Helper, taxes: GuidePage) -> None:
    taxes.unpublish()
    assert "Déclarer ses revenus" not in colleague.page(f"/seance/lire/{key}/")
    assert_said(colleague, colleague.post("copier", cle=key), "rien à copier")
    assert colleague.titles == []


def test_the_edit_address_asks_before_it_opens_the_session_elsewhere(
    helper: Helper, key: str, colleague: Helper
) -> None:
    token = helper.client.cookies[COOKIE].value
    assert "Ouvrir votre séance ici" in colleague.page(f"/seance/ouvrir/{token}/")
    assert not colleague.client.cookies
    colleague.post("ouvrir", jeton=token)
    assert colleague.plan == helper.plan


@pytest.mark.parametrize("token", ["x", "A" * 32, "é", "A" * 3000])
def test_a_wrong_edit_address_opens_nothing(index: GuideIndexPage, client: Client, token: str) -> None:
    response = client.get(f"/seance/ouvrir/{token}/")
    assert response.status_code == 404
    assert not Helper(client).post("ouvrir", jeton=token).cookies


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("citron velo matin lampe", ["n’ouvre aucune séance"]),
        ("citron", ["Un code a quatre mots. Vous en avez écrit un."]),
        ("citron velo matin lampe matin", ["Vous en avez écrit 5."]),
        ("citron velo matin lanpe", ["« lanpe » n’est pas un mot de code", "citron velo matin lampe"]),
        ("sitron vélo matin lanpe", ["« sitron » et « lanpe » ne sont pas des mots de code"]),
        ("<script>alert(1)</script> xyzxyz", ["« script », « alert »", "« xyzxyz »"]),
        ("x" * 9999, ["n’est pas un mot de code"]),
        ("1234", ["Un code a quatre mots. Vous n’en avez écrit aucun."]),
    ],
)
def test_a_wrong_key_is_answered_plainly(
    index: GuideIndexPage, client: Client, typed: str, said: list[str]
) -> None:
    response = client.get("/seance/lire/", {"cle": typed}, follow=True)
    assert response.status_code == 404
    text = text_of(response)
    for words in said:
        assert words in text
    assert "<script>alert" not in text


def test_words_in_no_list_are_no_tries(key: str, colleague: Helper) -> None:
    """They open nothing and cause no query, so nobody can guess with them."""
    with time_machine.travel(timezone.now().replace(minute=2), tick=False):
        for number in range(WRONG_KEYS.limit + 1):
            typed = f"citron velo matin lanpe{'e' * number}"
            assert colleague.client.get("/seance/lire/", {"cle": typed}).status_code == 404
            assert colleague.client.get(f"/seance/lire/{typed.replace(' ', '-')}/").status_code == 404
            assert colleague.client.get(f"/seance/ouvrir/court{number}/").status_code == 404
            assert colleague.post("ouvrir", jeton=f"court{number}").status_code == 303
            assert colleague.post("copier", cle=typed).status_code == 404
        assert not RateLimitCounter.objects.filter(what=WRONG_KEYS.name).exists()
        assert colleague.client.get(f"/seance/lire/{key}/").status_code == 200


def test_edit_addresses_cannot_be_tried_for_long_either(key: str, colleague: Helper) -> None:
    with time_machine.travel(timezone.now().replace(minute=2), tick=False):
        for number in range(WRONG_KEYS.limit):
            assert colleague.client.get(f"/seance/ouvrir/{number:x<32}/").status_code == 404
        assert colleague.client.get(f"/seance/ouvrir/{'a' * 32}/").status_code == 429


def test_one_of_the_proposed_keys_opens_the_session(key: str, colleague: Helper) -> None:
    first, *others = key.split("-")
    typed = "-".join([f"{first}q", *others])
    page = BeautifulSoup(colleague.page(f"/seance/lire/?cle={typed}"), "html.parser")
    links = [str(link["href"]) for link in page.select("[data-proposed-key]")]
    answers = [colleague.client.get(link, follow=True).status_code for link in links]
    assert answers.count(200) == 1


def test_keys_cannot_be_tried_for_long_from_one_network(key: str, colleague: Helper) -> None:
    in_one_window = timezone.now().replace(minute=2)
    with time_machine.travel(in_one_window, tick=False):
        assert_wrong_keys_are_counted(key, colleague)
    with time_machine.travel(in_one_window + timedelta(minutes=11)):
        assert colleague.client.get(f"/seance/lire/{key}/").status_code == 200


def assert_wrong_keys_are_counted(key: str, colleague: Helper) -> None:
    for _ in range(WRONG_KEYS.limit):
        assert colleague.client.get(WRONG).status_code == 404
    response = colleague.client.get(WRONG)
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert colleague.client.get(f"/seance/lire/{key}/").status_code == 429
    assert colleague.client.get("/seance/lire/?cle=citron+velo+matin+lampe", follow=True).status_code == 429
    assert colleague.client.get(f"/seance/lire/{key}/", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_right_keys_are_not_counted(key: str, colleague: Helper) -> None:
    for _ in range(WRONG_KEYS.limit + 1):
        assert colleague.client.get(f"/seance/lire/{key}/").status_code == 200
    assert not RateLimitCounter.objects.filter(what=WRONG_KEYS.name).exists()


def test_one_network_cannot_fill_the_database_with_sessions(taxes: GuidePage, client: Client) -> None:
    tries = NEW_SESSIONS.limit + 1
    answers = [Helper(Client()).add(taxes).status_code for _ in range(tries)]
    assert answers[-1] == 429
    assert SessionPlan.objects.count() == NEW_SESSIONS.limit

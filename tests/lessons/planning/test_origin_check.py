"""Forms work without a cookie, and only from pages of this site."""

import pytest
from django.test import Client

from lessons.models import GuidePage
from lessons.planning.models import SessionPlan
from tests.lessons.planning.conftest import HERE, text_of


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_REFERER": "https://evil.example/page"},
        {"HTTP_ORIGIN": "http://["},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    client: Client, taxes: GuidePage, headers: dict[str, str]
) -> None:
    response = client.post("/seance/ajouter/", {"guide": taxes.pk}, **headers)
    assert response.status_code == 403
    assert "Rien n’a été changé" in text_of(response)
    assert not response.cookies
    assert not SessionPlan.objects.exists()


@pytest.mark.parametrize(
    "headers", [HERE, {"HTTP_ORIGIN": "http://testserver"}, {"HTTP_REFERER": "http://testserver/guides/"}]
)
def test_a_form_of_this_site_needs_no_cookie(
    client: Client, taxes: GuidePage, headers: dict[str, str]
) -> None:
    assert client.post("/seance/ajouter/", {"guide": taxes.pk}, **headers).status_code == 303


def test_a_browser_that_does_not_say_where_a_form_comes_from_is_asked_to_confirm(
    client: Client, taxes: GuidePage
) -> None:
    response = client.post("/seance/ajouter/", {"guide": taxes.pk}, HTTP_ORIGIN="null")
    assert response.status_code == 403
    assert f'name="guide" value="{taxes.pk}"' in text_of(response)
    assert not SessionPlan.objects.exists()

"""An address without a page is not found; a former address of a page redirects."""

from itertools import product
from typing import Any

import pytest
from django.test import Client

from lessons.models import GuidePage
from tests.cms.requests.client import GUIDE, ask, short
from tests.conventions.offenders import Checks

pytestmark = pytest.mark.django_db
BAD_PATHS = [
    "/%ff%fe/",
    "/%00/",
    "/guides/%00/",
    "/guides/%ED%A0%80/",
    "/" + "a" * 20_000 + "/",
    "/" + "a/" * 3_000,
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//evil.example/",
    "/guide-imp%C3%B4t/",
    "/guide-impo%CC%82t/",
    "/guides/GUIDE/",
    "/guides/x./",
    "/guides/" + "a" * 300 + "/",
    "/guides/" + "é" * 200 + "/",
    "/guides/<script>/",
    "/guides/%3Cscript%3Ealert(1)%3C/script%3E/",
    "/guides/absent/fiche-apprenant.pdf",
    "/guides/%00/trame-aidant.pdf",
    "/guides/" + "a" * 300 + "/fiche-apprenant.pdf",
    "/g/0/",
    "/g/-1/",
    "/g/99999999/",
    f"/g/{'9' * 30}/",
    f"/g/{'9' * 1500}/",
    "/g/abc/",
    "/g/99999999/suivre/",
    f"/g/{'9' * 1500}/suivre/",
    "/nulle-part/suivre/",
    f"/nulle-part/suivre/{'9' * 1500}/",
    "/g/%D9%A3/",
    "/media/",
    "/media/images/%00",
    "/media/images/" + "a" * 300,
    "/media/images/../../etc/passwd",
    "/media/original_images/x.png",
    "/documents/1/x.pdf",
    f"/documents/{'9' * 30}/x.pdf",
    f"/_util/authenticate_with_password/{'9' * 30}/1/",
    "/_util/authenticate_with_password/1/1/",
    "/api/v2/",
    "/api/v2/pages/",
    "/api/v3/",
    "/.env",
    "/.git/config",
    "/wp-login.php",
]
INTERFACES = ["/api/v2/", "/api/v3/", "/api/v2/pages/", "/api/v2/images/", "/api/v2/documents/"]


def test_no_address_is_found_that_no_page_has(guide: GuidePage) -> None:
    checks = Checks()
    for path in BAD_PATHS:
        with checks.visit(short(path)) as client:
            status = ask(client, path).status_code
            assert status in {301, 302, 404}, f"answers {status}"
    checks.assert_none_failed("These addresses have no page: answer 404, or lead on.")


def test_there_is_no_programming_interface(guide: GuidePage) -> None:
    checks = Checks()
    for path, query in product(INTERFACES, ["", "search=%22&offset=99999999999999999999"]):
        with checks.visit(f"{path}?{query}") as client:
            status = ask(client, path, query).status_code
            assert status == 404, f"answers {status}"
    checks.assert_none_failed("The site has no programming interface.")


def test_an_address_without_its_last_slash_leads_on(client: Client, guide: GuidePage) -> None:
    assert ask(client, GUIDE.rstrip("/"))["Location"] == GUIDE
    assert ask(client, f"//evil.example{GUIDE.rstrip('/')}").status_code == 404


def test_an_old_address_leads_to_the_new_one_for_ever(
    client: Client, guide: GuidePage, django_capture_on_commit_callbacks: Any
) -> None:
    guide.slug = "refaire-son-passeport"
    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()
    response = ask(client, GUIDE)
    assert response.status_code == 301
    assert response["Location"].endswith("/guides/refaire-son-passeport/")

"""A filled session uses its width: what stands beside its lines is not longer than them."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import DESKTOP
from tests.support.browser import open_context, wait_until_at_rest

GUIDES = ("declarer-ses-revenus-en-ligne", "creer-son-compte-ameli", "choisir-un-mot-de-passe-solide")
BOTTOMS = """['.plan-main', '.plan-side', '.plan-foot > :first-child'].map(one =>
  document.querySelector(one).lastElementChild.getBoundingClientRect().bottom)"""
WIDTHS = "['.plan', '.plan-foot'].map(one => Math.round(document.querySelector(one).getBoundingClientRect().width))"


def test_what_stands_beside_the_lines_of_a_session_is_not_longer(chromium: Browser, site: str) -> None:
    with open_context(chromium, base_url=site, **DESKTOP) as context:
        page = context.new_page()
        for guide in GUIDES:
            page.goto(f"/guides/{guide}/")
            page.get_by_role("button", name="Ajouter à ma séance").click()
            expect(page.get_by_role("main").get_by_role("link", name="Dans ma séance")).to_be_visible()
        page.goto("/seance/")
        expect(page.get_by_role("heading", name="À préparer")).to_be_visible()
        wait_until_at_rest(page)
        lines, beside, below = page.evaluate(BOTTOMS)
        assert beside <= lines < below
        assert len(set(page.evaluate(WIDTHS))) == 1
        assert page.locator(".button.main:visible").count() == 1

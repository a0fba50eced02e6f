"""Following a guide without a network: a kept guide has all its screens, and both addresses of paper open."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.offline import (
    GUIDE,
    OFFLINE,
    change,
    held,
    keep,
    pictures_broken,
    refresh,
    server,
    visit,
    visitor,
)
from tests.e2e.proxy import Proxy
from tests.e2e.waiting import wait_until

__all__ = ["server", "visitor"]
FOLLOW = f"{GUIDE}suivre/"
ENDS = ["", *(f"{number}/" for number in range(1, 13)), "fin/"]


def screens_held(page: Page, kind: str) -> set[str]:
    paths = held(page).get(f"pas-a-pas:{kind}:{GUIDE}", [])
    return {path.removeprefix(FOLLOW) for path in paths if path.startswith(FOLLOW)}


def test_a_kept_guide_is_followed_without_a_network(visitor: Page, server: Proxy) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    assert screens_held(visitor, "garde") == set(ENDS)
    server.stop()
    visitor.goto(FOLLOW)
    expect(visitor.locator(".copy-notice")).to_contain_text("Vous lisez une copie du")
    visitor.locator("[data-tick]").first.check()
    visitor.get_by_role("link", name="Commencer").click()
    for _ in range(12):
        assert pictures_broken(visitor) == []
        assert visitor.evaluate("getComputedStyle(document.querySelector('.segments')).display") == "grid"
        visitor.get_by_role("link", name="C’est fait").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("J’ai réussi si…")
    expect(visitor.get_by_role("link", name="Tout était exact")).to_be_hidden()
    expect(visitor.get_by_role("link", name="Imprimer ma fiche")).to_be_visible()
    visitor.goto(FOLLOW)
    expect(visitor.locator("[data-tick]").first).to_be_checked()


@pytest.mark.parametrize("kept", [True, False])
def test_both_addresses_of_paper_open_what_is_here(visitor: Page, server: Proxy, kept: bool) -> None:
    visit(visitor, GUIDE)
    short = str(visitor.locator("link[rel=shortlink]").get_attribute("href"))
    if kept:
        keep(visitor)
    server.stop()
    visitor.goto(short)
    expect(visitor).to_have_url(re.compile(f"{GUIDE}$"))
    visitor.goto(f"{short}suivre/")
    expect(visitor).to_have_url(re.compile(f"{FOLLOW if kept else GUIDE}$"))


def test_screens_that_were_read_stay_with_their_guide_and_fill_no_list(visitor: Page, server: Proxy) -> None:
    for end in ENDS[:4]:
        visit(visitor, f"{FOLLOW}{end}")
    assert screens_held(visitor, "vu") == set(ENDS[:4])
    short = visitor.locator("link[rel=shortlink]").get_attribute("href")
    server.stop()
    visitor.goto(f"{FOLLOW}2/")
    expect(visitor.locator(".all-steps summary")).to_have_text("Étape 2 sur 12")
    visitor.goto(str(short))
    expect(visitor).to_have_url(re.compile(f"{FOLLOW}$"))
    visitor.goto(OFFLINE)
    expect(visitor.locator("[data-seen] li")).to_have_count(1)
    expect(visitor.locator("[data-seen] a")).to_have_attribute("href", FOLLOW)
    expect(visitor.locator("[data-seen] a")).to_contain_text("Déclarer ses revenus")


def test_the_screens_of_a_kept_guide_change_with_it(visitor: Page, demo: dict[str, str]) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    change(demo, GUIDE, "del guide.steps[11]; guide.save_revision().publish()")
    try:
        assert refresh(visitor) == []
        assert screens_held(visitor, "garde") == set(ENDS) - {"12/"}
    finally:
        change(demo, GUIDE, "guide.revisions.order_by('-pk')[1].as_object().save_revision().publish()")


def test_a_withdrawn_guide_takes_its_screens_along(visitor: Page, demo: dict[str, str]) -> None:
    visit(visitor, GUIDE)
    keep(visitor)
    change(demo, GUIDE, "guide.unpublish()")
    try:
        visitor.goto(f"{FOLLOW}3/")
        wait_until(lambda: not screens_held(visitor, "garde"), "the kept screens are gone")
    finally:
        change(demo, GUIDE, "guide.save_revision().publish()")

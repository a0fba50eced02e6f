"""Checks the links of guides that are due, and stores the results."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from lessons.models import GuidePage
from lessons.quality.links.fetch import FetchPolicy, ask
from lessons.quality.links.link_uses import links_by_site, links_of
from lessons.quality.links.outcomes import LinkOutcome
from lessons.quality.models import LinkCheck, LinkState

RECHECK_AFTER = {
    LinkState.GOOD: timedelta(days=7),
    LinkState.MOVED: timedelta(days=7),
    LinkState.UNSURE: timedelta(days=1),
    LinkState.DEAD: timedelta(days=1),
}


def default_policy() -> FetchPolicy:
    return FetchPolicy(agent=f"PasAPas-liens/1.0 (+{settings.WAGTAILADMIN_BASE_URL})")


def check_links(
    *, everything: bool = False, policy: FetchPolicy | None = None, tell: Callable[[str], None] | None = None
) -> dict[str, int]:
    """Request every due URL that guides link to, and store each result as it arrives.

    Args:
        everything: also request URLs that were checked recently.
        policy: the limits and identity of the requests.
        tell: called with one line for each result.

    Returns the number of results by state.
    """
    policy = policy or default_policy()
    urls = all_urls()
    LinkCheck.objects.exclude(url__in=urls).delete()
    counts: dict[str, int] = {}
    for url, answer in _ask_all(urls if everything else due_urls(urls), policy):
        record_outcome(url, answer)
        counts[answer.state] = counts.get(answer.state, 0) + 1
        if tell:
            tell(f"{LinkState(answer.state).label} : {url} ({answer.words})")
    return counts


def all_urls() -> set[str]:
    """Return every URL that a guide links to, in its published version or in its draft."""
    urls: set[str] = set()
    for guide in GuidePage.objects.select_related("latest_revision").iterator(chunk_size=100):
        urls |= {link.url for link in links_of(guide)}
        if guide.has_unpublished_changes and guide.latest_revision:
            urls |= {link.url for link in links_of(guide.latest_revision.as_object())}
    return {url for url in urls if len(url) <= 500 and "\x00" not in url}


def due_urls(urls: Iterable[str], now: datetime | None = None) -> list[str]:
    """Return the `urls` never checked, or last checked longer ago than the interval for their state."""
    now = now or timezone.now()
    asked = {check.url: check for check in LinkCheck.objects.all()}
    return [
        url
        for url in sorted(urls)
        if url not in asked or asked[url].checked_at + RECHECK_AFTER[LinkState(asked[url].state)] <= now
    ]


def record_outcome(url: str, answer: LinkOutcome, now: datetime | None = None) -> LinkCheck:
    now = now or timezone.now()
    failing = answer.state in {LinkState.DEAD, LinkState.UNSURE}
    before = LinkCheck.objects.filter(url=url).first()
    since = (before and before.failing_since) or now
    check, _created = LinkCheck.objects.update_or_create(
        url=url,
        defaults={
            "state": answer.state,
            "checked_at": now,
            "answer": answer.words[:200],
            "final_url": answer.final_url[:2000],
            "failing_since": since if failing else None,
        },
    )
    return check


def _ask_all(urls: Iterable[str], policy: FetchPolicy) -> Iterator[tuple[str, LinkOutcome]]:
    """Request several sites in parallel, one request at a time for each. Threads never use the database."""
    with ThreadPoolExecutor(max_workers=policy.sites_at_once) as pool:
        for site in as_completed([pool.submit(_ask_site, site, policy) for site in links_by_site(urls)]):
            yield from site.result()


def _ask_site(urls: list[str], policy: FetchPolicy) -> list[tuple[str, LinkOutcome]]:
    """Return the results of one site, until its time limit."""
    answers = []
    deadline = time.monotonic() + policy.site_patience
    for number, url in enumerate(urls):
        if time.monotonic() > deadline:
            break
        if number:
            time.sleep(policy.pause)
        answers.append((url, ask(url, policy)))
    return answers


def check_links_in_words() -> str:
    """Scheduled task: check due links, and return in French the number of links by state."""
    counts = check_links()
    return ", ".join(f"{state} : {count}" for state, count in sorted(counts.items())) or "rien à vérifier"

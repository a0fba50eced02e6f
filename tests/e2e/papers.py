"""The papers of the demo guides, as the site serves them and as the static copy holds them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from cms.demo import GUIDES
from tests.e2e.waiting import paper
from tests.support.browser import TIMEOUT

Get = Callable[[str], bytes]
SLUGS = sorted(path.name for path in GUIDES.iterdir())


@pytest.fixture
def got(program: Playwright, site: str) -> Iterator[Get]:
    """The page or paper of the site at an address, as bytes."""
    client = program.request.new_context(base_url=site, timeout=TIMEOUT)
    yield partial(paper, client)
    client.dispose()


@pytest.fixture
def papers(copy: Path, slug: str) -> Path:
    """The folder of the usual papers of a guide, as the static copy holds them: they are made only once."""
    return copy / "guides" / slug

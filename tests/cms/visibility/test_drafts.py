"""What an editor writes shows nowhere before it is published."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.cms.visibility.canary import HOUR, PAGES, Place, read
from tests.factories import (
    make_step,
)

pytestmark = pytest.mark.django_db


def test_words_that_are_not_published_yet_show_nowhere(client: Client, place: Place) -> None:
    guide = place.shown
    guide.title = "Titre inedite"
    guide.summary = "Résumé inedite"
    guide.search_words = "inedite"
    guide.steps = [("step", make_step("Étape inedite")["value"])]
    guide.save_revision()
    for path in [*PAGES, guide.url]:
        assert "inedite" not in read(client, path), path
    assert "Titre inedite" not in read(client, "/guides/?q=inedite")


def test_words_planned_for_tomorrow_show_nowhere_today(client: Client, place: Place) -> None:
    guide = place.shown
    guide.save_revision().publish()
    guide.refresh_from_db()
    guide.title = "Titre inedite"
    guide.go_live_at = timezone.now() + HOUR
    guide.save_revision().publish()
    guide.refresh_from_db()
    assert guide.approved_schedule
    for path in ["/", "/guides/", "/sitemap.xml", "/guides/fil.atom", "/guides/renouveler-son-passeport/"]:
        assert "inedite" not in read(client, path), path

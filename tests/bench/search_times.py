"""Times the catalogue in the database of the settings. Uses Django; `search.py` starts it for
each database.
"""

import gc
import json
import statistics
import time
from collections.abc import Iterable, Iterator
from itertools import chain, cycle, repeat

from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client

from lessons.search.models import IndexedForm
from lessons.taxonomy.loading import load_taxonomy
from tests.bench.many_guides import grow
from tests.factories import GuideIndexPageFactory, make_site

WARM_UP, ROUNDS, SECONDS = 3, 80, 20.0  # Rounds and seconds: the maximum for each query.
QUESTIONS = {
    "no words": "",
    "rare words": "q=carte+grise",
    "frequent words": "q=mot+de+passe",
    "words and two facets": "q=mot+de+passe&niveau=debutant&duree=30",
    "four facets": "niveau=debutant&demarche=logement&appareil=ordinateur&public=tout-public",
    "type and level": "q=declarer+impot&tri=titre",
    "typing mistake": "q=declaraton",
    "last page": "q=mot+de+passe&page=9999",
}


def measure(sizes: Iterable[int]) -> None:
    """Print one line of JSON for each size and query: median and 95th percentile in milliseconds."""
    call_command("migrate", verbosity=0)
    load_taxonomy()
    catalogue = GuideIndexPageFactory(parent=make_site())
    for size in sizes:
        grow(catalogue, size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        gc.collect()
        gc.freeze()  # As cms.wsgi does.
        questions = {question: repeat(query_string) for question, query_string in QUESTIONS.items()}
        for question, query_strings in chain([("words never asked for", _new_words())], questions.items()):
            times = _times(Client(), query_strings)
            p95 = statistics.quantiles(times, n=20)[-1]
            line = {"size": size, "question": question, "median": statistics.median(times), "p95": p95}
            print(json.dumps(line), flush=True)


def _new_words() -> Iterator[str]:
    """A query of one word, a new one each time: the words that most guides contain come first."""
    forms = IndexedForm.objects.annotate(held=Count("occurrences")).order_by("-held", "form")
    return cycle([f"q={form}" for form in forms.values_list("form", flat=True)[: WARM_UP + ROUNDS]])


def _times(client: Client, query_strings: Iterator[str]) -> list[float]:
    for _round in range(WARM_UP):
        address = f"/guides/?{next(query_strings)}"
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
    times: list[float] = []
    deadline = time.monotonic() + SECONDS
    while len(times) < ROUNDS and (len(times) < 2 or time.monotonic() < deadline):
        address = f"/guides/?{next(query_strings)}"
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1_000)
    return times

"""The static copy of the demo, and what the site itself answers to the same searches."""

from pathlib import Path

from tests.e2e.drafts import run
from tests.support.server import manage

ANSWERS = "answers.json"  # Added to the copy.
QUERIES = (
    "q=declarer impot",
    "q=compte",
    "q=attestation",
    "q=aide logement",
    "q=mot de passe",
    "q=impo",
    "q=compte vacances",
    "q=déclarerons",
    "q=declaraton",
    "q=identite passport",
    "q=la décalration des reveuns",
    "q=e-mail",
    "q=L`impôt",
    "q=Straße de l’impôt",
    "niveau=debutant",
    "site=ameli-fr",
    "q=compte&niveau=debutant",
)
ANSWERED = f"""
import json
from pathlib import Path
from bs4 import BeautifulSoup
from django.test import Client

answers = {{}}
for asked in {QUERIES}:
    page = BeautifulSoup(Client().get(f"/guides/?{{asked}}", headers={{"host": "localhost"}}).content, "html.parser")
    said = [" ".join(tag.get_text().split()) for tag in page.select("#titre-resultats, .results h3")]
    answers[asked] = said[0], said[1:]
Path("{{path}}").write_text(json.dumps(answers))
"""


def export_copy(environment: dict[str, str], folder: Path) -> None:
    """Write the static copy of the site of this environment, and the answers of its search, into `folder`."""
    manage(environment, "export_static", str(folder))
    run(environment, ANSWERED.replace("{path}", str(folder / ANSWERS)))

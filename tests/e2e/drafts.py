"""Copies of the first steps of a demo guide, which visitors do not see: one for each test that types, because
typed text is saved. Those with a picture of their own have it in their first two steps.
"""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.support.browser import TIMEOUT

GUIDE = "declarer-ses-revenus-en-ligne"
FILE = "drafts.json"  # In the folder of the site.
STEPS = 3  # A form of the whole guide takes the browser much longer.
COUNTS = {"shared": 26, "own": 8}
COPIED = f"""
import json
from pathlib import Path
from django.core.files.base import ContentFile
from django.urls import reverse
from home.models import SiteImage
from lessons.models import GuidePage

source = GuidePage.objects.get(slug="{GUIDE}")
with source.steps[0].value["screenshot"]["image"].open_file() as file:
    picture = file.read()
addresses = {{}}
for kind, count in {COUNTS}.items():
    for number in range(count):
        copy = source.copy(update_attrs={{"slug": f"{{kind}}-{{number}}"}}, keep_live=False)
        steps = copy.steps.get_prep_value()[:{STEPS}]
        if kind == "own":
            own = SiteImage.objects.create(title=f"Capture {{number}}", file=ContentFile(picture, "capture.png"))
            for step in steps[:2]:
                step["value"]["screenshot"] |= {{"image": own.pk, "alt": "Le haut de la page d’accueil."}}
        copy.steps = steps
        copy.save_revision()
        addresses.setdefault(kind, []).append(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
Path("{{path}}").write_text(json.dumps(addresses))
"""


def run(environment: dict[str, str], script: str) -> None:
    """Run `script` in the Django shell of the demo site."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", script]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)


def make_drafts(environment: dict[str, str]) -> None:
    """Make the drafts of the site of this environment, once and for all its copies."""
    run(environment, COPIED.replace("{path}", str(Path(environment["DATA_DIR"]) / FILE)))


def addresses_of_drafts(environment: dict[str, str]) -> dict[str, list[str]]:
    """Return the addresses of the edit pages of the drafts, by their kind of picture."""
    addresses: dict[str, list[str]] = json.loads((Path(environment["DATA_DIR"]) / FILE).read_text())
    return addresses


def end_session_of(environment: dict[str, str], key: str) -> None:
    """Delete a session of the site, as when it has expired."""
    with closing(sqlite3.connect(Path(environment["DATA_DIR"]) / "pas-a-pas.sqlite3")) as database, database:
        database.execute(f"PRAGMA busy_timeout = {TIMEOUT}")
        database.execute("DELETE FROM django_session WHERE session_key = ?", [key])

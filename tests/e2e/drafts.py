"""Copies of a demo guide that visitors do not see, one for each test that types, because typed
text is saved.
"""

import subprocess
import sys
from collections.abc import Iterator

GUIDE = "declarer-ses-revenus-en-ligne"
COPIED = """
from django.urls import reverse
from lessons.models import GuidePage
source = GuidePage.objects.get(slug="{guide}")
for number in range({count}):
    copy = source.copy(update_attrs={{"slug": f"{name}-{{number}}"}}, keep_live=False)
    print(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
"""


def run(environment: dict[str, str], script: str) -> str:
    """The output of `script` in the Django shell of the demo site."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", script]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def drafts_of_a_guide(environment: dict[str, str], name: str, count: int) -> Iterator[str]:
    """Addresses of the edit pages of `count` copies, whose slugs begin with `name`."""
    return iter(run(environment, COPIED.format(guide=GUIDE, name=name, count=count)).split())

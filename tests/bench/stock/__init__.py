"""A stock Wagtail site with one of our guides: the result of `wagtail start`, one page type, no tuning.

Files of this folder, except this one, are copied into a new project of `wagtail start`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.server import BIN

HERE = Path(__file__).parent
PATH = "/guide/"
SERVER = ["gunicorn", "stock.wsgi", "-w", "2", "-b", "127.0.0.1:{port}", "--log-level", "warning"]
_READ = """
import json
from lessons.models import GuidePage
guide = GuidePage.objects.get(slug="declarer-ses-revenus-en-ligne")
def text(value): return value.source if value else ""
print(json.dumps({"title": guide.title, "summary": guide.summary, "steps": [
    {"title": step.value["title"], "minutes": step.value["minutes"],
     **{name: text(step.value[name]) for name in ("instruction", "tip", "warning", "helper_note")},
     "picture": step.value["screenshot"]["image"].file.path if step.value["screenshot"] else None}
    for step in guide.steps]}))
"""


def make(folder: Path, ours: dict[str, str]) -> dict[str, str]:
    """Create the site in `folder` from the guide of our site that `ours` serves; return its environment."""
    project = folder / "stock"
    project.mkdir()
    read = [sys.executable, "manage.py", "shell", "--no-imports", "-c", _READ]
    guide = subprocess.run(read, env=ours, check=True, stdout=subprocess.PIPE, text=True).stdout
    subprocess.run([BIN / "wagtail", "start", "stock", project], check=True, stdout=subprocess.DEVNULL)
    app = project / "guides"
    shutil.copytree(HERE, app, ignore=shutil.ignore_patterns("__pycache__", "settings.txt"))
    (app / "templates" / "guides").mkdir(parents=True)
    (app / "guide_page.html").rename(app / "templates" / "guides" / "guide_page.html")
    (app / "__init__.py").write_text("")
    shutil.copy(HERE / "settings.txt", project / "stock" / "settings" / "bench.py")
    (project / "guide.json").write_text(json.dumps(json.loads(guide)))
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATA_DIR", "DATABASE_URL"}
    } | {"DJANGO_SETTINGS_MODULE": "stock.settings.bench", "PYTHONPATH": str(project)}
    for command in (["makemigrations", "guides"], ["migrate"], ["collectstatic", "--no-input"]):
        _manage(project, environment, *command, "--verbosity", "0")
    _manage(project, environment, "shell", "--no-imports", "-c", "from guides.load import load; load()")
    return environment


def _manage(project: Path, environment: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command],
        env=environment,
        cwd=project,
        check=True,
        stdout=subprocess.DEVNULL,
    )

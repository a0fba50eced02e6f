"""The style sheet and the script of the site are complete, and are served from a fresh clone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from cms.staticfiles_storage import BUNDLES

STATIC = Path(settings.BASE_DIR) / "static"
PARTS = re.compile(r'import (?:url\()?"([^"]+)"')


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_bundle_holds_all_its_parts(bundle: str) -> None:
    source = (STATIC / bundle).read_text(encoding="utf-8")
    parts: dict[str, str] = {}

    def read(name: str) -> str:
        parts[name] = (STATIC / bundle).parent.joinpath(name).read_text(encoding="utf-8")
        return parts[name]

    whole = BUNDLES[bundle](source, read)
    assert list(parts) == PARTS.findall(source)
    assert "import" not in whole.replace("!important", "")
    for text in parts.values():
        code = [line.strip() for line in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines()]
        assert all(line in whole for line in code if not line.startswith("//"))


def test_scripts_of_a_bundle_are_blocks_of_their_own() -> None:
    parts = {"./one.js": "// Says one.\nconst a = 1;\n", "./two.js": "const a = 2; // Two.\n\n"}
    script = '// Both.\nimport "./one.js";\nimport "./two.js";\n'
    assert (
        BUNDLES["js/site.js"](script, parts.__getitem__) == "{\nconst a = 1;\n}\n{\nconst a = 2; // Two.\n}"
    )


@pytest.mark.parametrize("debug", ["true", "false"])
def test_static_files_that_nobody_collected_are_served_on_ones_own_machine(
    debug: str, tmp_path: Path
) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DEBUG": debug,
        "DATA_DIR": str(tmp_path),
    }
    asked = "from django.test import Client; print(Client().get('/static/css/site.css', headers={'host': 'localhost'}).status_code)"
    process = subprocess.run(
        [sys.executable, "-W", "error:No directory at", "-m", "django", "shell", "--no-imports", "-c", asked],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.stdout.strip(), process.stderr) == ("200", "")

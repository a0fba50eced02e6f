"""A newly started worker with its job ready, as the others receive the finished page."""

import json
from pathlib import Path

from home.typesetting.typst_compiler import Job, typeset
from tests.bench.makers.clock import check


def cold(file: str) -> None:
    given = json.loads(Path(file).read_text())
    check(typeset(Job(**given | {name: tuple(given[name]) for name in ("templates", "fonts")})).pdf)

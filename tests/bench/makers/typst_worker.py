"""A worker that has just been started, given its job ready, as the others are given the finished page."""

import json
from pathlib import Path

from home.typesetting.typst_compiler import Job, typeset
from tests.bench.makers.clock import check


def cold(file: str) -> None:
    given = json.loads(Path(file).read_text())
    check(typeset(Job(**given | {name: tuple(given[name]) for name in ("templates", "fonts")})).pdf)

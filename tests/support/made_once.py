"""What takes long to make, made once a run: the first worker that needs it makes it, the others wait for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

MadeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeOnce:
    """Returns the folder of a name. The first worker that asks fills it with `make`; the others wait."""
    run = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        run = run.parent  # The folder of the whole run.

    def folder_of(name: str, make: Callable[[Path], None]) -> Path:
        with FileLock(run / f"{name}.lock"):
            if not (run / name).exists():
                unfinished = tmp_path_factory.mktemp("unfinished")
                make(unfinished)
                unfinished.rename(run / name)
        return run / name

    return folder_of

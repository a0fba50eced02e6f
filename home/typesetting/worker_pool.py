"""The worker process of this web process: started on first use, replaced when it dies or times out."""

import atexit
import logging
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool

from home.typesetting.typst_compiler import Job, Made, draw, measured, start, typeset

WALL_SECONDS = 25
_log = logging.getLogger(__name__)
# Typst caches its last documents: above this, the next job starts another worker.
WORKER_MEGABYTES = 250


class DocumentUnavailableError(Exception):
    """The document cannot be built now: timeout, memory limit, or an error of the typesetter."""


class _Pool:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        # The worker runs one job at a time, so that killing it cannot end another job.
        self._turn = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None

    def run(self, work: Callable[[Job], Made], job: Job, wall_seconds: float) -> Made:
        with self._turn:
            return self._run(work, job, wall_seconds)

    def _run(self, work: Callable[[Job], Made], job: Job, wall_seconds: float) -> Made:
        executor = self._started()
        try:
            made, megabytes = executor.submit(measured, work, job).result(timeout=wall_seconds)
        except (TookTooLong, BrokenProcessPool, MemoryError) as error:
            self._drop(executor)
            raise DocumentUnavailableError(f"{type(error).__name__} while typesetting") from error
        except (RuntimeError, OSError, TypeError) as error:
            raise DocumentUnavailableError(str(error)) from error
        if megabytes > WORKER_MEGABYTES:
            self._drop(executor)
        return made

    def stop(self) -> None:
        if self._executor is not None:
            self._drop(self._executor)

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    max_workers=1,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=start,
                )
            return self._executor

    def _drop(self, executor: ProcessPoolExecutor) -> None:
        """Kill the worker of `executor`; the next job starts another."""
        with self._lock:
            if self._executor is executor:
                self._executor = None
        for process in list(getattr(executor, "_processes", None) or {}):
            _kill(process)
        executor.shutdown(wait=False, cancel_futures=True)


def _kill(pid: int) -> None:
    for process in multiprocessing.active_children():
        if process.pid == pid:
            process.kill()


_pool = _Pool()
atexit.register(_pool.stop)


def typeset_in_worker(job: Job, *, wall_seconds: float = WALL_SECONDS) -> bytes:
    """Return the PDF of `job`. Raises DocumentUnavailableError; the pool stays usable."""
    made = _pool.run(typeset, job, wall_seconds)
    if made.refusal:
        _log.error("A sheet does not meet PDF/UA-1, made without it: %s", made.refusal)
    return made.pdf


def draw_in_worker(job: Job, *, wall_seconds: float = WALL_SECONDS) -> list[bytes]:
    """Return the pages of `job` as PNG pictures. Raises DocumentUnavailableError."""
    return _pool.run(draw, job, wall_seconds)

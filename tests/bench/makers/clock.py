"""Times one program for making PDF files, inside its process."""

import statistics
import time
from collections.abc import Callable, Sequence

REPEATS = 5


def run(make: Callable[[str], bytes], targets: Sequence[str], make_pack: Callable[[], bytes]) -> None:
    """Print the times in this warm process: the first of `targets` again, the others for the first time, and
    a pack.
    """
    _seconds(lambda: make(targets[0]))
    unseen = [_seconds(lambda target=target: make(target)) for target in targets[1:]]
    warm = [_seconds(lambda: make(targets[0])) for _repeat in range(REPEATS)]
    print("unseen", statistics.median(unseen))
    print("warm", statistics.median(warm))
    print("pack", _seconds(make_pack))


def _seconds(make: Callable[[], bytes]) -> float:
    start = time.perf_counter()
    check(make())
    return time.perf_counter() - start


def check(pdf: bytes) -> None:
    if not pdf.startswith(b"%PDF"):
        raise RuntimeError("No PDF came out")

"""Times one way of making PDF files, inside its process."""

import statistics
import time
from collections.abc import Callable, Sequence

REPEATS = 5


def run(make: Callable[[str], bytes], targets: Sequence[str]) -> None:
    """Make the first of `targets`; when there are others, print how long they take unseen, and the first one again."""
    _seconds(make, targets[0])
    if len(targets) > 1:
        unseen = [_seconds(make, target) for target in targets[1:]]
        again = [_seconds(make, targets[0]) for _repeat in range(REPEATS)]
        print("unseen", statistics.median(unseen))
        print("again", statistics.median(again))


def _seconds(make: Callable[[str], bytes], target: str) -> float:
    start = time.perf_counter()
    if not make(target).startswith(b"%PDF"):
        raise RuntimeError("No PDF came out")
    return time.perf_counter() - start

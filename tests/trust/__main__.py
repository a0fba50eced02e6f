"""The long robustness tests: `python -m tests.trust`. Hostile requests and faults on both databases, then
var/trust-report.md.

Progress is stored in var/trust/: with the same TRUST_SEED and the same commit the run continues where it
stopped. TRUST_REQUESTS is the number of requests per database; after TRUST_MINUTES no new slice begins.
"""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "var" / "trust-report.md"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    # Modules that import models can be imported only now.
    from tests.trust.report import differences, written  # noqa: PLC0415
    from tests.trust.slices import slices  # noqa: PLC0415

    seed = os.environ.get("TRUST_SEED") or secrets.token_hex(4)
    commit = _commit()
    folder = ROOT / "var" / "trust" / f"{commit}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    ends_at = time.monotonic() + 60 * float(os.environ.get("TRUST_MINUTES", "inf"))
    failed, left = [], 0
    for part in slices(seed, int(os.environ.get("TRUST_REQUESTS", "100000"))):
        if part.is_done(folder):
            continue
        if time.monotonic() > ends_at:
            left += 1
            continue
        _tell(f"== {part.name} on {part.database}, seed {seed}")
        if not part.run(folder):
            failed.append(f"{part.name} on {part.database}")
    REPORT.write_text(written(folder, seed, commit, failed), encoding="utf-8")
    _tell(f"== {REPORT.relative_to(ROOT)}; {left} slices left, {len(failed)} failed. Seed {seed}.")
    return bool(failed or differences(folder))


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

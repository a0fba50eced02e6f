"""How the site of release 1.1 was built and stored."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine
from django.conf import settings
from django.core.management import call_command
from django.core.management.utils import get_random_secret_key
from django.test import override_settings
from django.utils import timezone

from home.backup.archive import TABLES, unpack
from home.backup.dump import make_backup
from tests.trust.page_texts import all_addresses, stored_texts_shown
from tests.trust.release_1_1.accounts import make_accounts
from tests.trust.release_1_1.answers import all_answers
from tests.trust.release_1_1.editors import (
    answer_reports,
    guide_at,
    work_on_guides,
    work_on_pictures,
    work_on_the_rest,
)
from tests.trust.release_1_1.held import ClientState
from tests.trust.release_1_1.pictures import make_pictures_light
from tests.trust.release_1_1.visitors import guess_keys, prepare_session, report
from tests.trust.releases import RELEASE_1_1

# The attempts of a network are counted in periods of ten minutes.
BEGINNING = datetime(2026, 11, 29, 9, 0, 10, tzinfo=UTC)


def freeze(folder: Path) -> None:
    """Build the site in `folder`, where the settings keep data; write its backup and the expected values."""
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    settings.SECRET_KEY = get_random_secret_key()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(BEGINNING):
        call_command("migrate", verbosity=0)
        with override_settings(DEBUG=True):  # The demo creates accounts in development only.
            call_command("load_demo")
        held = _work(folder)
        make_pictures_light()
        _back_up(folder)
        held.write()
        RELEASE_1_1.write("pages", stored_texts_shown(all_addresses(), folder / "archive" / TABLES))
        with override_settings(BACKUP_DIR=folder / "sauvegardes", COPY_DIR=folder / "copie"):
            RELEASE_1_1.write("answers", all_answers(held))


def _work(folder: Path) -> ClientState:
    """The actions of people on the site, then the periodic tasks; returns what people hold in the end."""
    work_on_guides()
    work_on_pictures()
    work_on_the_rest()
    accounts = make_accounts()
    visitors: dict[str, Any] = prepare_session() | report(guide_at("choisir-un-mot-de-passe-solide"))
    answer_reports()
    with override_settings(BACKUP_DIR=folder / "sauvegardes", COPY_DIR=folder / "copie"):
        call_command("tick")
    guesses = guess_keys()
    rows = accounts.pop("rows") | guesses.pop("rows")
    frozen_at = timezone.now().isoformat()
    return ClientState(
        secret_key=settings.SECRET_KEY, frozen_at=frozen_at, rows=rows, **accounts, **visitors, **guesses
    )


def _back_up(folder: Path) -> None:
    call_command("update_index", verbosity=0)
    backup = make_backup(folder / "sauvegarde", keep=1)
    unpack(backup.path, folder / "archive")
    RELEASE_1_1.archive.write_bytes(backup.path.read_bytes())

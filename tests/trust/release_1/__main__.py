"""Makes the frozen site of a release: `python -m tests.trust.release_1`. Once, on the day it is released."""

import json
import os
import sys
import tempfile
from pathlib import Path

import django

GUIDES = (
    "choisir-un-mot-de-passe-solide",
    "creer-une-adresse-de-messagerie",
    "consulter-ses-points-de-permis",
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "false"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        _freeze(Path(folder))
    return 0


def _freeze(folder: Path) -> None:
    from django.conf import settings  # noqa: PLC0415  Only once Django is set up.
    from django.core.management import call_command  # noqa: PLC0415

    from cms.demo.site import build_site  # noqa: PLC0415
    from home.keeping.archive import unpack  # noqa: PLC0415
    from home.keeping.backup import make_backup  # noqa: PLC0415
    from home.models import SiteImage, User  # noqa: PLC0415
    from lessons.exchange import import_guides  # noqa: PLC0415
    from lessons.models import GuidePage  # noqa: PLC0415
    from lessons.quality.roles import set_up_roles  # noqa: PLC0415
    from lessons.taxonomy.loading import load_taxonomy  # noqa: PLC0415
    from tests.trust.release_1.pages import ARCHIVE, PAGES, SHORTEST, all_addresses, texts_shown, texts_stored  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    call_command("migrate", verbosity=0)
    build_site()
    set_up_roles()
    load_taxonomy()
    import_guides(Path("cms/demo/guides"))  # They name each other; those too many go again.
    for guide in GuidePage.objects.exclude(slug__in=GUIDES):
        guide.delete()
    for image in SiteImage.objects.all():
        if not image.get_usage().count():
            image.delete()
    call_command("update_index", verbosity=0)
    User.objects.create(username="marie", first_name="Marie")
    backup = make_backup(folder / "sauvegarde", keep=1)
    unpack(backup.path, folder / "archive")
    stored = texts_stored((folder / "archive" / "tables").iterdir())
    said = {
        address: [text for text in texts_shown(address) if len(text) >= SHORTEST and text in stored]
        for address in all_addresses()
    }
    ARCHIVE.write_bytes(backup.path.read_bytes())
    PAGES.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

"""How the site of the first release was built and stored."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from cms.demo.site import build_site
from home.accounts.roles import set_up_roles
from home.backup.archive import TABLES, unpack
from home.backup.dump import make_backup
from home.models import SiteImage, User
from lessons.import_export import import_guides
from lessons.models import GuidePage
from lessons.taxonomy.loading import load_taxonomy
from tests.trust.page_texts import all_addresses, stored_texts_shown
from tests.trust.releases import RELEASE_1

GUIDES = (
    "choisir-un-mot-de-passe-solide",
    "creer-une-adresse-de-messagerie",
    "consulter-ses-points-de-permis",
)


def freeze(folder: Path) -> None:
    """Build the site in `folder`, where the settings keep data; write its backup and the texts of
    its pages.
    """
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    call_command("migrate", verbosity=0)
    build_site()
    set_up_roles()
    load_taxonomy()
    import_guides(Path("cms/demo/guides"))  # They refer to each other; unneeded ones are deleted again.
    for guide in GuidePage.objects.exclude(slug__in=GUIDES):
        guide.delete()
    for image in SiteImage.objects.all():
        if not image.get_usage().count():
            image.delete()
    call_command("update_index", verbosity=0)
    User.objects.create(username="marie", first_name="Marie")
    backup = make_backup(folder / "sauvegarde", keep=1)
    unpack(backup.path, folder / "archive")
    RELEASE_1.archive.write_bytes(backup.path.read_bytes())
    RELEASE_1.write("pages", stored_texts_shown(all_addresses(), folder / "archive" / TABLES))

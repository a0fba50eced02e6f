"""`manage.py verify` finds damage, names it, and exits with an error."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page

from home.integrity import verification
from home.integrity.verification import faults
from home.models import SiteImage, SiteRendition
from lessons.models import GuidePage
from lessons.search.models import Occurrence

LONG_AGO = 1_000_000_000


def write(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name


def lose_picture() -> None:
    path_of(SiteImage.objects.get().file.name).unlink()


def alter_picture() -> None:
    path = path_of(SiteImage.objects.get().file.name)
    path.write_bytes(path.read_bytes() + b"x")


def lose_rendition() -> None:
    path_of(SiteRendition.objects.get().file.name).unlink()


def empty_rendition() -> None:
    path_of(SiteRendition.objects.get().file.name).write_bytes(b"")


def add_orphan() -> None:
    path = path_of("images/perdue.png")
    path.write_bytes(b"x")
    os.utime(path, (LONG_AGO, LONG_AGO))


def break_tree() -> None:
    Page.objects.filter(depth=2).update(numchild=7)


def orphan_page() -> None:
    write("UPDATE wagtailcore_page SET path = '000100990001' WHERE depth = 4")


def unknown_block() -> None:
    write("""UPDATE lessons_guidepage SET steps = '[{"type": "disparu", "value": {}, "id": "1"}]'""")


def lose_words() -> None:
    Occurrence.objects.all().delete()


def add_words() -> None:
    found = Occurrence.objects.first()
    assert found
    Occurrence.objects.create(kind_id=found.kind_id, object_id=999_999, form_id=found.form_id, weight=1)


DAMAGES: list[tuple[Callable[[], None], str]] = [
    (lose_picture, "a perdu son fichier"),
    (alter_picture, "fichier altéré"),
    (lose_rendition, "n’a plus son fichier"),
    (empty_rendition, "n’a plus son fichier"),
    (add_orphan, "images/perdue.png n’est à aucune image"),
    (break_tree, "compte mal ses enfants"),
    (orphan_page, "n’a pas de parent"),
    (unknown_block, "bloc « disparu » inconnu"),
    (lose_words, "La recherche n’est plus à jour"),
    (add_words, "qui n’existent plus"),
]


def test_a_sound_site_passes(site: GuidePage, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify")
    assert "Tout est en ordre" in capsys.readouterr().out


@pytest.mark.parametrize(("damage", "said"), DAMAGES, ids=[damage.__name__ for damage, _said in DAMAGES])
def test_a_damage_is_named(
    site: GuidePage, damage: Callable[[], None], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage()
    with pytest.raises(CommandError, match="défaut"):
        call_command("verify")
    assert said in capsys.readouterr().out


def test_a_check_that_cannot_be_made_does_not_stop_the_others(
    site: GuidePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead() -> None:
        raise OSError("disque muet")

    monkeypatch.setattr(verification, "CHECKS", (dead, *verification.CHECKS))
    break_tree()
    found = list(faults())
    assert "disque muet" in found[0]
    assert any("compte mal" in fault for fault in found)

"""A backup that somebody else wrote or changed is restored only on request."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.backup.dump import existing_backups
from home.backup.signatures import make_signing_key, public_key_of, signature_of
from lessons.models import GuidePage
from tests.home.backup.conftest import make_small_site
from tests.support.isolated_databases import DatabaseFactory


@pytest.fixture
def signed(place: DatabaseFactory, tmp_path: Path, settings: Any) -> Path:
    """A signed backup of a small site, and another machine that knows no key yet."""
    settings.BACKUP_SIGN_WITH = tmp_path / "signer.pem"
    make_signing_key(settings.BACKUP_SIGN_WITH)
    with place():
        make_small_site()
        for _day in range(2):
            call_command("backup", to=tmp_path / "sauvegardes", keep=1)
    [(_made_at, archive)] = existing_backups(tmp_path / "sauvegardes")
    settings.BACKUP_SIGN_WITH, settings.MEDIA_ROOT = None, tmp_path / "other" / "media"
    return archive


def refusal(archive: Path) -> str:
    with pytest.raises(CommandError) as error:
        call_command("restore", archive)
    assert not GuidePage.objects.exists()
    return str(error.value)


def test_a_backup_of_a_known_key_is_restored(
    place: DatabaseFactory, signed: Path, tmp_path: Path, settings: Any
) -> None:
    settings.BACKUP_SIGNED_BY = [public_key_of(tmp_path / "signer.pem")]
    with place():
        call_command("restore", signed)
        assert GuidePage.objects.count() == 1


def test_a_site_trusts_its_own_backups(
    place: DatabaseFactory, signed: Path, tmp_path: Path, settings: Any
) -> None:
    settings.BACKUP_SIGN_WITH = tmp_path / "signer.pem"
    with place():
        call_command("restore", signed)
        assert GuidePage.objects.count() == 1


def test_one_signature_lies_beside_each_backup(signed: Path) -> None:
    assert {path.name for path in signed.parent.iterdir()} == {signed.name, signature_of(signed).name}
    assert signature_of(signed).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "what", ["unsigned", "unknown key", "no key known", "changed", "signature of another"]
)
def test_another_one_is_restored_only_when_one_says_so(
    place: DatabaseFactory, signed: Path, tmp_path: Path, settings: Any, what: str
) -> None:
    settings.BACKUP_SIGNED_BY = [public_key_of(tmp_path / "signer.pem")]
    signature = signature_of(signed)
    match what:
        case "unsigned":
            signature.unlink()
        case "unknown key":
            settings.BACKUP_SIGNED_BY = [make_signing_key(tmp_path / "autre.pem")]
        case "no key known":
            settings.BACKUP_SIGNED_BY = []
        case "changed":
            with signed.open("ab") as file:
                file.write(b"\0")
        case _:
            signature.write_text("pas une signature")
    with place():
        assert "--unsigned" in refusal(signed)
        call_command("restore", signed, unsigned=True)
        assert GuidePage.objects.count() == 1


def test_what_is_no_key_is_told_in_french(
    place: DatabaseFactory, signed: Path, tmp_path: Path, settings: Any
) -> None:
    settings.BACKUP_SIGNED_BY = ["ed25519:court"]
    with place():
        assert "n’est pas une clé publique" in refusal(signed)
    settings.BACKUP_SIGN_WITH = signed
    with place(), pytest.raises(CommandError, match="n’est pas une clé pour signer"):
        call_command("backup", to=tmp_path / "autres")
    assert not list((tmp_path / "autres").glob("pas-a-pas-*"))
    with pytest.raises(CommandError, match="La clé n’a pas été écrite"):
        call_command("backup", make_signing_key=tmp_path / "signer.pem")

"""Signs backups and verifies signatures, since whoever can alter a backup could alter the restored site.

A signature is Ed25519 (RFC 8032) over the SHA-512 of the stored file, encrypted or not. It is in a file next
to it.
"""

import base64
import hashlib
import os
from collections.abc import Collection
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from home.backup.archive import BadBackupError, private_file

SUFFIX = ".sig"
PREFIX = "ed25519:"  # Prefix of a public key in its text form.
_PURPOSE = b"pas-a-pas backup\n"


class UntrustedArchiveError(Exception):
    """No trusted key has signed the backup. The message is a French sentence."""


def make_signing_key(path: Path) -> str:
    """Write a new secret key to a new file, and return the public key. Raises OSError."""
    key = Ed25519PrivateKey.generate()
    with private_file(path, "xb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return _public(key)


def public_key_of(key_file: Path) -> str:
    """Return the public key of the secret key in `key_file`. Raises BadBackupError when it holds no key."""
    return _public(_read_key(key_file))


def signature_of(archive: Path) -> Path:
    """Return the path of the signature of `archive`."""
    return archive.with_name(archive.name + SUFFIX)


def sign(archive: Path, key_file: Path, signature: Path) -> None:
    """Write the signature of `archive` to `signature`. Raises BadBackupError when `key_file` holds no key."""
    signed = _read_key(key_file).sign(_digest(archive))
    with private_file(signature, "wb") as file:
        file.write(base64.b64encode(signed) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def refuse_untrusted(archive: Path, signers: Collection[str]) -> None:
    """Raise UntrustedArchiveError unless one of the public keys `signers` has signed `archive`.

    Raises BadBackupError when one of `signers` is not a valid key, and OSError when `archive` does not exist.
    """
    keys = [_read_public(signer) for signer in signers]
    digest = _digest(archive)
    try:
        signature = base64.b64decode(signature_of(archive).read_bytes(), validate=False)
    except (FileNotFoundError, ValueError):
        raise UntrustedArchiveError("Cette sauvegarde n’est pas signée.") from None
    if not any(_has_signed(key, signature, digest) for key in keys):
        raise UntrustedArchiveError(
            "Cette sauvegarde n’est pas signée par une clé connue ici, ou elle a été changée depuis."
        )


def _has_signed(key: Ed25519PublicKey, signature: bytes, digest: bytes) -> bool:
    try:
        key.verify(signature, digest)
    except InvalidSignature:
        return False
    return True


def _digest(archive: Path) -> bytes:
    with archive.open("rb") as file:
        return _PURPOSE + hashlib.file_digest(file, "sha512").digest()


def _public(key: Ed25519PrivateKey) -> str:
    return PREFIX + base64.b64encode(key.public_key().public_bytes_raw()).decode()


def _read_key(key_file: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(key_file.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm, OSError) as error:
        raise BadBackupError(f"« {key_file} » n’est pas une clé pour signer.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadBackupError(f"« {key_file} » n’est pas une clé pour signer.")
    return key


def _read_public(signer: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(
            base64.b64decode(signer.removeprefix(PREFIX), validate=True)
        )
    except ValueError as error:
        raise BadBackupError(
            f"« {signer} » n’est pas une clé publique : elle commence par « {PREFIX} »."
        ) from error

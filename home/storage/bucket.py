"""The bucket. Its addresses stay inside: visitors get resized pictures from the site itself, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

ABSENT = {"404", "NoSuchKey", "NotFound"}
PATIENCE = Config(
    connect_timeout=3,
    read_timeout=15,
    retries={"mode": "standard", "total_max_attempts": 3},
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    # Checksums that only some storages know are sent only where the operation asks for them.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@contextmanager
def _as_on_disk() -> Iterator[None]:
    """What goes wrong with a bucket, said as a disk says it: the site knows what to do then."""
    try:
        yield
    except ClientError as error:
        absent = str(error.response.get("Error", {}).get("Code")) in ABSENT
        raise (FileNotFoundError if absent else OSError)(str(error)) from error
    except BotoCoreError as error:
        raise OSError(str(error)) from error


class BucketStorage(S3Storage):
    """Files in one private bucket. Raises OSError where the bucket does not answer, FileNotFoundError for no file."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,
            "client_config": PATIENCE,
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """An address of the site, never one of the bucket: whether it is answered is decided by a view."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        if "w" in mode:
            raise ValueError("Files of the bucket are saved whole.")
        with _as_on_disk():
            content = self.bucket.Object(self._normalize_name(name)).get()["Body"].read()
        return ContentFile(content, name=name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        with _as_on_disk():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with _as_on_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _as_on_disk():
            return super().exists(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _as_on_disk():
            return super().listdir(name)

    def size(self, name: str) -> int:
        with _as_on_disk():
            return super().size(name)

    def get_modified_time(self, name: str) -> datetime:
        with _as_on_disk():
            return super().get_modified_time(name)

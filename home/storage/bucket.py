"""S3 bucket storage. Bucket addresses are never public: the site itself serves the renditions."""

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
    # Some storage services do not support these checksums, so send them only where the operation requires
    # them.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@contextmanager
def _as_on_disk() -> Iterator[None]:
    """Turn bucket errors into the OSErrors of a disk, which the site handles."""
    try:
        yield
    except ClientError as error:
        absent = str(error.response.get("Error", {}).get("Code")) in ABSENT
        raise (FileNotFoundError if absent else OSError)(str(error)) from error
    except BotoCoreError as error:
        raise OSError(str(error)) from error


class BucketStorage(S3Storage):
    """Files in one private bucket.

    Raises OSError when the bucket does not respond, FileNotFoundError when a file does not exist.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,
            "client_config": PATIENCE,
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return an address of the site, never of the bucket. A view decides whether it is served."""
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

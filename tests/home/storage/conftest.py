"""A site without a folder of pictures: a bucket, accessed over HTTP on loopback."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from home.images import privacy

KEYS = {"access_key": "essai", "secret_key": "essai", "region_name": "eu-west-3"}


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, settings: Any) -> str:
    name = f"essai-{uuid4().hex[:8]}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=KEYS["region_name"],
        aws_access_key_id=KEYS["access_key"],
        aws_secret_access_key=KEYS["secret_key"],
    )
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": KEYS["region_name"]})
    client.close()
    options = {"bucket_name": name, "endpoint_url": endpoint, **KEYS}
    use(settings, {"BACKEND": "home.storage.bucket.BucketStorage", "OPTIONS": options})
    return name


@pytest.fixture(autouse=True)
def _no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests do not depend on whether this machine has OCR."""
    monkeypatch.setattr(privacy, "read_words", lambda content: None)


def use(settings: Any, storage: dict[str, Any]) -> None:
    """Set through pytest-django, so that storages receive the signal."""
    settings.STORAGES = {**settings.STORAGES, "default": storage}

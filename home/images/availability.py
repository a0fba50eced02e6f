"""Pictures as they can be shown: a file may be lost or damaged, on the disk or in the bucket, and the site goes on without."""

import io
from pathlib import Path
from typing import Any

from PIL import Image
from wagtail.images.models import Filter, SourceImageIOError

_seen: set[str] = set()  # Files that were in the bucket. A name never gets another content.
_MAX_SEEN = 50_000


def available_renditions(image: Any, specs: list[str]) -> dict[str, Any]:
    """The renditions of the site's picture `image`, by spec, whose files are there; nothing when one cannot be had.

    Those that were lost alone are made again. Spec patterns such as "width-{800,1200}" count as several.
    """
    filters = [Filter(spec=spec) for spec in Filter.expand_spec(specs)]
    try:
        renditions = image.get_renditions(*filters)
        lost = [rendition for rendition in renditions.values() if not _is_there(rendition.file)]
        if lost and _is_there(image.file):
            for rendition in lost:
                rendition.delete()
            renditions, lost = type(image).objects.get(pk=image.pk).get_renditions(*filters), []
    except SourceImageIOError:
        return {}
    return {} if lost else renditions


def whole_content(file: Any) -> bytes:
    """The bytes of the stored picture `file`. Raises OSError when it is lost, or no longer a picture."""
    with file.storage.open(file.name) as stream:
        content: bytes = stream.read()
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise OSError(f"{file.name}: {error}") from error
    return content


def _is_there(file: Any) -> bool:
    """Whether the stored `file` is there; a bucket is asked once, and counts as whole while it does not answer."""
    try:
        return Path(file.path).is_file()
    except NotImplementedError:
        return file.name in _seen or _is_in_bucket(file)


def _is_in_bucket(file: Any) -> bool:
    try:
        found = bool(file.storage.exists(file.name))
    except OSError:
        return True
    if found and len(_seen) < _MAX_SEEN:
        _seen.add(file.name)
    return found

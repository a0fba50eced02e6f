"""Lets pages render without a picture whose file is lost or damaged, on disk or in the bucket."""

import io
from pathlib import Path
from typing import Any

from PIL import Image
from wagtail.images.models import Filter, SourceImageIOError

_seen: set[str] = set()  # Files found in the bucket. A file name is never reused for other content.
_MAX_SEEN = 50_000


def available_renditions(image: Any, specs: list[str]) -> dict[str, Any]:
    """Return the renditions of the SiteImage `image` by spec, or an empty dictionary if one is unavailable.

    When only rendition files are lost, they are made again. A spec pattern such as "width-{800,1200}" counts
    as several specs.
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
    """Return the bytes of the stored picture `file`. Raises OSError if it is lost or not a picture."""
    with file.storage.open(file.name) as stream:
        content: bytes = stream.read()
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise OSError(f"{file.name}: {error}") from error
    return content


def _is_there(file: Any) -> bool:
    """Return whether `file` exists. A bucket is asked once; if it does not respond, the answer is True."""
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

"""Serves the style sheet as one hashed, compressed file while its sources stay one file a subject."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import url\("(?P<name>[^"]+)"\)(?: (?P<media>[\w ]+))?;$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s*\n\s*")
BUNDLES = ("css/site.css",)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which first writes the files that `css/site.css` imports in the place of its imports.

    Only `@import url("name.css");` lines, each with an optional media word, in the bundle itself are followed;
    names are relative to the bundle's own folder, so addresses inside the parts must be absolute or written
    for that folder.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            for bundle in BUNDLES:
                if bundle in paths:
                    self._bundle(bundle, paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundle(self, bundle: str, paths: dict[str, Any]) -> None:
        folder = bundle.rpartition("/")[0]

        def source(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                text: str = file.read().decode()
            return text

        def included(match: re.Match[str]) -> str:
            css = _BLANKS.sub("\n", _COMMENT.sub("", source(f"{folder}/{match['name']}"))).strip()
            return f"@media {match['media']} {{\n{css}\n}}" if match["media"] else css

        css = _IMPORT.sub(included, source(bundle))
        self.delete(bundle)
        self.save(bundle, ContentFile(css.encode()))
        paths[bundle] = (self, bundle)  # What is hashed next is the bundle, no longer its source.

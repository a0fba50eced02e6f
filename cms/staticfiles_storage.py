"""Bundles the site's separate style sheet and script sources into one hashed, compressed file each."""

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, normpath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_STYLE_IMPORT = re.compile(r'^@import url\("(?P<name>[^"]+)"\)(?: (?P<media>[\w ]+))?;$', re.MULTILINE)
_SCRIPT_IMPORT = re.compile(r'^import "(?P<name>[^"]+)";$', re.MULTILINE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCRIPT_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_BLANKS = re.compile(r"\s*\n\s*")


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which first replaces the imports of each bundle by the imported files.

    Only imports in the bundle itself are followed, each on a line of its own: `@import url("name.css");` with
    an optional media type, `import "./name.js";`. Names are relative to the bundle's folder, so URLs inside
    style sheets must be absolute or relative to that folder. Scripts must not import or export anything: each
    is wrapped in a block, which limits the scope of its names.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            for bundle, whole in BUNDLES.items():
                if bundle in paths:
                    self._bundle(bundle, whole, paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundle(self, bundle: str, whole: "Whole", paths: dict[str, Any]) -> None:
        def source(name: str) -> str:
            storage, path = paths[normpath(f"{dirname(bundle)}/{name}")]
            with storage.open(path) as file:
                text: str = file.read().decode()
            return text

        content = whole(source(f"../{bundle}"), source)
        self.delete(bundle)
        self.save(bundle, ContentFile(content.encode()))
        paths[bundle] = (self, bundle)  # The parent class must hash the bundle, not its source.


Source = Callable[[str], str]
Whole = Callable[[str, Source], str]


def _whole_style(style: str, source: Source) -> str:
    def included(match: re.Match[str]) -> str:
        css = _bare(source(match["name"]), _STYLE_COMMENT)
        return f"@media {match['media']} {{\n{css}\n}}" if match["media"] else css

    return _STYLE_IMPORT.sub(included, style)


def _whole_script(script: str, source: Source) -> str:
    return _SCRIPT_IMPORT.sub(
        lambda match: f"{{\n{_bare(source(match['name']), _SCRIPT_COMMENT)}\n}}",
        _bare(script, _SCRIPT_COMMENT),
    )


def _bare(text: str, comment: re.Pattern[str]) -> str:
    return _BLANKS.sub("\n", comment.sub("", text)).strip()


BUNDLES: dict[str, Whole] = {
    "css/site.css": _whole_style,
    "css/planning.css": _whole_style,
    "css/step-by-step.css": _whole_style,
    "js/site.js": _whole_script,
}

"""Reads YAML values with their places, and collects every fault instead of stopping at the first."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from lessons.import_export.errors import GuideFileError
from lessons.import_export.rich_text import UnknownMarkupError, to_html
from lessons.import_export.yaml_text import Mapping, Scalar, Sequence, Value

# Control characters, and lone surrogates, which databases cannot store.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


MAX_TEXT = 20_000
MAX_INTEGER = 999_999_999


class YamlNode:
    """A mapping of a guide file. Each method reads a key, checks its value, and records a fault if needed."""

    def __init__(self, value: Value, file: Path, faults: list[GuideFileError], place: str = "") -> None:
        self.file = file
        self.faults = faults
        self.place = place
        self._read: set[str] = set()
        self._mapping = value if isinstance(value, Mapping) else Mapping(value.line)
        if not isinstance(value, Mapping):
            self._fault("", "des clés et des valeurs sont attendues ici (« clé: valeur »).")

    def text(self, key: str, *, longest: int, required: bool = False, lines: bool = False) -> str:
        """Return a text as written; it must be on one line unless `lines` is true."""
        value = self._take(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, Scalar):
            return self._refuse(key, "un texte est attendu.")
        text = value.text.strip()
        if required and not text:
            return self._refuse(key, "ce texte est vide.")
        return self._checked(key, text, longest, lines=lines)

    def rich_text(self, key: str, *, longest: int = MAX_TEXT, required: bool = False) -> str:
        text = self.text(key, longest=longest, required=required, lines=True)
        try:
            return to_html(text) if text and len(text) <= longest else ""
        except UnknownMarkupError as error:
            return self._refuse(key, str(error))

    def integer(self, key: str, *, low: int, high: int, required: bool = False) -> int | None:
        value = self._take(key, required=required)
        if value is None:
            return None
        text = value.text if isinstance(value, Scalar) else ""
        if re.fullmatch(r"[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        self._fault(key, f"un nombre entier de {low} à {high} est attendu.")
        return None

    def percent(self, key: str) -> float:
        value = self._take(key, required=True)
        with suppress(ValueError):
            number = float(value.text) if isinstance(value, Scalar) else -1
            if 0 <= number <= 100:
                return number
        self._fault(key, "un nombre de 0 à 100 est attendu.")
        return 0.0

    def boolean(self, key: str, *, default: bool) -> bool:
        value = self._take(key)
        if value is None:
            return default
        said = value.text.lower() if isinstance(value, Scalar) else ""
        if said not in {"true", "false"}:
            self._fault(key, "écrivez true ou false.")
        return said == "true"

    def choice(self, key: str, choices: list[str], *, default: str = "", refusal: str = "") -> str:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, Scalar) or value.text not in choices:
            return self._refuse(key, refusal or f"écrivez l’un de ces mots : {', '.join(choices)}.")
        return value.text

    def day(self, key: str) -> date | None:
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, Scalar) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.text):
            with suppress(ValueError):
                return date.fromisoformat(value.text)
        self._fault(key, "une date est attendue, comme 2026-11-12.")
        return None

    def texts(self, key: str, *, longest: int, most: int = 60) -> tuple[str, ...]:
        """Return a list of one-line texts; empty and repeated texts are faults."""
        texts: list[str] = []
        for position, value in enumerate(self._items(key, most), start=1):
            text = value.text.strip() if isinstance(value, Scalar) and not value.is_nothing else ""
            place = f"{key}[{position}]"
            if not text:
                self._fault(place, "un texte est attendu.", value.line)
            elif text in texts:
                self._fault(place, f"« {text} » est déjà dans la liste.", value.line)
            else:
                texts.append(self._checked(place, text, longest, value.line))
        return tuple(texts)

    def nodes(self, key: str, *, most: int, required: bool = False) -> Iterator["YamlNode"]:
        """Yield the mappings of a list."""
        items = self._items(key, most)
        if required and not items:
            self._fault(key, "au moins un élément est attendu.")
        for position, value in enumerate(items, start=1):
            yield YamlNode(value, self.file, self.faults, self._at(f"{key}[{position}]"))

    def node(self, key: str) -> "YamlNode | None":
        value = self._take(key)
        return None if value is None else YamlNode(value, self.file, self.faults, self._at(key))

    def is_mapping(self, key: str) -> bool:
        """Return whether the value has keys of its own."""
        return isinstance(self._mapping.values.get(key), Mapping)

    def check(self, key: str, holds: Callable[[], bool], reason: str) -> None:
        """Record a fault on `key` when `holds()` is false."""
        if not holds():
            self._fault(key, reason)

    def lines(self) -> dict[str, int]:
        """Return the line of each key."""
        return dict(self._mapping.lines)

    def finish(self) -> None:
        """Record a fault for each key that was not read."""
        for key in self._mapping.values:
            if key not in self._read:
                self._fault(key, "cette clé n’existe pas dans le format.")

    def _take(self, key: str, *, required: bool = False) -> Value | None:
        self._read.add(key)
        value = self._mapping.values.get(key)
        if isinstance(value, Scalar) and value.is_nothing:
            value = None
        if required and value is None:
            self._fault(key, "cette clé est obligatoire.")
        return value

    def _items(self, key: str, most: int) -> list[Value]:
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, Sequence):
            self._fault(key, "une liste est attendue.")
            return []
        if len(value.items) > most:
            self._fault(key, f"la liste a {len(value.items)} éléments : {most} au plus.")
        return value.items[:most]

    def _checked(self, key: str, text: str, longest: int, line: int = 0, *, lines: bool = False) -> str:
        if len(text) > longest:
            self._fault(key, f"ce texte a {len(text)} caractères : {longest} au plus.", line)
        if not lines and "\n" in text:
            self._fault(key, "ce texte tient sur une seule ligne.", line)
        if CONTROL.search(text):
            self._fault(key, "ce texte contient un caractère de contrôle.", line)
        return text

    def _refuse(self, key: str, reason: str) -> str:
        self._fault(key, reason)
        return ""

    def _fault(self, key: str, reason: str, line: int = 0) -> None:
        line = line or self._mapping.lines.get(key, self._mapping.line)
        self.faults.append(GuideFileError(self.file, line, self._at(key), reason))

    def _at(self, key: str) -> str:
        return ".".join(filter(None, (self.place, key)))

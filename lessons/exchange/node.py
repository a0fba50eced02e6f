"""Reads YAML values with their places, gathering every fault instead of stopping at the first."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lessons.exchange.faults import Fault
from lessons.exchange.richtext import UnknownMarkupError, to_html


class Node:
    """A mapping of a guide file. Each reader takes a key, checks its value and notes a fault where it is wrong."""

    def __init__(self, value: Any, file: Path, faults: list[Fault], place: str = "", line: int = 1) -> None:
        self.file = file
        self.faults = faults
        self.place = place
        self.line = line
        self._read: set[str] = set()
        self._value: dict[Any, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self._fault("", "des clés et des valeurs sont attendues ici (« clé: valeur »).")

    def text(self, key: str, *, longest: int, required: bool = False) -> str:
        value = self._take(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            return self._refuse(key, "un texte est attendu.")
        return self._short_text(key, str(value).strip(), longest, required=required)

    def rich_text(self, key: str, *, longest: int = 3_000, required: bool = False) -> str:
        text = self.text(key, longest=longest, required=required)
        try:
            return to_html(text) if text else ""
        except UnknownMarkupError as error:
            return self._refuse(key, str(error))

    def integer(self, key: str, *, low: int, high: int, required: bool = False) -> int | None:
        value = self._take(key, required=required)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self._fault(key, f"un nombre entier de {low} à {high} est attendu.")
            return None
        return value

    def percent(self, key: str) -> float:
        value = self._take(key, required=True)
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 100:
            self._fault(key, "un nombre de 0 à 100 est attendu.")
            return 0.0
        return float(value)

    def boolean(self, key: str, *, default: bool) -> bool:
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self._fault(key, "écrivez true ou false.")
        return value if isinstance(value, bool) else default

    def choice(self, key: str, choices: list[str], *, default: str = "", required: bool = False) -> str:
        value = self._take(key, required=required)
        if value is None:
            return default
        if value not in choices:
            return self._refuse(key, f"écrivez l’un de ces mots : {', '.join(choices)}.")
        return str(value)

    def day(self, key: str) -> date | None:
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self._fault(key, "une date est attendue, comme 2026-11-12.")
            return None
        return date(value.year, value.month, value.day)

    def texts(self, key: str, *, longest: int, most: int = 60) -> tuple[str, ...]:
        """A list of texts; an empty or repeated one is a fault."""
        texts: list[str] = []
        for position, (value, line) in enumerate(self._items(key, most), start=1):
            text = (
                str(value).strip()
                if isinstance(value, (str, int, float)) and not isinstance(value, bool)
                else ""
            )
            place = f"{key}[{position}]"
            if not text:
                self._fault(place, "un texte est attendu.", line)
            elif text in texts:
                self._fault(place, f"« {text} » est déjà dans la liste.", line)
            else:
                texts.append(self._short_text(place, text, longest, line=line))
        return tuple(texts)

    def nodes(self, key: str, *, most: int, required: bool = False) -> Iterator["Node"]:
        """A list of mappings."""
        items = self._items(key, most)
        if required and not items:
            self._fault(key, "au moins un élément est attendu.")
        for position, (value, line) in enumerate(items, start=1):
            yield Node(value, self.file, self.faults, self._at(f"{key}[{position}]"), line)

    def node(self, key: str) -> "Node | None":
        value = self._take(key)
        return (
            None if value is None else Node(value, self.file, self.faults, self._at(key), self._line_of(key))
        )

    def check(self, key: str, holds: Callable[[], bool], reason: str) -> None:
        """Note a fault on `key` when `holds()` is false."""
        if not holds():
            self._fault(key, reason)

    def lines(self) -> dict[str, int]:
        """The line of each key."""
        return {str(key): self._line_of(key) for key in self._value}

    def finish(self) -> None:
        """Note a fault for each key that nothing has read."""
        for key in self._value:
            if key not in self._read:
                self._fault(str(key), "cette clé n’existe pas dans le format.", self._line_of(key))

    def _take(self, key: str, *, required: bool = False) -> Any:
        self._read.add(key)
        value = self._value.get(key)
        if required and value is None:
            self._fault(key, "cette clé est obligatoire.")
        return value

    def _items(self, key: str, most: int) -> list[tuple[Any, int]]:
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._fault(key, "une liste est attendue.")
            return []
        if len(value) > most:
            self._fault(key, f"la liste a {len(value)} éléments : {most} au plus.")
        position_of = getattr(value, "lc", None)
        lines = [position_of.item(i)[0] + 1 if position_of else self.line for i in range(len(value))]
        return list(zip(value, lines, strict=True))[:most]

    def _short_text(self, key: str, text: str, longest: int, *, required: bool = False, line: int = 0) -> str:
        if required and not text:
            return self._refuse(key, "ce texte est vide.")
        if len(text) > longest:
            self._fault(key, f"ce texte a {len(text)} caractères : {longest} au plus.", line)
        if any(ord(sign) < 32 and sign not in "\n\t" for sign in text):
            self._fault(key, "ce texte contient un caractère de contrôle.", line)
        return text

    def _refuse(self, key: str, reason: str) -> str:
        self._fault(key, reason)
        return ""

    def _fault(self, key: str, reason: str, line: int = 0) -> None:
        self.faults.append(Fault(self.file, line or self._line_of(key), self._at(key), reason))

    def _at(self, key: str) -> str:
        return ".".join(filter(None, (self.place, key)))

    def _line_of(self, key: Any) -> int:
        places = getattr(self._value, "lc", None)
        if places is None or key not in self._value:
            return self.line
        line: int = places.key(key)[0] + 1
        return line

"""Reads YAML with every scalar as text and with its line: no conversion to a number, date or boolean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

MAX_DEPTH = 12
MAX_EVENTS = 20_000  # Parser events: values, and starts and ends of lists. A full guide has 6,000.
_NOTHING = {"", "~", "null", "Null", "NULL"}
_COLON = 'un texte qui contient « : » se met entre guillemets, comme title: "Impôts : déclarer".'
_FAULTS = (  # Patterns of parser messages, and advice for the author.
    (r"mapping values are not allowed", _COLON),
    (r"found character .\\t.|tab character", "mettez des espaces à la place de la tabulation."),
    (
        r"cannot start any token|expected alphabetic",
        "ce signe au début d’un texte demande des guillemets.",
    ),
    (r"unexpected end of stream|while scanning a quoted", "un guillemet n’est pas fermé."),
    (r"expected ',' or|expected the node content", "un crochet ou une accolade n’est pas fermé."),
    (r"could not find expected ':'", "il manque « : » après une clé."),
    (r"unknown escape character", "doublez la barre « \\ » entre guillemets droits."),
)
_OTHERWISE = "regardez le décalage et les guillemets de cette ligne, et de celle d’avant."


class BadYamlError(ValueError):
    """Invalid YAML. The message is a French sentence; `line` counts from 1, and is 0 for the whole file."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class Scalar:
    """A value as written, without its quotes; `is_nothing` is true for `key:` and for `null`."""

    line: int
    text: str
    is_nothing: bool = False


@dataclass
class Sequence:
    line: int
    items: list["Value"] = field(default_factory=list)


@dataclass
class Mapping:
    """Values by key; `lines` holds the line of each key."""

    line: int
    values: dict[str, "Value"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Value = Scalar | Sequence | Mapping


def read_yaml(text: str) -> Value:
    """Return the first document in `text`. Raises BadYamlError."""
    try:
        return _Reading(YAML(typ="safe", pure=True).parse(text)).first()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"{error.context} {error.problem}"
        reason = next((french for english, french in _FAULTS if re.search(english, said)), _OTHERWISE)
        raise BadYamlError(f"le YAML est mal écrit : {reason}", mark.line + 1 if mark else 0) from error
    except YAMLError as error:
        raise BadYamlError(
            "le YAML est mal écrit : il contient un caractère qui n’est pas permis."
        ) from error


class _Reading:
    """Builds values from parser events, with a limit on nesting."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = self._counted(events)
        self._anchors: dict[str, Value] = {}

    def _counted(self, events: Iterator[Any]) -> Iterator[Any]:
        for number, event in enumerate(events):
            if number > MAX_EVENTS:
                raise BadYamlError("ce fichier est trop long pour un guide.")
            yield event

    def first(self) -> Value:
        event = next((event for event in self._events if isinstance(event, NodeEvent)), None)
        value = Scalar(1, "", is_nothing=True) if event is None else self._value(event, 0)
        for _event in self._events:  # Parse to the end, to find faults further down.
            pass
        return value

    def _value(self, event: Any, depth: int) -> Value:
        line = event.start_mark.line + 1
        if depth > MAX_DEPTH:
            raise BadYamlError("le YAML est mal écrit : il est trop imbriqué.", line)
        if isinstance(event, AliasEvent):
            if event.anchor not in self._anchors:
                raise BadYamlError(
                    "le YAML est mal écrit : une étoile au début d’un texte demande des guillemets.", line
                )
            return self._anchors[event.anchor]
        value: Value
        if isinstance(event, ScalarEvent):
            value = Scalar(line, event.value, event.style is None and event.value in _NOTHING)
        else:
            value = Mapping(line) if isinstance(event, MappingStartEvent) else Sequence(line)
        if event.anchor:
            self._anchors[event.anchor] = value
        if isinstance(value, Sequence):
            value.items.extend(self._value(inner, depth + 1) for inner in self._until(SequenceEndEvent))
        elif isinstance(value, Mapping):
            self._fill(value, depth + 1)
        return value

    def _fill(self, mapping: Mapping, depth: int) -> None:
        for event in self._until(MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, ScalarEvent):
                raise BadYamlError("le YAML est mal écrit : une clé est un seul mot.", line)
            if event.value in mapping.values:
                raise BadYamlError(
                    f"le YAML est mal écrit : la clé « {event.value} » est écrite deux fois.", line
                )
            mapping.lines[event.value] = line
            mapping.values[event.value] = self._value(next(self._events), depth)

    def _until(self, end: type[Any]) -> Iterator[Any]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

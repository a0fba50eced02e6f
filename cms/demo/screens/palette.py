"""Colours of the drawn screens: a reduced set of the site's own design."""

from dataclasses import dataclass

INK = "#1c2433"
INK_SOFT = "#4b5363"
WHITE = "#ffffff"
PAGE = "#f3f4f7"
CHROME = "#dfe3ea"
CHROME_DOT = "#aab2c0"
LINE = "#d5dae3"
LINE_STRONG = "#7f8898"
SKELETON = "#c9cfdb"
SKELETON_LIGHT = "#dfe3ea"
BODY = "#2a3242"
BACKDROP = "#e9ecf1"
BUBBLE = "#e9ecf1"


@dataclass(frozen=True)
class Accent:
    strong: str
    wash: str


ACCENTS = {
    "bleu": Accent("#1d5a9c", "#e4eefa"),
    "vert": Accent("#2c6a37", "#e5f2e3"),
    "violet": Accent("#75306e", "#f6e7f4"),
    "orange": Accent("#a34a12", "#fdebdf"),
    "gris": Accent("#46567a", "#eef1f7"),
    "rouge": Accent("#a3262a", "#fde7e2"),
}
NOTICES = {
    "info": Accent("#1d5a9c", "#e4eefa"),
    "success": Accent("#2c6a37", "#e5f2e3"),
    "warning": Accent("#8a6100", "#fff3d1"),
}

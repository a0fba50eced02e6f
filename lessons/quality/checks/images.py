"""Checks of the images of a page: personal data that they seem to show, and meaningless descriptions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.images.usage import image_references
from home.models import SiteImage
from home.text.folding import fold
from lessons.models import GuidePage
from lessons.quality.findings import Finding, Severity
from lessons.quality.text_extraction import step_place

# Words in the default names that programs give to images, in French and English, without accents.
_WORDS_OF_PROGRAMS = frozenset(
    [
        "a",
        "at",
        "au",
        "copie",
        "copy",
        "d",
        "de",
        "du",
        "ecran",
        "figure",
        "from",
        "h",
        "heic",
        "illustration",
        "image",
        "images",
        "img",
        "impression",
        "jpeg",
        "jpg",
        "l",
        "la",
        "le",
        "new",
        "nouveau",
        "nouvelle",
        "numero",
        "no",
        "n",
        "photo",
        "pic",
        "picture",
        "png",
        "dsc",
        "dscn",
        "pxl",
        "s",
        "sans",
        "scan",
        "screen",
        "screenshot",
        "shot",
        "snip",
        "t",
        "the",
        "titre",
        "untitled",
        "visuel",
        "webp",
        "whatsapp",
        "capture",
        "captures",
        "am",
        "pm",
        "z",
    ]
)
_WORD = re.compile(r"[a-z]+")
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|webp|hei[cf]|gif|bmp|tiff?)", re.IGNORECASE)


@dataclass(frozen=True)
class ShownPicture:
    """An image and the place where a page shows it: in French, with the step id, or "" outside steps."""

    image: SiteImage
    place: str
    step_id: str

    def finding(self, severity: Severity, code: str, message: str) -> Finding:
        address = reverse("wagtailimages:edit", args=(self.image.pk,))
        link = {"address": address, "action": _("Ouvrir l’image")}
        part = "screenshot.image" if self.step_id else ""
        return Finding(code, severity, self.place, message, step_id=self.step_id, part=part, **link)


def picture_faults(page: Page) -> list[Finding]:
    """Return a finding for each suspect image of `page`, of any type, that nobody has vouched for."""
    message = _(
        "l’image semble montrer %(names)s. Masquez ce qui désigne une vraie personne, ou cochez sous l’image "
        "« Rien de personnel, ou des données inventées »."
    )
    return [
        shown.finding(
            Severity.BLOCKING, "picture-personal-data", message % {"names": shown.image.suspicion_names}
        )
        for shown in _shown(page)
        if shown.image.is_suspect
    ]


def picture_advice(guide: GuidePage) -> list[Finding]:
    """Advise on images that nobody has checked, on images vouched for as invented, on poor descriptions."""
    found = [
        shown.finding(Severity.ADVICE, code, message)
        for shown in _shown(guide)
        for code, message in _to_look_at(shown.image)
    ]
    return [*found, *_poor_descriptions(guide)]


def is_uninformative(description: str) -> bool:
    """Whether `description` is a file name or a program's default name: "capture 3", "IMG_1234.png"."""
    plain = fold(description.strip().replace("’", "'"))
    return bool(plain) and (
        bool(_FILE_NAME.fullmatch(plain)) or _WORDS_OF_PROGRAMS.issuperset(_WORD.findall(plain))
    )


def _shown(page: Page) -> list[ShownPicture]:
    """Return the images of `page` in its order, in one query; no query without an image."""
    named = list(image_references(page))
    images = SiteImage.objects.in_bulk({key for key, _path in named}) if named else {}
    return [ShownPicture(images[key], *_place(page, path)) for key, path in named if key in images]


def _to_look_at(image: SiteImage) -> Iterator[tuple[str, str]]:
    if image.suspicions and image.vouched:
        message = _("une machine y lit %(names)s ; une personne dit que c’est inventé. Regardez cette image.")
        yield "picture-vouched", message % {"names": image.suspicion_names}
    elif not image.suspicions and image.concern:
        yield (
            "picture-unread",
            _("personne n’a regardé si cette image montre des données d’une vraie personne."),
        )


def _place(page: Page, path: str) -> tuple[str, str]:
    """Return the place at `path` in French, and its step id, or "" outside steps."""
    field, *blocks = path.split(".")
    if isinstance(page, GuidePage) and field == "steps":
        for number, step in enumerate(page.steps, start=1):
            if step.id in blocks:
                place = _("%(place)s, image") % {"place": step_place(number, step.value["title"])}
                return place, step.id
    return capfirst(str(page._meta.get_field(field).verbose_name)), ""


def _poor_descriptions(guide: GuidePage) -> Iterator[Finding]:
    for number, step in enumerate(guide.steps, start=1):
        screenshot: Any = step.value["screenshot"]
        if screenshot and is_uninformative(screenshot["alt"] or ""):
            yield Finding(
                "poor-alt",
                Severity.ADVICE,
                _("%(place)s, image") % {"place": step_place(number, step.value["title"])},
                _("cette description ne dit rien. Écrivez ce que montre l’écran et où l’on appuie."),
                screenshot["alt"],
                step.id or "",
            )

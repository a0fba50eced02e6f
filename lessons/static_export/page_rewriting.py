"""Rewrites a page of the site so that it opens from a folder."""

from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from lessons.static_export.asset_files import static_name
from lessons.static_export.file_paths import Linker

# Templates mark with data-online what needs the server, with data-device what the browser stores.
ONLINE_ATTRIBUTES = frozenset(
    {"data-online", "data-device", "data-session-link", "data-keep-guide", "data-keep-state"}
)
ONLINE_CLASSES = frozenset({"add-to-session", "step-report"})
ONLINE_LINKS = frozenset({"alternate", "preload", "shortlink"})
SITE_SCRIPT, SCREEN_SCRIPT = "js/site.", "js/step-by-step."
GUIDE_SCRIPT = "js/guide.js"


@dataclass
class ExportedPage:
    """A page to rewrite.

    Attributes:
        styles: the style sheets of the copy that the page needs, by name.
        assets, pictures: the names of the static files and of the media files that the page needs.
        lost: descriptions of its images whose files are lost.
    """

    html: str
    linker: Linker
    banner: str
    styles: dict[str, str] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.soup = BeautifulSoup(self.html, "html.parser")

    def put_in_catalogue(self, html: str) -> None:
        """If this page is the catalogue, replace the part that requests results from the server by `html`."""
        place = self.soup.select_one("[data-catalogue]")
        if place is not None:
            place.replace_with(BeautifulSoup(html, "html.parser"))

    def turned(self) -> str:
        for tag in self.soup.find_all(_needs_server):
            tag.decompose()
        for picture in self.soup.find_all("picture"):
            _keep_one_size(picture)
        for words in self.soup.find_all(True, attrs={"data-lost-picture": True}):
            self.lost.append(f"n° {words['data-lost-picture']}, {words.get_text(' ', strip=True)}")
            del words["data-lost-picture"]
        self._turn_scripts()
        self._turn_style()
        for tag in self.soup.find_all(["link", "img"]):
            self._turn_file(tag)
        for form in self.soup.find_all("form"):
            self._turn_form(form)
        for anchor in self.soup.find_all("a", href=True):
            self._turn_link(anchor)
        self._say_it_is_a_copy()
        return str(self.soup)

    def _turn_scripts(self) -> None:
        """Remove modules, which do not load from files; a guide and its screens keep what needs no server."""
        is_guide = self.soup.find(True, attrs={"data-outline": True}) is not None
        for script in self.soup.find_all("script", src=True):
            name = static_name(str(script["src"]))
            if not name:
                continue
            if name.startswith(SITE_SCRIPT) and is_guide:
                name = static_name(static(GUIDE_SCRIPT))
                del script["type"]
            if name.startswith(SCREEN_SCRIPT):
                del script["type"]
            if script.get("type") != "module":
                script["defer"] = ""
                self._point(script, "src", name)
            else:
                script.decompose()

    def _turn_style(self) -> None:
        """Move the style of the town to a file: web servers that show the copy allow nothing inline."""
        style = self.soup.select_one("style[data-colour]")
        if style is not None:
            name = f"static/css/{style['data-colour']}.css"
            self.styles[name] = style.get_text()
            href = self.linker.to(name)
            style.replace_with(self.soup.new_tag("link", attrs={"rel": "stylesheet", "href": href}))

    def _turn_file(self, tag: Tag) -> None:
        attribute = "src" if tag.name == "img" else "href"
        address = str(tag.get(attribute, ""))
        if name := static_name(address):
            self._point(tag, attribute, name)
        elif address.startswith(settings.MEDIA_URL):
            name = address.removeprefix(settings.MEDIA_URL)
            self.pictures.add(name)
            tag[attribute] = self.linker.to(f"media/{name}")

    def _point(self, tag: Tag, attribute: str, name: str) -> None:
        self.assets.add(name)
        tag[attribute] = self.linker.to(f"static/{name}")

    def _turn_form(self, form: Tag) -> None:
        """Point a search form to the catalogue, which searches by script; remove any other form."""
        address = (
            self.linker.link(str(form.get("action", ""))) if form.get("method", "get") == "get" else None
        )
        if address is not None:
            form["action"] = address
        else:
            form.decompose()

    def _turn_link(self, anchor: Tag) -> None:
        if str(anchor["href"]).startswith(settings.MEDIA_URL):
            self._turn_file(anchor)
            return
        address = self.linker.link(str(anchor["href"]))
        if address is not None:
            anchor["href"] = address
        elif "button" in (anchor.get("class") or ()):
            anchor.decompose()
        elif anchor.parent is not None and anchor.parent.name == "li" and anchor.find_parent("nav"):
            anchor.parent.decompose()
        else:
            anchor.unwrap()

    def _say_it_is_a_copy(self) -> None:
        notice = self.soup.new_tag("aside", attrs={"class": "copy-notice", "aria-label": _("Copie du site")})
        notice.string = self.banner
        skip = self.soup.find("a", class_="skip")
        if skip is not None:
            skip.insert_after(notice)


def _needs_server(tag: Tag) -> bool:
    """Return whether `tag` works only with the server, or only in the browser that stored the page."""
    said = tag.attrs
    return (
        not ONLINE_ATTRIBUTES.isdisjoint(said)
        or not ONLINE_CLASSES.isdisjoint(said.get("class") or ())
        or (tag.name == "link" and not ONLINE_LINKS.isdisjoint(said.get("rel") or ()))
        or (tag.name == "script" and said.get("type") == "application/ld+json")
    )


def _keep_one_size(picture: Tag) -> None:
    """Replace the picture element by a plain <img> with its smallest file."""
    image = picture.find("img")
    if not isinstance(image, Tag):
        return
    source = picture.find("source", type="image/webp")
    if isinstance(source, Tag):
        image["src"] = str(source["srcset"]).split()[0]
    for attribute in ("srcset", "sizes"):
        del image[attribute]
    picture.replace_with(image)


def papers_of(path: str) -> dict[str, str]:
    """Return the URLs of the PDF files of the guide at `path`, by file name."""
    names: list[Any] = [reverse(name, args=[path.strip("/")]) for name in ("learner_sheet", "helper_outline")]
    return {address.lstrip("/"): address for address in names}

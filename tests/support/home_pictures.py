"""Takes the two pictures of the home page, a sheet and a phone, from the current demo site.

Run by `make screenshots`. The first papers of the sheet are ticked, as a person does with a pen.
"""

import io
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.support.browser import wait_until_at_rest

PICTURES = Path(__file__).resolve().parents[2] / "static" / "img"
GUIDE = "/guides/declarer-ses-revenus-en-ligne/"
STEP = 3
SHEET_SIZE, SHEET_BYTES = (480, 679), 20_000
PHONE_SIZE, PHONE_BYTES = (360, 779), 19_500
THEMES = {"phone": "light", "phone-night": "dark"}
TICK = "#1f6337"
SCALE = 3  # Drawn three times as large, then made smaller, so that lines are smooth.
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
Box = tuple[float, float, float, float]


def take_home_pictures(browser: Browser, address: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    context = browser.new_context()
    sheet = context.request.get(f"{address}{GUIDE}fiche-apprenant.pdf").body()
    follows = context.request.get(f"{address}{GUIDE}suivre/{STEP}/").ok
    context.close()
    _save(_filled_in(sheet), SHEET_SIZE, SHEET_BYTES, "sheet")
    path = f"{GUIDE}suivre/{STEP}/" if follows else f"{GUIDE}#etape-{STEP}"
    for name, theme in THEMES.items():
        _save(_phone(browser, address + path, theme), PHONE_SIZE, PHONE_BYTES, name)


def _save(picture: Image.Image, size: tuple[int, int], most: int, name: str) -> None:
    """Write a WebP file in the best quality that weighs `most` bytes at the most."""
    small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    for quality in range(80, 20, -2):
        file = io.BytesIO()
        small.save(file, "WEBP", quality=quality, method=6)
        if file.tell() <= most:
            break
    (PICTURES / f"{name}.webp").write_bytes(file.getvalue())
    print(f"== {name}.webp, {file.tell()} bytes, quality {quality}")


def _phone(browser: Browser, url: str, theme: str) -> Image.Image:
    page = browser.new_page(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        locale="fr-FR",
        color_scheme="dark" if theme == "dark" else "light",
    )
    page.goto(url)
    wait_until_at_rest(page)
    if place := urlsplit(url).fragment:
        page.locator(f"#{place}").evaluate(
            "one => one.closest('li, section').scrollIntoView({behavior: 'instant'})"
        )
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture


def _filled_in(sheet: bytes) -> Image.Image:
    """The first page of the sheet, with three papers ticked."""
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-sheet-") as folder:
        file = Path(folder) / "sheet.pdf"
        file.write_bytes(sheet)
        dots = ["-scale-to-x", str(SHEET_SIZE[0] * SCALE), "-scale-to-y", str(SHEET_SIZE[1] * SCALE)]
        first = ["-f", "1", "-l", "1"]
        subprocess.run(
            ["pdftoppm", "-png", *dots, *first, "-singlefile", file, file.with_suffix("")], check=True
        )
        text = subprocess.check_output(["pdftotext", "-bbox", *first, file, "-"], text=True)
        picture = Image.open(file.with_suffix(".png")).convert("RGB")
    width = float(re.search(r'<page width="([\d.]+)"', text)[1])  # type: ignore[index]
    ratio = SHEET_SIZE[0] * SCALE / width
    words: list[tuple[str, Box]] = [
        (found[5], tuple(float(side) * ratio for side in found.groups()[:4]))  # type: ignore[misc]
        for found in WORD.finditer(text)
    ]
    return _ticked(picture, words)


def _ticked(picture: Image.Image, words: list[tuple[str, Box]]) -> Image.Image:
    """Tick the first three lines below « À apporter », whose boxes stand left of their words."""
    place = next(number for number, (word, _box) in enumerate(words) if word == "apporter")
    margin = words[place - 1][1][0]
    items = [box for word, box in words[place + 1 :] if word == "Votre"][:3]
    pen = ImageDraw.Draw(picture)
    for left, top, _right, bottom in items:
        x, y, unit = (margin + left) / 2 - 0.3 * (left - margin), (top + bottom) / 2, (left - margin) / 3
        line = [
            (x - unit * 0.6, y - unit * 0.1),
            (x + unit * 0.1, y + unit * 0.8),
            (x + unit * 1.5, y - unit * 1.5),
        ]
        pen.line(line, TICK, width=round(unit / 2.2), joint="curve")
    return picture

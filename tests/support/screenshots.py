"""Takes the screenshots of the README and of the home page from the current demo site. Run by `make screenshots`."""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import launch_options, wait_until_at_rest
from tests.support.home_pictures import take_home_pictures
from tests.support.server import demo_environment, running

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
GUIDE = "/guides/declarer-ses-revenus-en-ligne/"
DESKTOP, PHONE = (1280, 900), (390, 844)
VIEWS = {
    "guide": (GUIDE, DESKTOP),
    "catalogue": ("/guides/?q=declarer+impot", DESKTOP),
    "phone": (f"{GUIDE}suivre/3/", PHONE),
}
SHEET = f"{GUIDE}fiche-apprenant.pdf"
SHEET_DPI = "75"


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-pictures-") as folder:
        print("== Demo site")
        environment = demo_environment(Path(folder))
        with running(environment) as port, sync_playwright() as program:
            address = f"http://localhost:{port}"
            browser = program.chromium.launch(**launch_options())
            for name, (path, size) in VIEWS.items():
                _take(browser, address + path, size, PICTURES / f"{name}.png")
            _take_sheet(browser, address + SHEET, PICTURES / "sheet.png")
            take_home_pictures(browser, address)
            browser.close()


def _take(browser: Browser, url: str, size: tuple[int, int], picture: Path) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="fr-FR")
    page.goto(url)
    wait_until_at_rest(page)
    page.screenshot(path=picture)
    page.close()
    print(f"== {picture.name}")


def _take_sheet(browser: Browser, url: str, picture: Path) -> None:
    context = browser.new_context()
    sheet = context.request.get(url).body()
    context.close()
    stem = str(picture.with_suffix(""))
    first_page = ["pdftoppm", "-png", "-r", SHEET_DPI, "-f", "1", "-singlefile", "-", stem]
    subprocess.run(first_page, input=sheet, check=True)
    print(f"== {picture.name}")


if __name__ == "__main__":
    main()

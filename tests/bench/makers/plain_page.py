"""The text and pictures of a guide as a plain page with a short style sheet, as input for programs that print
pages.

The guide's own page would be unfair to them: its styles are for screens, and WeasyPrint never finishes with
it.
"""

import http.client

from bs4 import BeautifulSoup

STYLE = """
@page { size: A4; margin: 2cm 1.8cm }
body { font: 14pt/1.5 "Atkinson Hyperlegible", sans-serif }
h2 { break-after: avoid }
.step-body { break-inside: avoid; margin-bottom: 8mm }
.note { border: 1pt solid #07343f; padding: 2mm 4mm }
img { width: 66%; height: auto }
"""


def plain_page(port: int, slug: str) -> str:
    """HTML of the guide served on `port`: title, documents to bring, steps with their pictures and notes."""
    page = BeautifulSoup(_got(port, f"/guides/{slug}/"), "html.parser")
    for drawn in page.select("svg, source, details, script"):
        drawn.decompose()
    for picture in page.select("img"):
        picture.attrs = {"src": picture["src"], "alt": picture["alt"]}
    parts = page.select("h1, .papers, .step-body")
    base = f"http://localhost:{port}/"
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{slug}</title><base href="{base}">'
        f"<style>{STYLE}</style></head><body>{''.join(map(str, parts))}</body></html>"
    )


def _got(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    connection.request("GET", path)
    return connection.getresponse().read().decode()

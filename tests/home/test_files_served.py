"""Whatever a file contains, the browser that receives it executes nothing of it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from tests.factories import make_site
from tests.home.images.samples import HTML, PDF, SVG

pytestmark = pytest.mark.django_db
HARMFUL = {"dessin.svg": SVG, "page.html": HTML, "page.xhtml": HTML, "page.pdf": HTML, "fiche.pdf": PDF}


@pytest.mark.parametrize(("name", "content"), HARMFUL.items())
def test_a_document_is_served_inert(client: Client, name: str, content: bytes) -> None:
    make_site()
    document = Document.objects.create(title="Affiche", file=ContentFile(content, name))
    response = client.get(document.url)
    assert response.getvalue() == content
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Frame-Options"] == "DENY"
    kept = response["Content-Disposition"].startswith("attachment")
    assert kept or response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("name", "content"), HARMFUL.items())
def test_a_file_among_the_pictures_is_served_inert(client: Client, name: str, content: bytes) -> None:
    path = Path(settings.MEDIA_ROOT) / "images" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    response = client.get(f"/media/images/{name}")
    assert response.getvalue() == content
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@pytest.mark.parametrize("name", HARMFUL)
def test_a_document_has_no_other_address(client: Client, name: str) -> None:
    document = Document.objects.create(title="Affiche", file=ContentFile(HARMFUL[name], name))
    assert client.get(f"/media/{document.file.name}").status_code == 404

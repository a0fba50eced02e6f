"""Files that Wagtail kept aside can be completed by users who may add one, and by nobody else."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import UploadedFile

from home.models import SiteImage
from tests.factories import UserFactory
from tests.home.images import samples

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("view", "model"),
    [
        ("wagtailimages:create_multiple_from_uploaded_image", SiteImage),
        ("wagtaildocs:create_multiple_from_uploaded_document", get_document_model()),
    ],
)
def test_who_has_lost_the_right_to_add_is_told_so(view: str, model: type[SiteImage], client: Client) -> None:
    author = UserFactory()
    author.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(author)
    kept = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(model),
        file=ContentFile(samples.picture(), name="ecran.png"),
        uploaded_by_user=author,
    )
    answer = client.post(reverse(view, args=(kept.pk,)), headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403
    assert UploadedFile.objects.filter(pk=kept.pk).exists()
    assert not model.objects.exists()

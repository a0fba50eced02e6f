"""The admin API's lists of images and documents, limited to those that the user may choose or change.

They replace Wagtail's own lists at the same addresses, which show every item to every logged-in user.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

from home.models import User


class PermittedImagesAPIViewSet(ImagesAdminAPIViewSet):
    def get_queryset(self) -> QuerySet[Any]:
        return _known(super().get_queryset(), self.request.user)


class PermittedDocumentsAPIViewSet(DocumentsAdminAPIViewSet):
    def get_queryset(self) -> QuerySet[Any]:
        return _known(super().get_queryset(), self.request.user)


def _known(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    policy = policy_registry.get_by_type(rows.model)
    return rows.filter(pk__in=policy.instances_user_has_any_permission_for(user, ["choose", "change"]))

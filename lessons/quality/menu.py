"""Menu items of the administration and buttons of pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from home.accounts.roles import EDITORS, PAGE_POLICY
from home.models import User
from lessons.models import GuidePage


class EditorsMenuItem(MenuItem):
    """A menu item for users who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(PAGE_POLICY.user_has_any_permission(request.user, EDITORS))


def guide_buttons(page: Page, user: User) -> list[Button]:
    """Return the buttons of a guide; none on other pages, or on guides that the user may not edit."""
    if not page.pk or page.specific_class is not GuidePage or not page.permissions_for_user(user).can_edit():
        return []
    address = reverse("guide_duplicate", args=(page.pk,))
    duplicate = Button(_("Dupliquer pour un autre niveau"), url=address, icon_name="copy", priority=36)
    return [_still_exact_button(page), duplicate] if page.live else [duplicate]


def _still_exact_button(page: Page) -> Button:
    """A button that sends a POST request, without a confirmation page."""
    attrs = {
        "data-controller": "w-action",
        "data-action": "w-action#post",
        "data-w-action-url-value": reverse("guide_still_exact", args=(page.pk,)),
    }
    return Button(_("Toujours exact aujourd’hui"), icon_name="check", priority=35, attrs=attrs)

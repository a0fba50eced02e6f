"""Who sees the screens of quality: everyone who may write pages."""

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

PAGE_POLICY = PagePermissionPolicy(Page)
EDITORS = ("add", "change", "publish")

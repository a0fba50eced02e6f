"""Models of the foundation: pages, navigation, site settings, users, images."""

from home.caching.models import CacheVersion
from home.images.models import SiteImage, SiteRendition
from home.models.base import BasePage
from home.models.mail_faults import MailFault
from home.models.navigation import Navigation
from home.models.pages import HomePage, PlainPage
from home.models.settings import SiteIdentity
from home.models.users import User
from home.rate_limits.models import RateLimitCounter
from home.scheduler.models import TaskRun
from home.visibility import VisiblePageQuerySet, restricted_paths, visible_q

__all__ = [
    "BasePage",
    "CacheVersion",
    "HomePage",
    "MailFault",
    "Navigation",
    "PlainPage",
    "RateLimitCounter",
    "SiteIdentity",
    "SiteImage",
    "SiteRendition",
    "TaskRun",
    "User",
    "VisiblePageQuerySet",
    "restricted_paths",
    "visible_q",
]

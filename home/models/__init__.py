"""The tables of the floor: pages, navigation, site settings, users, images."""

from home.models.base import BasePage
from home.models.changes import PublicChange
from home.models.mail_faults import MailFault
from home.models.media import SiteImage, SiteRendition
from home.models.navigation import Navigation
from home.models.pages import HomePage, PlainPage
from home.models.settings import SiteIdentity
from home.models.tries import Tries
from home.models.users import User
from home.models.visibility import VisiblePageQuerySet, restricted_paths, visible_q

__all__ = [
    "BasePage",
    "HomePage",
    "MailFault",
    "Navigation",
    "PlainPage",
    "PublicChange",
    "SiteIdentity",
    "SiteImage",
    "SiteRendition",
    "Tries",
    "User",
    "VisiblePageQuerySet",
    "restricted_paths",
    "visible_q",
]

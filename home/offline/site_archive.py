"""The whole site as one file to take away, wherever it comes from: the foundation makes none."""

from dataclasses import dataclass
from datetime import date

from wagtail import hooks

from home.humanize import weight_label

# Each function gives a SiteArchive, or None as long as there is none.
SITE_ARCHIVE_HOOK = "whole_site_to_take_away"


@dataclass(frozen=True)
class SiteArchive:
    """A file at `address`, of `size` bytes, that shows the site as it was on `day`."""

    address: str
    day: date
    size: int

    @property
    def weight(self) -> str:
        return weight_label(self.size)


def site_archive() -> SiteArchive | None:
    return next((kit for give in hooks.get_hooks(SITE_ARCHIVE_HOOK) if (kit := give())), None)

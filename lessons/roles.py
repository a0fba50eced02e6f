"""Permissions of the roles on the terms of the taxonomy and on model sessions."""

from home.accounts.roles import ADMINISTRATORS, REVIEWERS, WRITERS
from home.hooks import RolePermissions

# Changing a term changes every published guide that uses it at once, so writers may only add terms.
TERMS = RolePermissions(
    "taxonomy",
    {
        WRITERS: ("add",),
        REVIEWERS: ("add", "change", "delete"),
        ADMINISTRATORS: ("add", "change", "delete"),
    },
)
# Publishing a model session takes one click, without review; the "publish" permission allows it.
MODEL_SESSIONS = RolePermissions(
    "planning",
    {
        WRITERS: ("add", "change"),
        REVIEWERS: ("add", "change", "delete", "publish"),
        ADMINISTRATORS: ("add", "change", "delete", "publish"),
    },
    model="modelsession",
)

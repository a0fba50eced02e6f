"""What the roles may do with the words of the taxonomy and with sessions ready to copy."""

from home.accounts.roles import ADMINISTRATORS, REVIEWERS, WRITERS
from home.hooks import RolePermissions

# A changed word changes every published guide that uses it at once: writers may only add words.
TERMS = RolePermissions(
    "taxonomy",
    {
        WRITERS: ("add",),
        REVIEWERS: ("add", "change", "delete"),
        ADMINISTRATORS: ("add", "change", "delete"),
    },
)
# Sessions ready to copy are published in one click: those who may publish them may do it by that right.
MODEL_SESSIONS = RolePermissions(
    "planning",
    {
        WRITERS: ("add", "change"),
        REVIEWERS: ("add", "change", "delete", "publish"),
        ADMINISTRATORS: ("add", "change", "delete", "publish"),
    },
    model="modelsession",
)

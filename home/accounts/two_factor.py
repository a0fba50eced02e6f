"""Two-factor authentication: who must use it, and how codes are verified.

A password alone gives no access to users who can publish.
"""

import base64
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import DraftStateMixin, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission

CODES = 10
INVITATION_AGE = 60 * 60
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # No characters that are easily confused on paper.
_SALT = "home.doors.second_step"


def may_publish(user: Any) -> bool:
    """Return whether the user can change public content: by publishing, by approving or directly.

    Permission to change a picture does not count: its public fields require the right to publish
    (home.images.usage).
    """
    groups = user.groups.all()
    return bool(
        user.is_superuser
        or GroupPagePermission.objects.filter(
            group__in=groups, permission__codename__in=["publish_page", "lock_page"]
        ).exists()
        or GroupApprovalTask.objects.filter(groups__in=groups).exists()
        or GroupCollectionPermission.objects.filter(group__in=groups, permission__in=_documents()).exists()
        or any(map(_acts_at_once, Permission.objects.filter(Q(group__in=groups) | Q(user=user))))
    )


def _documents() -> "QuerySet[Permission]":
    """Return the document permissions: documents have no drafts, so additions and changes are public."""
    return Permission.objects.filter(
        content_type__app_label="wagtaildocs", codename__in=["add_document", "change_document"]
    )


def _acts_at_once(permission: Permission) -> bool:
    """Return whether this permission changes public content without a review.

    Most added objects become public only through a reviewed page that uses them; a redirect takes effect at
    once.
    """
    action, model = permission.codename.split("_")[0], permission.content_type.model_class()
    if action in {"view", "access", "choose"} or model is None:
        return False
    if action == "add":
        return model is Redirect
    return not (action == "change" and issubclass(model, DraftStateMixin))


def has_device(user: Any) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def must_use_two_factor(user: Any) -> bool:
    return has_device(user) or (settings.REQUIRE_TWO_FACTOR and may_publish(user))


def verify_code(user: Any, code: str) -> Any:
    """Return the device of `user` that `code` verifies, or None.

    Takes phone and (single-use) recovery codes.
    """
    code = "".join(code.split()).replace("-", "").lower()
    is_number = len(code) == 6 and code.isdecimal()
    model = TOTPDevice if is_number else StaticDevice
    device = model.objects.filter(user=user, confirmed=True).first()
    if device is None:
        return None
    return verify_token(user, device.persistent_id, code if is_number else _kept(code))


def unconfirmed_device(user: Any) -> TOTPDevice:
    """Return the device that `user` is setting up."""
    device, _created = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "telephone"}
    )
    return device


def key_as_text(device: TOTPDevice) -> str:
    """Return the secret in groups of four, for users who cannot scan the QR code."""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Return ten new single-use recovery codes. Only hashes are stored; former codes stop working."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="codes")
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(12)) for _ in range(CODES)]
    for code in codes:
        device.token_set.create(token=_kept(code))
    return ["-".join((code[:4], code[4:8], code[8:])) for code in codes]


@transaction.atomic
def delete_devices(user: Any) -> None:
    """Remove the two-factor authentication of a `user` who has lost both phone and recovery codes."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def invitation(user: Any) -> str:
    """Return a link, valid for an hour, to set up two-factor authentication after entering the password."""
    token = signing.dumps(_who(user), salt=_SALT)
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('second_step_set_up')}?invitation={token}"


def is_invited(user: Any, token: str) -> bool:
    try:
        said = signing.loads(token, salt=_SALT, max_age=INVITATION_AGE)
    except signing.BadSignature:
        return False
    return bool(said == _who(user))


def _who(user: Any) -> list[Any]:
    return [user.pk, salted_hmac(_SALT, user.password).hexdigest()]


def _kept(code: str) -> str:
    return salted_hmac("home.doors.codes", code, algorithm="sha256").hexdigest()[:16]

"""The form that adds a term inside another form."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from lessons.taxonomy.models import OfficialSite


class NewOfficialSiteForm(WagtailAdminModelForm):
    """Asks only for the name and the address; the code is made from the name."""

    url = forms.URLField(label=_("Adresse"), max_length=300, assume_scheme="https")

    class Meta:
        model = OfficialSite
        fields = ("name", "url")

    def _post_clean(self) -> None:
        self.instance.code = free_code(self.cleaned_data.get("name", ""))
        super()._post_clean()


def free_code(name: str) -> str:
    """Return a code made from `name` that no official site has yet."""
    begin = slugify(name.replace(".", "-")) or "site"
    taken = set(OfficialSite.objects.filter(code__startswith=begin).values_list("code", flat=True))
    numbers: Any = range(2, len(taken) + 3)
    return next(code for code in (begin, *(f"{begin}-{number}" for number in numbers)) if code not in taken)

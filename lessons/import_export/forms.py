"""Upload forms for the import of guides."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DocumentForm(forms.Form):
    """A Word or LibreOffice file."""

    document = forms.FileField(
        label=_("Fichier Word ou LibreOffice"),
        help_text=_("Les titres deviennent des étapes, les images leurs captures. 30 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt"}),
    )


class GuideFilesForm(forms.Form):
    """A zip file of guide files."""

    archive = forms.FileField(
        label=_("Fichiers de guides (.zip)"),
        help_text=_("Un dossier par guide, avec son guide.yaml et ses images. Rien n’est publié."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )

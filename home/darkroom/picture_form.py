"""The form of a picture in the administration: a new file leaves nothing of the old one."""

from home.darkroom.replacing import erase, picture_replaced
from home.models import SiteImage
from home.pictures.forms import PictureForm


class SitePictureForm(PictureForm):
    """Cleans what comes in, and makes sure that what it replaces is gone."""

    def save(self, commit: bool = True) -> SiteImage:
        replaced = self.original_file.name if "file" in self.changed_data and self.original_file else ""
        image: SiteImage = super().save(commit)
        if commit and replaced:
            erase([replaced])
            picture_replaced.send(SiteImage, image=image)
        return image

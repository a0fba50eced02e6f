"""The view that adds a picture, and reports when the picture was scaled down."""

from wagtail.images.views.images import CreateView

from home.images.models import SiteImage


class PictureCreateView(CreateView):
    """Wagtail's view with an extra sentence in its success message."""

    def get_success_message(self, instance: SiteImage) -> str:
        return " ".join(filter(None, [super().get_success_message(instance), instance.reduction]))

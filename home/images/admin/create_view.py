"""The page where a picture is added, which says when the picture was made smaller."""

from wagtail.images.views.images import CreateView

from home.images.models import SiteImage


class PictureCreateView(CreateView):
    """Wagtail's, with one more sentence."""

    def get_success_message(self, instance: SiteImage) -> str:
        return " ".join(filter(None, [super().get_success_message(instance), instance.reduction]))

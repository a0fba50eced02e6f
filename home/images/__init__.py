"""Images: what a file must be to enter, what is taken off it, where it is used. Knows nothing of guides."""

from home.images.cleaning import (
    CleanPicture,
    RefusedPictureError,
    announced_pixels,
    clean_picture,
    open_picture,
)

__all__ = ["CleanPicture", "RefusedPictureError", "announced_pixels", "clean_picture", "open_picture"]

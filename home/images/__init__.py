"""Images: validation, cleaning and masking of uploads, and where they are used. Knows no guides."""

from home.images.cleaning import (
    CleanPicture,
    RefusedPictureError,
    announced_pixels,
    clean_picture,
    open_picture,
)

__all__ = ["CleanPicture", "RefusedPictureError", "announced_pixels", "clean_picture", "open_picture"]

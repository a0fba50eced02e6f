"""Pictures before they are kept. Owns what a file must be to enter, and what is taken off it; knows no table, no request."""

from home.pictures.cleaning import (
    CleanPicture,
    RefusedPictureError,
    announced_pixels,
    clean_picture,
    open_picture,
)

__all__ = ["CleanPicture", "RefusedPictureError", "announced_pixels", "clean_picture", "open_picture"]

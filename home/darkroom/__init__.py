"""Where pictures are masked, cropped and brought in from the administration.

Owns the replacement of a picture's file and the proof that the old one is gone; knows nothing of the guides that
show the picture.
"""

"""The static copy of the site as a folder."""

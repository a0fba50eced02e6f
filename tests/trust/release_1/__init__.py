"""The first release, frozen: a backup that it made of three demo guides, and what their pages said.

`site.tar.gz` and `pages.json` are never made anew: every later version must bring this site up to date.
`python -m tests.trust.release_1` made them, at the state of the code that was released.
"""

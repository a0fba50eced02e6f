"""The first release, frozen: `site.tar.gz` is a backup it made of three demo guides, `pages.json` what their pages said.

Never made anew once the release is out: every later version must bring it up to date. `python -m
tests.trust.release_1` made it, at the state of the code that was released.
"""

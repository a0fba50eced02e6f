"""Test data of the first release: a backup that it made of three demo guides, and the texts of their pages.

`site.tar.gz` and `pages.json` are never rebuilt: every later version must be able to migrate this site.
`python -m tests.trust.release_1` built them with the code of the release.
"""

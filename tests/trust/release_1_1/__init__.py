"""Test data of release 1.1: a whole site as people had used it, and what every later version must make of it.

`site.tar.gz` is a backup that the release made; `pages.json` contains the texts of its public pages,
`answers.json` its responses to requests, and `held.json` what people held outside its database: cookies,
addresses, codes, open forms. The tests of this package migrate the site in place and send the requests again.

The site has the 18 guides, the pages, menus, model sessions and accounts of the demo. Other guides are under
review, approved, withdrawn, scheduled, restricted, unfinished, renamed or expired. There are a document,
redirects and a restricted page; pictures with suspected personal data, confirmed as harmless, and masked;
links of every state; reports of readers; a helper's session, shared and shortened; an account with a second
factor and printed codes, one that is invited to set one up, one that is locked out; the last runs of all
periodic tasks; and log entries for each action of ours and for those of a review.

The backup is smaller than a real one, 2 MB instead of 21: it does not contain the resized pictures, which the
site makes by itself, and each picture was rewritten in 16 colours at the same size, with the checksum and the
file size of the new file in its row.

It is never rebuilt once the release is out. `python -m tests.trust.release_1_1` built it with the code of the
release. The modules `freezing`, `editors`, `visitors`, `accounts` and `pictures`, which this command runs,
need not work with later code; those of `answers` must.
"""

"""Release 1.1, frozen: a whole site as people had used it, and what every later version must make of it.

`site.tar.gz` is a backup that the release made; `pages.json` is what its public pages said, `answers.json`
what it answered to those who asked, and `held.json` what people held outside its database: cookies,
addresses, codes, open forms. The tests of this package bring the site up to date in place and ask again.

The site has the 18 guides, the pages, menus, model sessions and accounts of the demo. Other guides wait for
review, were approved, withdrawn, planned for later, restricted, begun, renamed, or are past their end. There
are a document, redirects and a restricted page; pictures that are suspected, vouched for and masked; links of
every state; reports of readers; a helper's session, shared and shortened; an account with a second step and
printed codes, one that is invited to a second step, one that is locked out; the last runs of all regular
tasks; and lines of history for each action of ours and for those of a review.

The backup is lighter than a real one, 2 MB instead of 21: the resized pictures, which the site makes by
itself, are not in it, and each picture was written anew in 16 colours at the same size, with the checksum and
the weight of the new file in its row.

It is never made anew once the release is out. `python -m tests.trust.release_1_1` made it, at the state of
the code that was released. The modules `freezing`, `editors`, `visitors`, `accounts` and `pictures`, which this
runs, need not run on later code; those of `answers` must.
"""

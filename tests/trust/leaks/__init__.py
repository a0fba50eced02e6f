"""What nobody may read is nowhere: every way of hiding, every address and every paper, every visitor.

Owns the hidden things and where to look for them. A canary is a word that stands in one place of one hidden thing, so that a
word that is found says what leaked.
"""

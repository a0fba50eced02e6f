"""Hidden content appears nowhere: every way of hiding, every address and every sheet, for every visitor.

Contains the hidden objects and the places to look for them. A canary is a word that occurs in one place of
one hidden object only, so that a word that is found tells what leaked.
"""

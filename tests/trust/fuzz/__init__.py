"""Hostile requests, made by a grammar and from random bytes, each told again by a seed and a number.

Owns what is asked and what no answer may be. It learns the addresses of the site from `tests/conventions`, never by itself.
"""

"""Hostile requests, made from a grammar and random bytes, each identified by a seed and a number.

Contains the requests and the rules for responses. It takes the addresses of the site from
`tests/conventions`.
"""

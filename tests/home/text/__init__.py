"""Tests of text functions."""

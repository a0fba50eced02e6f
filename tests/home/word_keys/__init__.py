"""Tests of keys of four words."""

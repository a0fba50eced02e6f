"""Tests of what pictures must be to come in."""

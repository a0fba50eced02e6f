"""Tests of four-word keys."""

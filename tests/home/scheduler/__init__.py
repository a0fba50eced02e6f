"""Tests of the regular tasks."""

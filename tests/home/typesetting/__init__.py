"""Tests of what makes documents, whatever they say."""

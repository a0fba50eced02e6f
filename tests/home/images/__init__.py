"""Tests of images: cleaning, masking, and their pages in the administration."""

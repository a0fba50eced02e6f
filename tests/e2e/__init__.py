"""Journeys in a real browser, with and without JavaScript, on a computer and on a phone."""

"""The promises of the site, each put to the test."""

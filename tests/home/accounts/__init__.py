"""The door: a password that is tried too often, or that is all one has, opens nothing."""

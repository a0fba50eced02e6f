"""Rate limits per network: limits, their counters, and the definition of a network. Knows no view."""

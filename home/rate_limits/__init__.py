"""How often one network may do something: limits, their counters, and what a network is. Knows no view."""

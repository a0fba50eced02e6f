"""What is said of a guide: faults that keep it from being published, and advice. Asks no request."""

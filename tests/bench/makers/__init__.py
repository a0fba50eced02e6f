"""Programs for making a sheet that the benchmark compares: one module each, run in a process of its own."""

"""Ways of making a sheet that the bench compares: one module each, run in a process of its own."""

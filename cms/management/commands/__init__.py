"""The commands themselves, one module each. Own the words said on the terminal; know nothing else."""

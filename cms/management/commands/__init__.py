"""The command modules. They own the terminal messages and know nothing else."""

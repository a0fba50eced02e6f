"""The files to run in production: what they name exists, what must stay private stays so."""

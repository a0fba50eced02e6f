"""Two web processes on one PostgreSQL and one folder of pictures: what is done through one is true on the other."""

"""Two web processes on one PostgreSQL and one folder of pictures: a change through one is visible through the
other.
"""

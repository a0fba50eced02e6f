"""What breaks while the site works: queries that fail, processes that are killed, disks that are full, databases that go.

Owns the things that editors and machines do, and what must be true after each was cut short.
"""

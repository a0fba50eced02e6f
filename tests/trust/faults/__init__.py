"""Fault injection: failing queries, killed processes, full disks, unavailable databases.

Contains the operations of editors and machines, and the checks of what must be true after each was
interrupted.
"""

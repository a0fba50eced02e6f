"""Rules for every page, address, module, template, migration and setting, including future ones.

Contains rules that do not depend on the content of a page. A failure message says what to do.
"""

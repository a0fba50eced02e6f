"""Following a guide step by step: one screen for each step, on the phone of a learner who does the procedure.

Owns what each screen shows. What was ticked and where the learner is stay in the browser: the server never knows them.
Helper notes are never shown.
"""

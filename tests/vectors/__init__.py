"""Hostile text in every field, built and read in Chromium: nothing of it may run.

`python -m tests.vectors.run` tries all of it and says how much ran before and after; `test_vectors.py` tries a part of it.
"""

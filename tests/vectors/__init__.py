"""Hostile text in every field, built and opened in Chromium: nothing may execute.

`python -m tests.vectors.run` tries all texts and counts executions before and after; `test_vectors.py` tries a sample.
"""

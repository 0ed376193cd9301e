"""What changed in meaning between two states of a briefing.

Compares two linked corpora and returns changes as values: those that editors typed, and the facts that follow from
them. Formats are in `changes/report/`. Reads no file and no git repository.
"""

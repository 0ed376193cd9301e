"""Pure functions over strings: segmentation, word diff, shingles, confusables, URLs, and prose to safe HTML.

Knows no brief and no file.
"""

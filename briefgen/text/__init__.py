"""Pure functions over text: prose to HTML, segmentation, word diff, URLs and more.

In: strings, and plain mappings for links and citation numbers. Out: strings, safe HTML, offsets and small structs.
Knows no brief and reads no file. May import `diagnostics`.
"""

"""What pages show, as plain data: addresses, listings, matrix, timeline, network, comparison, and the page planners.

No HTML. A new page is one file in `site/pages/`.
"""

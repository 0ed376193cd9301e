"""Bounded reads, atomic writes and directory swaps, resource limits, and git.

In: paths, limits and bytes to write. Out: the bytes of regular files, or a problem that says why they were rejected.
Knows no YAML and no brief. May import `diagnostics` and `text`.
"""

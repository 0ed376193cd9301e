"""Bounded, symlink-safe reads; atomic writes and directory swaps; resource limits; git.

Bytes only.
"""

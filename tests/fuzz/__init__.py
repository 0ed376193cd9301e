"""Fuzzing of every parser of untrusted input.

The tests run it briefly, and `make fuzz` runs it for longer.
"""

"""Typed briefs: the kinds, dates, ids, vocabularies, decoding with explanations, and what is derived from the types.

A new kind is one file in `model/kinds/`.
"""

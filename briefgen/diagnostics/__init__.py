"""Diagnostics as plain values: what was found, where, and how to fix it.

In: problems from readers, decoders and rules. Out: the same problems, selected, limited in number and ordered; and
texts with edits applied. Reads no files, and knows neither YAML nor rules. May import no other package of briefgen.
"""

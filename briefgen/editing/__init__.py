"""Edit YAML files as text: format, fix, rename, scaffold, review.

Contract:

- Edits are minimal: every byte that an edit does not name stays the same, including comments.
- Each edited text is parsed again and rejected if its data is not as intended.
- Modules return edits, texts or file contents. Only `fix.write` and `rename.carry_out` write files, each file
  atomically.
"""

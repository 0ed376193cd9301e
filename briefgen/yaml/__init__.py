"""The only door to PyYAML: bytes to plain data, spans, comments, scalars, trusted settings, suppression comments."""

"""Read and write YAML: data, places, comments, suppressions and settings.

In: the bytes or the text of a file. Out: plain data with its problems, spans for data paths, comments, and text quoted
as YAML. The only package that imports PyYAML. Knows no kind of brief. May import `diagnostics`, `text` and `files`.
"""

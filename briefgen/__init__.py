"""briefgen turns a folder of YAML briefs into a cross-linked, searchable briefing site.

The public names of the library; everything else may change between versions.
"""

__version__ = "0.1.0"

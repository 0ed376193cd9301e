"""Site data to Markdown and HTML, terminal text, citation exports, JSON-LD, and a plugin-free MkDocs project."""

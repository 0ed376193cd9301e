"""The MkDocs plugin: an adapter around `build`. The only door to MkDocs."""

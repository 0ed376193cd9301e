"""The MkDocs plugin: an adapter around `briefgen.build`.

Invariant: no other package imports MkDocs. `tests/contract/test_architecture.py` checks it. `plugin` has the hooks. `page` and
`html_blocks` render pages, and `generated_files` adds them to the build. `other_plugins` and `theme_plugins` deal with the plugins
beside ours. `guard` enforces the HTML policy, and `publish` puts the site in place.
"""

"""Audits of configuration, source pages and the built site; CSP and checksums.

Contract:

- Settings and source pages are audited before the build, the built site after it.
- An error of an audit stops the build. `seal` changes a site only if all of its files passed.
- Files that only the builder writes (hooks, templates, listed scripts) are trusted. Briefs, pages and all other files
  are not.

`docs/security.md` names the test for each guarantee.
"""

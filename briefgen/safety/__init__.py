"""Audits of configuration, source pages and the built site; CSP and checksums.

Contract:

- Nothing is published if an audit reports an error, and the audits are the last check before publication.
- What the builder writes (hooks, templates, listed scripts) is trusted; briefs, pages and other files are not.
- `docs/security.md` names the test for each guarantee.
"""

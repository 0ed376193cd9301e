"""The report of an invalid project, above the pages of the last good site."""

from __future__ import annotations

from markupsafe import escape

from briefgen.render.templates import Rendered, RenderedPage

_NOTHING = b"""---
title: "Nothing to show yet"
---

# Nothing to show yet

The report is above. Save a file to try again.
"""

_STYLE = (
    "position:relative;z-index:1000;margin:0;padding:1rem 1.25rem;background:#7a1010;color:#fff;"
    "font:14px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;max-height:70vh;overflow:auto"
)


def nothing_to_show() -> Rendered:
    """Return the page that is shown while there has not been a good site yet."""
    return Rendered((RenderedPage("index.md", _NOTHING),), {}, ())


def with_report(html: bytes, report: str) -> bytes:
    """Return the page with the report above its content."""
    start = html.find(b"<body")
    end = html.find(b">", start) + 1 if start >= 0 else 0
    panel = (
        f'<section id="briefgen-report" role="alert" aria-label="Problems in the project" style="{_STYLE}">'
        f"The project has problems; this is the last good site. It reloads when they are fixed.\n\n{escape(report)}</section>"
    )
    return html[:end] + panel.encode() + html[end:]

"""Plain text as one line, so that it never ends the block of HTML in which it stands.

Pure. To a reader of Markdown a blank line is the end of such a block, and what follows would be Markdown.
"""

from __future__ import annotations

import re

_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def in_one_line(text: str) -> str:
    """Return text with each line break, and the space around it, as one space."""
    return text if text.isprintable() else _BREAK.sub(" ", text)

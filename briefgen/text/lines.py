"""Put a text on one line: replace line breaks, or all white space."""

from __future__ import annotations

import re

_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
# A match begins only at the start of a run of spaces. So a long run without a line break takes linear time.
_BREAK = re.compile(rf"(?<!\s)[^\S{_BREAKS}]*+[{_BREAKS}]\s*+")


def in_one_line(text: str) -> str:
    """Return the text with each line break, and the space around it, as one space.

    For text inside an HTML block of a Markdown page: a blank line would end the block, and what follows would be parsed
    as Markdown.
    """
    return text if text.isprintable() else _BREAK.sub(" ", text)


def collapsed(text: str) -> str:
    """Return the text with each run of white space as one space, and none at the ends."""
    return " ".join(text.split())

"""Put a text on one line: its line breaks alone, or all its white space."""

from __future__ import annotations

import re

_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
# only from the start of a run of space, which is read once: a long run without a break takes linear time
_BREAK = re.compile(rf"(?<!\s)[^\S{_BREAKS}]*+[{_BREAKS}]\s*+")


def in_one_line(text: str) -> str:
    """Return the text with each line break, and the space around it, as one space.

    For text inside a block of HTML: to a reader of Markdown a blank line ends the block, and what follows is Markdown.
    """
    return text if text.isprintable() else _BREAK.sub(" ", text)


def collapsed(text: str) -> str:
    """Return the text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())

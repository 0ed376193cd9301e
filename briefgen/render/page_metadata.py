"""Front matter of a generated page: written as JSON, read without a YAML parser.

JSON values are valid YAML. MkDocs parses the front matter of each page as YAML, which takes longer than all other work of reading a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

_FENCE = "---\n"


def written(metadata: Mapping[str, Any]) -> str:
    """Return the front matter of a page, with the line breaks that end it."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in metadata.items())
    return f"{_FENCE}{''.join(lines)}{_FENCE}"


def split(text: str) -> tuple[str, dict[str, Any]]:
    """Return the Markdown of a page without blank lines before it, and its metadata.

    ``text`` begins with front matter from `written`. Raises ValueError for any other front matter.
    """
    front, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not text.startswith(_FENCE) or not fence:
        raise ValueError("the page has no front matter")
    pairs = (line.partition(": ") for line in front.split("\n"))
    return body.lstrip("\n"), {key: msgspec.json.decode(value) for key, _, value in pairs}

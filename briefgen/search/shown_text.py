"""Folded words for Pagefind to index, and the original text in its excerpts.

Pagefind keeps a text in the fragment of its record and names a word by its number there. The fragment gets the
original text, cut at zero-width spaces into as many pieces as there are folded words.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from briefgen.search.records import SearchRecord
from briefgen.text import folding

_CUT = "\u200b"
"""Separates the pieces of a text in Pagefind's format; it then shows them without spaces between them."""
_MARK = b"pagefind_dcd"
_DIGITS = 8


def folded(text: str) -> str:
    """Return the folded words of a text with spaces between them."""
    return " ".join(word.folded for word in folding.words(text))


def path_of(record: SearchRecord) -> str:
    """Return the path under which Pagefind indexes a record.

    It changes with the shown text, because Pagefind names the fragment's file by its content.
    """
    parts = [*record.names, *record.text, *record.also]
    text = json.dumps([*_shown(record).values(), *parts])
    return f"{record.key}~{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}.html"


def restored(files: Mapping[str, bytes], records: Iterable[SearchRecord]) -> dict[str, bytes]:
    """Return the fragments of an index by path, with the original text of the records.

    Each is JSON, not compressed.
    """
    by_path = {f"/{path_of(record)}": record for record in records}
    return {path: _restored(packed, by_path) for path, packed in files.items() if path.endswith(".pf_fragment")}


def _restored(packed: bytes, by_path: Mapping[str, SearchRecord]) -> bytes:
    fragment: dict[str, Any] = json.loads(gzip.decompress(packed).removeprefix(_MARK))
    record = by_path[fragment["url"]]
    fragment["content"] = _pieces(record)
    fragment["meta"] |= _shown(record)
    return json.dumps(fragment, ensure_ascii=False, separators=(",", ":")).encode()


def _shown(record: SearchRecord) -> dict[str, str]:
    """Return the texts of a result. They are not indexed."""
    shown = {
        "title": record.said or record.title,
        "date": record.date,
        "summary": record.summary,
        "by": record.by,
        "event": record.event,
    }
    return {key: text for key, text in shown.items() if text}


def _pieces(record: SearchRecord) -> str:
    """Return the record's text as one piece for each word, with the signs around it."""
    pieces: list[str] = []
    for text in (*record.names, *record.text, *record.also):
        clean = " ".join(text.split())
        words = tuple(folding.words(clean))
        if words:
            cuts = [0, *(_cut(clean, one.end, other.start) for one, other in pairwise(words)), len(clean)]
            pieces += [clean[start:end].replace(_CUT, "") for start, end in pairwise(cuts)]
            pieces[-1] += " " if clean.endswith((".", "!", "?", "…")) else ". "
    return _CUT.join(pieces).rstrip()


def _cut(text: str, end: int, start: int) -> int:
    """Return where a piece ends between two words: after the last space, or before the second word."""
    space = text.rfind(" ", end, start)
    return start if space < 0 else space + 1

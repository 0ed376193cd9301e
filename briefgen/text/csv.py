"""Tables as CSV that spreadsheets and programs read alike: RFC 4180, UTF-8 with its mark, and no cell that is a formula.

Pure. A spreadsheet runs what begins like a formula, whoever wrote it; such a cell gets an apostrophe in front, which
`as_written` takes away again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as a CSV file with a header line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    # without the mark Excel takes the bytes for another encoding
    return text.getvalue().encode("utf-8-sig")


def as_written(cell: str) -> str:
    """Return a cell's text as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _harmless(text: str) -> str:
    return f"'{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    # apostrophes count as nothing, so that taking one away gives the text back whatever it began with
    return text.lstrip("' ").startswith(_STARTS)

"""Write tables as CSV (RFC 4180, UTF-8 with BOM), safe from formula injection.

A spreadsheet runs a cell that starts like a formula, even if it is from untrusted content. Such a cell gets a leading
apostrophe, which `as_written` removes again.
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
    writer.writerows([_escaped(cell) for cell in row] for row in rows)
    # without the byte-order mark, Excel assumes another encoding
    return text.getvalue().encode("utf-8-sig")


def as_written(cell: str) -> str:
    """Return a cell's original text, without the apostrophe that `table` added."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _escaped(text: str) -> str:
    return f"'{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    # leading apostrophes are skipped, so that removing one always restores the original text
    return text.lstrip("' ").startswith(_STARTS)

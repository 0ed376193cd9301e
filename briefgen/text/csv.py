"""Write tables as CSV (RFC 4180, UTF-8 with BOM), safe from formula injection.

A spreadsheet runs a cell that starts like a formula, even if it is from untrusted content. Such a cell gets a leading
apostrophe. Many spreadsheets split at semicolons or tabs instead of commas, and then also at line breaks inside a cell.
So the same apostrophe stands inside a cell, where such a part starts like a formula. `as_written` removes all of them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import cache

_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_STARTS = (*_SIGNS, "\t", "\r", "\n")
# what other readers split at: semicolons, tabs, and every character that some program reads as the end of a line
_SEPARATORS = ";\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# the lookbehind lets a search start only at the first character of a run, which keeps it linear
_BEFORE_SIGN = re.compile(rf"(?<![;\s'\"])[;\s'\"]++(?=[{re.escape(_SIGNS)}])")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as a CSV file with a header line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    # long names stand in many rows
    escaped = cache(_escaped)
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    # without the byte-order mark, Excel assumes another encoding
    return text.getvalue().encode("utf-8-sig")


def as_written(cell: str) -> str:
    """Return a cell's original text, without the apostrophes that `table` added."""
    return _BEFORE_SIGN.sub(_without, cell[1:] if cell.startswith("'") and _is_formula(cell) else cell)


def _escaped(text: str) -> str:
    inside = _BEFORE_SIGN.sub(_with, text)
    return f"'{inside}" if _is_formula(inside) else inside


def _with(run: re.Match[str]) -> str:
    at = _part(run[0])
    return f"{run[0][:at]}'{run[0][at:]}" if at else run[0]


def _without(run: re.Match[str]) -> str:
    at = _part(run[0])
    return run[0][:at] + run[0][at + 1 :] if at else run[0]


def _part(run: str) -> int:
    """Return where the part after the last separator begins, or 0 if there is no separator."""
    return next((at for at in range(len(run), 0, -1) if run[at - 1] in _SEPARATORS), 0)


def _is_formula(text: str) -> bool:
    # leading apostrophes are skipped, so that removing one always restores the original text
    return text.lstrip("' \"").startswith(_STARTS)

"""Outputs of templates that tests of the fields need not notice, each with the reason."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "kinds/source.md.j2: <br>": "a line break between two links",
}

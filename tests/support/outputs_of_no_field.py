"""Outputs of templates that tests of the fields need not notice, each with the reason."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "kinds/source.md.j2: <br>": "a line break between two links",
    "_macros.md.j2: </details>": "the end of an element, which readers of HTML add where it is left out",
    "_compare.md.j2: {{ paths[change] }}": "the lines of a drawing beside a word that says the same",
}

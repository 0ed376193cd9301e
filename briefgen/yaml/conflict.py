"""Find the markers that git leaves in a file whose versions could not be merged.

In a block text they are valid YAML, so they would be published. `content/`, `mkdocs.yml` and `docs/` are searched.
"""

from __future__ import annotations

import re

from briefgen.diagnostics.types import Problem, Span
from briefgen.yaml.codes import CONFLICT
from briefgen.yaml.text import YamlFile, mark_at

_MARKER = re.compile(r"^[ \t]*+(<{7}|>{7}|\|{7}|={7})(?![<>|=])(?:[ \t][^\n]*)?\r?$", re.MULTILINE)
_UNIQUE = re.compile(r"[<>]{7}")


def conflict(file: YamlFile, *, indented: bool = True) -> Problem | None:
    """Return the problem of a file's first conflict marker, or None.

    A line of `=` or `|` alone counts only together with another marker, because it may underline a heading. Without
    ``indented``, markers after a space do not count: a page may show them as code.
    """
    if "<<<<<<<" not in file.text and ">>>>>>>" not in file.text:
        return None
    markers = [each for each in _MARKER.finditer(file.text) if indented or each.start() == each.start(1)]
    if not any(_UNIQUE.match(marker[1]) for marker in markers):
        return None
    first, last = markers[0], markers[-1]
    start, end = mark_at(file.text, first.start(1)), mark_at(file.text, last.start(1))
    whole = Span("", start.line, start.column, start.line, start.column + len(first[0].strip()))
    reach = f" to {end.line}" if end.line > start.line else ""
    message = f"`{first[1]}` is a conflict marker of git"
    help = f"keep what is right of the lines {start.line}{reach}, and delete the markers"
    if not reach:
        help = "delete this line, and check what stands before and after it"
    return CONFLICT.problem(file.path, whole, message, help=help)

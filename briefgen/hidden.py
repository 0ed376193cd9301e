"""Characters that a reviewer cannot see: they make text read otherwise than it is (Trojan Source, CVE-2021-42574).

Searched in a file's whole text, comments included, and in the escapes of double-quoted text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefgen.diagnostics import Code, Edit, Fix, Mark, Problem
from briefgen.yamlfile import YamlFile, mark_at

HIDDEN_CHARACTER = Code.error(
    "BG119",
    "hidden-character",
    r"""The file holds a character that cannot be seen and changes how text reads: a control for the direction of writing, a
space without width, a tag. A reviewer would approve other words than the machine reads. The example writes it as an escape.

Bad:

    # content/events/2025-11-28-more.yaml
    title: "More\u202e"
    date: 2025-11-28
    summary: They met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

# not among them: U+200C to U+200F, which Persian, Indic, Arabic and Hebrew text needs
_POINTS = "\u202a-\u202e\u2066-\u2069\u061c\u200b\u2060-\u2064\u206a-\u206f\ufeff\u00ad\U000e0000-\U000e007f"
_HIDDEN = re.compile(
    f"[{_POINTS}]"
    r"|\\u(?:202[a-e]|206[0-46-9a-f]|061c|200b|feff|00ad)|\\U000(?:0(?:202[a-e]|206[0-46-9a-f]|061c|200b|feff|00ad)|e00[0-7][0-9a-f])"
    r"|\\xad",
    re.IGNORECASE,
)
_MOST = 20


def hidden(file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each hidden character of a file, the first twenty of them."""
    if file.text.isascii() and "\\" not in file.text:
        return
    for number, match in enumerate(_HIDDEN.finditer(file.text)):
        if number == _MOST:
            return
        written = match[0]
        character = written if len(written) == 1 else chr(int(written[2:], 16))
        start = mark_at(file.text, match.start())
        mark = Mark(start.line, start.column, start.line, start.column + len(written))
        name = unicodedata.name(character, "unnamed").lower()
        yield HIDDEN_CHARACTER.problem(
            file.path,
            mark,
            f"the hidden character U+{ord(character):04X} ({name}){', written as an escape' if len(written) > 1 else ''}",
            help="delete it; text in any script reads rightly without it",
            fix=Fix("delete the hidden character", (Edit(match.start(), match.end(), ""),)),
        )

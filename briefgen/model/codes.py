"""Codes of invalid fields (BG201 to BG207) and options (BG601 to BG603).

Each code has its documentation and, where a brief can show the problem, examples. The tests run the examples.
"""

from __future__ import annotations

from briefgen.diagnostics.types import Code

UNKNOWN_FIELD = Code.error(
    "BG201",
    "unknown-field",
    """The kind has no field of this name. The help lists its fields.

Bad:

    # content/events/2025-11-28-more.yaml
    titel: More
    title: More
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

MISSING_FIELD = Code.error(
    "BG202",
    "missing-field",
    """A required field is missing or empty.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
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

WRONG_TYPE = Code.error(
    "BG203",
    "wrong-type",
    """The value has the wrong type, such as text instead of a list, a list instead of text, or text instead of a number.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: wire

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [wire]
""",
)

NOT_ALLOWED = Code.error(
    "BG204",
    "value-not-allowed",
    """The value is not one of the words that the field allows. The help lists them.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    kind: tals
    summary: They met again.
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    kind: talks
    summary: They met again.
    cite: [wire]
""",
)

BAD_DATE = Code.error(
    "BG205",
    "bad-date",
    """Dates are EDTF: `2025-11-27`, `2025-11`, `2025-11-23/2025-11-24`, `2025-11~` (about), `2025-11-27?` (uncertain), `2025-11-27/..` (since).

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 28 November 2025
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

BAD_FORM = Code.error(
    "BG206",
    "bad-form",
    """The text does not have the form that the field requires, such as an id, an address, a language code or a colour.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    themes: [Territory]
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    themes: [territory]
    cite: [wire]
""",
)

BAD_LENGTH = Code.error(
    "BG207",
    "bad-length",
    """The text or list is too long or too short, or the number is too large or too small.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [{source: wire, credibility: 7}]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    cite: [{source: wire, credibility: 3}]
""",
)

NO_PROJECT = Code.error(
    "BG601",
    "no-project",
    "There is no `mkdocs.yml` in this folder or any folder above it. Run briefgen inside a project.",
)
NOT_CONFIGURED = Code.error(
    "BG602",
    "not-configured",
    "`mkdocs.yml` cannot be read, or does not list the plugin `briefgen`. Add `- briefgen` under `plugins:`.",
)
UNKNOWN_CODE = Code.error(
    "BG603",
    "unknown-code",
    "`select`, `ignore` and `severity` take codes such as `BG412`, a prefix of codes such as `BG4`, or a name such as `unknown-theme`. `briefgen explain` lists them.",
)

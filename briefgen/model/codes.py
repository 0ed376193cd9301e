"""The codes of what has not the shape of its kind (BG201 to BG207), each with its manual and examples, which are its tests."""

from __future__ import annotations

from briefgen.diagnostics.types import Code

UNKNOWN_FIELD = Code.error(
    "BG201",
    "unknown-field",
    """The kind has no field of this name. The help lists the fields that it has.

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
    """The field holds another sort of value: text where a list belongs, a list where text belongs, letters where a number belongs.

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
    """The field takes one of a few words; the help lists them.

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
    """The text has not the form that the field needs: an id, an address, a language code, a colour.

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
    """The text or list is too long or too short, or the number too large or too small.

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

"""The codes of references that lead nowhere or astray (BG301 to BG305), each with its manual and examples, which are its tests."""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

UNKNOWN_REFERENCE = Code.error(
    "BG301",
    "unknown-reference",
    """The id names no brief. Ids are the file names without `.yaml`; a statement is `event-id#statement-id`, a plan version `plan-id@version-id`.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministri]
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministry]
    cite: [wire]
""",
)

WRONG_KIND = Code.error(
    "BG302",
    "wrong-kind",
    """The id names a brief of a kind that does not fit this field, such as an event where an actor belongs.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [wire]
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministry]
    cite: [wire]
""",
)

DUPLICATE_ID = Code.error(
    "BG303",
    "duplicate-id",
    """Ids are unique across all kinds, so that a reference is one word. Rename one of the two files.

Bad:

    # content/events/ministry.yaml
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

FORMER_ID = Code(
    "BG304",
    "former-id",
    Severity.WARNING,
    """The brief was renamed; the old id still works through `formerly`, the new one is better.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    themes: [territory]
    formerly: [office]
    cite: [wire]
    reviewed: 2025-11-28
    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [office]
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again.
    participants: [ministry]
    cite: [wire]
""",
)

UNKNOWN_CITATION = Code.error(
    "BG305",
    "unknown-citation",
    """A `[@source-id]` in prose names no source.

Bad:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again [@wira].
    cite: [wire]

Good:

    # content/events/2025-11-28-more.yaml
    title: More
    date: 2025-11-28
    summary: They met again [@wire].
    cite: [wire]
""",
)

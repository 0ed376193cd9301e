"""The diagnostic codes that the check reports, apart from those of its rules."""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

UNUSED_IGNORE = Code(
    "BG121",
    "unused-ignore",
    Severity.WARNING,
    """The comment suppresses nothing: the finding is fixed, or never existed. Files that cannot be read or decoded (1xx, 2xx) and
unknown references (301 to 305) cannot be suppressed.

Bad:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: cancelled  # briefgen: ignore[BG404] the day is disputed
    summary: It was announced.
    cite: [wire]

Good:

    # content/events/2025-11-01-signing.yaml
    title: Signing
    date: 2025-11-01
    state: cancelled
    summary: It was announced.
    cite: [wire]
""",
)

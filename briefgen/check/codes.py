"""The codes that the check itself reports, beside those of its rules."""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Severity

UNUSED_IGNORE = Code(
    "BG121",
    "unused-ignore",
    Severity.WARNING,
    """The ignore takes nothing back: the finding is gone, or never was. What cannot be read or typed (1xx, 2xx) and what names
nothing (301 to 305) cannot be ignored.

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

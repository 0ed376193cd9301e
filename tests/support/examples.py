"""The number of hypothesis examples, which follows the profile of the run."""

from __future__ import annotations

from hypothesis import settings

FULL = 100
"""How many examples the profile `full` tries where a test names no number."""
SHARE = 5
"""The profile `default` tries one example in this many."""


def examples(most: int) -> int:
    """Return the number of examples in this profile, for `most` in profile `full`."""
    return max(1, most * settings().max_examples // FULL)

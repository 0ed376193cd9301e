"""Select diagnostics and change their severity, by code or by name.

The patterns come from `select`, `ignore` and `severity`, in the options and on the command line. A pattern is a code
(`BG412`), the beginning of one (`BG4`) or a name (`loaded-words`). The longest matching pattern wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from briefgen.diagnostics.types import Code, Severity


class Selection(msgspec.Struct, frozen=True):
    """The patterns of selected and of ignored codes, and severities by pattern."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}

    @property
    def is_limited(self) -> bool:
        """Return whether any pattern is given."""
        return bool(self.select or self.ignore or self.severity)

    def wants(self, code: Code) -> bool:
        """Return whether findings of this code are reported.

        Findings of a firm code always are.
        """
        if code.is_firm:
            return True
        chosen = _longest(self.select, code) if self.select else 0
        return chosen is not None and chosen > (-1 if (dropped := _longest(self.ignore, code)) is None else dropped)

    def severity_of(self, code: Code) -> Severity:
        """Return the severity of a finding of this code; a firm code stays an error."""
        fitting = [pattern for pattern in self.severity if _fits(pattern, code)]
        return code.severity if code.is_firm or not fitting else self.severity[max(fitting, key=_weight)]

    def unknown(self, codes: Iterable[Code]) -> tuple[str, ...]:
        """Return the patterns that match none of the given codes."""
        known = tuple(codes)
        patterns = dict.fromkeys((*self.select, *self.ignore, *self.severity))
        return tuple(p for p in patterns if not any(_fits(p, code) for code in known))


EVERYTHING = Selection()
_WHOLE = 5


def _fits(pattern: str, code: Code) -> bool:
    return pattern == code.name or (pattern.startswith("BG") and code.id.startswith(pattern))


def _weight(pattern: str) -> int:
    """Return the length of a pattern; a name counts as long as a whole code."""
    return len(pattern) if pattern.startswith("BG") else _WHOLE


def _longest(patterns: tuple[str, ...], code: Code) -> int | None:
    return max((_weight(pattern) for pattern in patterns if _fits(pattern, code)), default=None)

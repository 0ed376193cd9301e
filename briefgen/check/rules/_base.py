"""What a rule yields: a finding in a brief, without code, file or line."""

from __future__ import annotations

import msgspec

from briefgen.diagnostics.types import At, UnplacedFix


class Related(msgspec.Struct, frozen=True):
    """A related place, in the same or another brief, that explains the finding."""

    message: str
    id: str
    at: At = ()


class Finding(msgspec.Struct, frozen=True):
    """A problem in the field ``at`` of a brief; an empty id means the briefing itself.

    It points at the value, at the key if ``key`` is set, or at the first occurrence of ``word`` in the value.
    """

    id: str
    at: At
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()
    fix: UnplacedFix | None = None
    key: bool = False
    word: str = ""

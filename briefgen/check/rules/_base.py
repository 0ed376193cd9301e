"""What a rule yields: a finding in one brief, without code, file or line."""

from __future__ import annotations

import msgspec

from briefgen.diagnostics.types import At, UnplacedFix


class Related(msgspec.Struct, frozen=True):
    """A second place, in another brief or the same."""

    message: str
    id: str
    at: At = ()


class Finding(msgspec.Struct, frozen=True):
    """What a rule holds against a brief; an empty id is the briefing itself."""

    id: str
    at: At
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()
    fix: UnplacedFix | None = None
    key: bool = False
    word: str = ""

"""All kinds of brief by name, found in this folder."""

from __future__ import annotations

from functools import cache

from briefgen.model.kinds._base import Brief
from briefgen.registry import discover


@cache
def kinds() -> dict[str, type[Brief]]:
    """Return the kinds by name, in their order of importance."""
    found = {name: getattr(module, name.title()) for name, module in discover("briefgen.model.kinds", "Brief").items()}
    return dict(sorted(found.items(), key=lambda item: item[1].order))

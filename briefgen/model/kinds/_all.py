"""The registry of all kinds of brief, discovered from this folder."""

from __future__ import annotations

from functools import cache

from briefgen.model.kinds._base import Brief
from briefgen.registry import discover


@cache
def kinds() -> dict[str, type[Brief]]:
    """Return the struct of each kind by its name, sorted by `Brief.order`."""
    found = {name: getattr(module, name.title()) for name, module in discover("briefgen.model.kinds", "Brief").items()}
    return dict(sorted(found.items(), key=lambda item: item[1].order))

"""Find the one-thing-one-file modules of a folder: kinds, rules, pages, outputs, reports, commands."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


def names(package: str) -> list[str]:
    """Return the names of the package's public modules, sorted, without importing them; those that start with _ are private."""
    parent = importlib.import_module(package)
    return sorted(info.name for info in pkgutil.iter_modules(parent.__path__) if not info.name.startswith("_"))


@cache
def discover(package: str, attribute: str) -> dict[str, ModuleType]:
    """Return the package's modules that define the attribute, by dashed name, sorted.

    Raises ImportError with the module's name when one of the modules does not define the attribute.
    """
    found: dict[str, ModuleType] = {}
    for name in names(package):
        module = importlib.import_module(f"{package}.{name}")
        if not hasattr(module, attribute):
            raise ImportError(f"{module.__name__} does not define {attribute!r}")
        found[name.replace("_", "-")] = module
    return found

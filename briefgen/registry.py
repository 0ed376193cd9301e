"""Find the one-thing-one-file modules of a folder: kinds, rules, pages, outputs, reports, commands."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def discover(package: str, attribute: str) -> dict[str, ModuleType]:
    """Return the package's modules that define the attribute, by dashed name, sorted; names that start with _ are private.

    Raises ImportError with the module's name when one of the modules does not define the attribute.
    """
    parent = importlib.import_module(package)
    found: dict[str, ModuleType] = {}
    for info in sorted(pkgutil.iter_modules(parent.__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package}.{info.name}")
        if not hasattr(module, attribute):
            raise ImportError(f"{module.__name__} does not define {attribute!r}")
        found[info.name.replace("_", "-")] = module
    return found

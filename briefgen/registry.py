"""Find modules by their place: the one-thing-one-file modules of a folder (kinds, rules, pages, reports, commands), and the
module of one name in every package (`codes`).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

import briefgen


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


@cache
def in_packages(name: str) -> tuple[ModuleType, ...]:
    """Return the module of this name of every package that has one, sorted; nothing else of the packages is imported."""
    found = []
    for package in pkgutil.iter_modules(briefgen.__path__):
        folders = [f"{folder}/{package.name}" for folder in briefgen.__path__]
        if package.ispkg and any(info.name == name for info in pkgutil.iter_modules(folders)):
            found.append(importlib.import_module(f"briefgen.{package.name}.{name}"))
    return tuple(found)

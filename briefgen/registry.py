"""Discover plug-in modules: kinds, rules, pages, reports, commands and codes.

A plug-in is a file in a certain folder; no list names it. `discover` imports the modules of one folder, `in_packages`
the module of a given name in every package.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

import briefgen


def names(package: str) -> list[str]:
    """Return the sorted names of a package's public modules, without importing them.

    Names that start with `_` are private.
    """
    parent = importlib.import_module(package)
    return sorted(info.name for info in pkgutil.iter_modules(parent.__path__) if not info.name.startswith("_"))


@cache
def discover(package: str, attribute: str) -> dict[str, ModuleType]:
    """Import a package's public modules; return them by name, with dashes, sorted.

    Raises ImportError, with the module's name, where a module does not define the attribute.
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
    """Import the module of this name from every package that has one.

    Sorted by package. The other modules of the packages are not imported.
    """
    found = []
    for package in pkgutil.iter_modules(briefgen.__path__):
        folders = [f"{folder}/{package.name}" for folder in briefgen.__path__]
        if package.ispkg and any(info.name == name for info in pkgutil.iter_modules(folders)):
            found.append(importlib.import_module(f"briefgen.{package.name}.{name}"))
    return tuple(found)

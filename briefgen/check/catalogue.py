"""Every code there is, of every stage, found where it is raised: there is no central table.

Above all that raises a finding; for `explain`, the manual's pages, and patterns that must fit some code.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import briefgen
from briefgen.check.runner import rules
from briefgen.diagnostics.types import Code

# the adapters raise nothing of their own, and importing them costs what they adapt
_ADAPTERS = frozenset(
    {
        "__main__",
        "cli",
        "mkdocs_plugin",
        "mkdocs_page",
        "mkdocs_ending",
        "mkdocs_guard",
        "outputs",
        "report",
        "pages",
        "rules",
    }
)


@cache
def codes() -> tuple[Code, ...]:
    """Return every code, by id; refuses two of one id or one name."""
    found: dict[str, Code] = {}
    for code in (*_module_codes(), *(code for code, _ in rules())):
        other = found.setdefault(code.id, code)
        if other != code or any(code.name == each.name and code.id != each.id for each in found.values()):
            raise ImportError(f"{code.id} {code.name} and {other.id} {other.name} are not told apart")
    return tuple(found[id] for id in sorted(found))


def _module_codes() -> list[Code]:
    names = sorted(info.name for info in pkgutil.iter_modules(briefgen.__path__) if info.name not in _ADAPTERS)
    modules = [importlib.import_module(f"briefgen.{name}") for name in names if name != "codes"]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Code)]


def find(word: str) -> Code | None:
    """Return the code that a word names: `BG301`, `bg301`, `301` or `unknown-reference`."""
    wanted = word.strip().upper()
    wanted = f"BG{wanted}" if wanted.isdecimal() else wanted
    return next((code for code in codes() if wanted == code.id or word.strip().lower() == code.name), None)

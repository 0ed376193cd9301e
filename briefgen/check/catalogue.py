"""The catalogue of all codes: those in the packages' `codes` modules and those of the rules.

Serves `explain`, the pages of the codes, and options that must name a code. Imports no package but for its codes, so that a
check pays for no renderer.
"""

from __future__ import annotations

from functools import cache

from briefgen.check.runner import rules
from briefgen.diagnostics.types import Code
from briefgen.registry import in_packages


@cache
def codes() -> tuple[Code, ...]:
    """Return every code, by id; refuses two of one id or one name."""
    found: dict[str, Code] = {}
    for code in (*_package_codes(), *(code for code, _ in rules())):
        other = found.setdefault(code.id, code)
        if other != code or any(code.name == each.name and code.id != each.id for each in found.values()):
            raise ImportError(f"{code.id} {code.name} and {other.id} {other.name} are not told apart")
    return tuple(found[id] for id in sorted(found))


def _package_codes() -> list[Code]:
    return [value for module in in_packages("codes") for value in vars(module).values() if isinstance(value, Code)]


def find(word: str) -> Code | None:
    """Return the code that a word names: `BG301`, `bg301`, `301` or `unknown-reference`."""
    wanted = word.strip().upper()
    wanted = f"BG{wanted}" if wanted.isdecimal() else wanted
    return next((code for code in codes() if wanted == code.id or word.strip().lower() == code.name), None)

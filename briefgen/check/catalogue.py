"""The catalogue of all diagnostic codes.

Collects the codes of the packages' `codes` modules and those of the rules. It serves `explain`, the pages about codes,
and options that must name a code. Only the `codes` modules of packages are imported, so that a check does not load the
renderer.
"""

from __future__ import annotations

from functools import cache

from briefgen.check.runner import rules
from briefgen.diagnostics.types import Code
from briefgen.registry import in_packages


@cache
def codes() -> tuple[Code, ...]:
    """Return every code, sorted by id.

    Raises ImportError if two codes share an id or a name.
    """
    found: dict[str, Code] = {}
    for code in (*_package_codes(), *(code for code, _ in rules())):
        other = found.setdefault(code.id, code)
        if other != code or any(code.name == each.name and code.id != each.id for each in found.values()):
            raise ImportError(f"{code.id} {code.name} and {other.id} {other.name} share an id or a name")
    return tuple(found[id] for id in sorted(found))


def _package_codes() -> list[Code]:
    return [value for module in in_packages("codes") for value in vars(module).values() if isinstance(value, Code)]


def find(word: str) -> Code | None:
    """Return the code for an id or name, or None.

    Accepts `BG301`, `bg301`, `301` and `unknown-reference`.
    """
    wanted = word.strip().upper()
    wanted = f"BG{wanted}" if wanted.isdecimal() else wanted
    return next((code for code in codes() if wanted == code.id or word.strip().lower() == code.name), None)
